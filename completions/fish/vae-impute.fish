function __vae-impute_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-impute_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vae-impute_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-impute_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vae-impute_parse_tokens -S
    set -l unparsed_tokens (__vae-impute_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vae-impute'
        __vae-impute_parse_subcommand -r 1 'raw=' 'type=' 'max-memory=' 'max=' 'missing-value=' 'no-missing' 'mask=' 'labels=' 'condition=' 'm/model=' 'unverified' 'draws=' 'std' 'observe=' 'importance-samples=' 'gibbs' 'hmc' 'transitions=' 'acceptance=' 'chains=' 'leapfrog-steps=' 'seed=' 'first-row=' 'batch=' 'threads=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __vae-impute_parse_subcommand -r 1 'version'
        end
    end
end

function __vae-impute_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vae-impute_parse_subcommand -S -a positional_count
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

function __vae-impute_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vae-impute_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vae-impute_tokens -p)
    if test -z "$(__vae-impute_tokens -t)"
        set -l index (count (__vae-impute_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vae-impute' -f
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_positional "vae-impute" -ge 1' -F
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" max' -l 'max' -d 'Divide integers by this. (default: what the model was trained with, else 255 for u1)' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" missing-value' -l 'missing-value' -d 'A number that marks a missing value, as NaN does. (default: as in training)' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" no-missing' -l 'no-missing' -d 'Treat NaN as an error, not as a missing value.'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" mask' -l 'mask' -d 'Which values are observed: 1, or missing: 0.' -rF
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" labels' -l 'labels' -d 'The class of each row, for a model trained with --labels.' -rF
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" condition' -l 'condition' -d 'The covariates of each row, for a model trained with --condition.' -rF
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" m model' -s 'm' -l 'model' -d 'The model; \'-\' is standard input. (default: $VAE_MODEL, else model.safetensors)' -rF
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" unverified' -l 'unverified' -d 'Read a model that another program has changed.'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" draws' -l 'draws' -d 'Write K random completions of each row, Kx its shape.' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" std' -l 'std' -d 'Write standard deviations beside the means, 2x the shape of a row.'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" observe' -l 'observe' -d 'What the data is seen through: noise:S, flip:P, rows:A-B, mean-pool:HxW,noise:S or blur:R,noise:S.' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" importance-samples' -l 'importance-samples' -d 'Use importance sampling with K draws only.' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" gibbs' -l 'gibbs' -d 'Run Metropolis-within-Gibbs chains through the encoder.'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" hmc' -l 'hmc' -d 'Run Hamiltonian Monte Carlo chains, without the encoder.'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" transitions' -l 'transitions' -d 'Draws of each chain. (default: 200)' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" acceptance' -l 'acceptance' -d 'Acceptance that --hmc tunes to. (default: 0.9)' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" chains' -l 'chains' -d 'Markov chains for each row. (default: 16)' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" leapfrog-steps' -l 'leapfrog-steps' -d 'Leapfrog steps of their transitions. (default: 10)' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" seed' -l 'seed' -d 'Seed of all random numbers.' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" first-row' -l 'first-row' -d 'The index of the first row, where the input is a part of larger data.' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" batch' -l 'batch' -d 'Rows worked on at a time.' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" threads' -l 'threads' -d 'Threads to work on. Results do not depend on it. (default: all processors)' -rfka ''
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" version' -l 'version' -d 'Show the version.'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_positional "vae-impute" -eq 2' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-impute' -n '__vae-impute_should_offer_completions_for_flags_or_options "vae-impute help" version' -l 'version' -d 'Show the version.'
