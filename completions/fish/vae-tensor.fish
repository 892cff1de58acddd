function __vae-tensor_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-tensor_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vae-tensor_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-tensor_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vae-tensor_parse_tokens -S
    set -l unparsed_tokens (__vae-tensor_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vae-tensor'
        __vae-tensor_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'head'
            __vae-tensor_parse_subcommand -r 1 'raw=' 'type=' 'n=' 'o/output=' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'import'
            __vae-tensor_parse_subcommand -r 1 'from=' 'raw=' 'type=' 'channels=' 'resize=' 'recursive' 'labels=' 'header=' 'columns=' 'missing=' 'as=' 'standardize=' 'o/output=' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'export'
            __vae-tensor_parse_subcommand -r 1 'raw=' 'type=' 'to=' 'names=' 'undo=' 'white=' 'each=' 'o/output=' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'help'
            __vae-tensor_parse_subcommand -r 1 'version'
        end
    end
end

function __vae-tensor_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vae-tensor_parse_subcommand -S -a positional_count
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

function __vae-tensor_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vae-tensor_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vae-tensor_tokens -p)
    if test -z "$(__vae-tensor_tokens -t)"
        set -l index (count (__vae-tensor_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vae-tensor' -f
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'head' -d 'Write the first rows.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'import' -d 'Make an array of pictures, tables or raw rows.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'export' -d 'Write rows as text, pictures or bare numbers.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor head" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2 f4 f8 u1 u2 u4 u8 i1 i2 i4 i8 b1'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" n' -s 'n' -d 'How many rows.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" q quiet' -l 'quiet' -s 'q' -d 'Write nothing on standard error but errors.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor import" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" from' -l 'from' -d 'What files hold. (default: as they look)' -rfka 'png pnm csv tsv'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2 f4 f8 u1 u2 u4 u8 i1 i2 i4 i8 b1'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" channels' -l 'channels' -d '1 is grey, 3 RGB, 4 with alpha. (default: as the first)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" resize' -l 'resize' -d 'Give all pictures this size.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" recursive' -l 'recursive' -d 'Read PNG files of folders in folders too.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" labels' -l 'labels' -d 'Write the place of each picture\'s operand here.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" header' -l 'header' -d 'Whether the first row names the columns. (default: auto)' -rfka 'yes no auto'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" columns' -l 'columns' -d 'Names, numbers or ranges: a,3,f-h. (default: all)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" missing' -l 'missing' -d 'A number for cells without one, or drop their rows.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" as' -l 'as' -d 'The element type of a table. (default: f4)' -rfka 'f2 f4 f8 u1 u2 u4 u8 i1 i2 i4 i8 b1'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" standardize' -l 'standardize' -d 'Make mean 0 and deviation 1; write them here.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" q quiet' -l 'quiet' -s 'q' -d 'Write nothing on standard error but errors.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor export" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2 f4 f8 u1 u2 u4 u8 i1 i2 i4 i8 b1'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" to' -l 'to' -d 'What to write. (default: as the name of -o ends, npy with --each, else csv)' -rfka 'csv tsv npy raw pam pnm'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" names' -l 'names' -d 'Begin a table with these words, or x0, x1, ... if auto.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" undo' -l 'undo' -d 'Undo what import --standardize wrote here.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" white' -l 'white' -d 'What is white in pictures. (default: 1, 255 for u1, 65535 for u2)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" each' -l 'each' -d 'Write each record to a file: PREFIX000000.npy and so on.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" q quiet' -l 'quiet' -s 'q' -d 'Write nothing on standard error but errors.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor help" version' -l 'version' -d 'Show the version.'
