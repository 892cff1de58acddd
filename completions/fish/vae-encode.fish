function __vae-encode_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-encode_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vae-encode_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-encode_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vae-encode_parse_tokens -S
    set -l unparsed_tokens (__vae-encode_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vae-encode'
        __vae-encode_parse_subcommand -r 1 'raw=' 'type=' 'max-memory=' 'max=' 'missing-value=' 'no-missing' 'labels=' 'condition=' 'm/model=' 'unverified' 'sample=' 'params' 'hmc' 'transitions=' 'acceptance=' 'chains=' 'leapfrog-steps=' 'weight-samples=' 'seed=' 'first-row=' 'batch=' 'threads=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __vae-encode_parse_subcommand -r 1 'version'
        end
    end
end

function __vae-encode_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vae-encode_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __vae-encode_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vae-encode_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vae-encode_tokens -p)
    if test -z "$(__vae-encode_tokens -t)"
        set -l index (count (__vae-encode_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vae-encode' -f
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_positional "vae-encode" -ge 1' -F
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" max' -l 'max' -d 'Divide integers by this. (default: what the model was trained with, else 255 for u1)' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" missing-value' -l 'missing-value' -d 'A number that marks a missing value, as NaN does. (default: as in training)' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" no-missing' -l 'no-missing' -d 'Treat NaN as an error, not as a missing value.'
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" labels' -l 'labels' -d 'The class of each row, for a model trained with --labels.' -rF
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" condition' -l 'condition' -d 'The covariates of each row, for a model trained with --condition.' -rF
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" m model' -s 'm' -l 'model' -d 'The model; \'-\' is standard input. (default: $VAE_MODEL, else model.safetensors)' -rF
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" unverified' -l 'unverified' -d 'Read a model that another program has changed.'
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" sample' -l 'sample' -d 'Write K draws from each posterior, as K rows.' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" params' -l 'params' -d 'Write their parameters, P x J numbers for each row.'
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" hmc' -l 'hmc' -d 'Draw from p(z|x) itself, by Hamiltonian Monte Carlo.'
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" transitions' -l 'transitions' -d 'Draws of each of its chains. (default: 200)' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" acceptance' -l 'acceptance' -d 'Acceptance that --hmc tunes to. (default: 0.9)' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" chains' -l 'chains' -d 'Markov chains for each row. (default: 16)' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" leapfrog-steps' -l 'leapfrog-steps' -d 'Leapfrog steps of their transitions. (default: 10)' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" weight-samples' -l 'weight-samples' -d 'Average S draws of the weights. (default: their means)' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" seed' -l 'seed' -d 'Seed of all random numbers.' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" first-row' -l 'first-row' -d 'The index of the first row, where the input is a part of larger data.' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" batch' -l 'batch' -d 'Rows worked on at a time.' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" threads' -l 'threads' -d 'Threads to work on. Results do not depend on it. (default: all processors)' -rfka ''
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" version' -l 'version' -d 'Show the version.'
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_positional "vae-encode" -eq 2' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-encode' -n '__vae-encode_should_offer_completions_for_flags_or_options "vae-encode help" version' -l 'version' -d 'Show the version.'
