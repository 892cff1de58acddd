function __vae-report_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-report_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vae-report_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-report_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vae-report_parse_tokens -S
    set -l unparsed_tokens (__vae-report_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vae-report'
        __vae-report_parse_subcommand 2 'holdout=' 'schema=' 'rows=' 'per-column' 'json' 'seed=' 'threads=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __vae-report_parse_subcommand -r 1 'version'
        end
    end
end

function __vae-report_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vae-report_parse_subcommand -S -a positional_count
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

function __vae-report_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vae-report_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vae-report_tokens -p)
    if test -z "$(__vae-report_tokens -t)"
        set -l index (count (__vae-report_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vae-report' -f
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_positional "vae-report" -eq 1' -F
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_positional "vae-report" -eq 2' -F
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" holdout' -l 'holdout' -d 'Real rows that the model was not trained on.' -rF
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" schema' -l 'schema' -d 'What the columns are. (default: found out of <real>)' -rF
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" rows' -l 'rows' -d 'Rows of each table that distances are computed of, at most.' -rfka ''
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" per-column' -l 'per-column' -d 'Write a line for each column.'
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" json' -l 'json' -d 'Write all as an object of JSON.'
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" seed' -l 'seed' -d 'Seed of all random numbers.' -rfka ''
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" threads' -l 'threads' -d 'Threads to work on. Results do not depend on it. (default: all processors)' -rfka ''
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" version' -l 'version' -d 'Show the version.'
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_positional "vae-report" -eq 3' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-report' -n '__vae-report_should_offer_completions_for_flags_or_options "vae-report help" version' -l 'version' -d 'Show the version.'
