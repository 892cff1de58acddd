function __vae-info_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-info_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vae-info_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-info_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vae-info_parse_tokens -S
    set -l unparsed_tokens (__vae-info_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vae-info'
        __vae-info_parse_subcommand -r 1 'json' 'finished' 'onnx=' 'unverified' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __vae-info_parse_subcommand -r 1 'version'
        end
    end
end

function __vae-info_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vae-info_parse_subcommand -S -a positional_count
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

function __vae-info_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vae-info_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vae-info_tokens -p)
    if test -z "$(__vae-info_tokens -t)"
        set -l index (count (__vae-info_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vae-info' -f
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_positional "vae-info" -ge 1' -F
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info" json' -l 'json' -d 'Write JSON: an object on a line for each file.'
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info" finished' -l 'finished' -d 'Write nothing; status 0 if every file is a finished model, else 1.'
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info" onnx' -l 'onnx' -d 'Write the encoder or the decoder of a model as ONNX.' -rfka 'encoder\t"from x to q(z|x)" decoder\t"from z to the mean of p(x|z)"'
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info" unverified' -l 'unverified' -d 'Read a model that another program has changed.'
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info" version' -l 'version' -d 'Show the version.'
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_positional "vae-info" -eq 2' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-info' -n '__vae-info_should_offer_completions_for_flags_or_options "vae-info help" version' -l 'version' -d 'Show the version.'
