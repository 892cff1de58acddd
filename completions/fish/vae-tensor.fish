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
        case 'info'
            __vae-tensor_parse_subcommand -r 1 'stats' 'json' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'cat'
            __vae-tensor_parse_subcommand -r 1 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'head'
            __vae-tensor_parse_subcommand -r 1 'n=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'tail'
            __vae-tensor_parse_subcommand -r 1 'n=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'slice'
            __vae-tensor_parse_subcommand -r 2 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'shuffle'
            __vae-tensor_parse_subcommand -r 1 'seed=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'split'
            __vae-tensor_parse_subcommand -r 1 'fraction=' 'rows=' 'parts=' 'into=+' 'raw=' 'type=' 'max-memory=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'select'
            __vae-tensor_parse_subcommand -r 1 'where=+' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'reshape'
            __vae-tensor_parse_subcommand -r 2 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'transpose'
            __vae-tensor_parse_subcommand -r 1 'axes=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'cast'
            __vae-tensor_parse_subcommand -r 2 'clip' 'wrap' 'round' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'binarize'
            __vae-tensor_parse_subcommand -r 1 'max=' 'threshold=' 'sample' 'seed=' 'first-row=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'rescale'
            __vae-tensor_parse_subcommand -r 1 'domain=' 'range=' 'standardize=' 'apply=' 'undo=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'window'
            __vae-tensor_parse_subcommand -r 1 'length=' 'step=' 'pad' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'unwindow'
            __vae-tensor_parse_subcommand -r 1 'step=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'import'
            __vae-tensor_parse_subcommand -r 1 'from=' 'raw=' 'type=' 'max-memory=' 'channels=' 'depth=' 'resize=' 'aspect=' 'decode-with=' 'recursive' 'skip-unreadable' 'labels=' 'write-files=' 'header=' 'delimiter=' 'decimal=' 'comment=' 'skip=' 'encoding=' 'columns=' 'missing=' 'na=' 'schema=' 'unknown=' 'as=' 'standardize=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'export'
            __vae-tensor_parse_subcommand -r 1 'raw=' 'type=' 'max-memory=' 'to=' 'names=' 'undo=' 'schema=' 'white=' 'each=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
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
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'info' -d 'Write a line for each record: its file, type, shape and bytes.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'cat' -d 'Join all records into one.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'head' -d 'Write the first rows.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'tail' -d 'Write the last rows, as one record.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'slice' -d 'Write a part of the rows, and of each row, as NumPy slices.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'shuffle' -d 'Write all rows in a random order, as one record.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'split' -d 'Write consecutive parts of the rows to files.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'select' -d 'Write the rows for which the numbers of another array meet a condition.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'reshape' -d 'Give each row another shape of as many elements.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'transpose' -d 'Put the axes in another order, as NumPy\'s transpose does.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'cast' -d 'Write elements as another type.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'binarize' -d 'Write 1 for white and 0 for black, as Booleans.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'rescale' -d 'Write values on another scale, as f4.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'window' -d 'Make overlapping windows of a series.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'unwindow' -d 'Make a series of its windows again, the mean where they overlap.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'import' -d 'Make an array of pictures, tables or raw rows.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'export' -d 'Write rows as text, pictures or bare numbers.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor info" stats' -l 'stats' -d 'Add range, mean, deviation and the number of values that are not finite.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor info" json' -l 'json' -d 'Write JSON: an object for each line.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor info" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor info" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor info" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor info" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor info" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor info" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor info" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor info" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor info" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor info" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor cat" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cat" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cat" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cat" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cat" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cat" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cat" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cat" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cat" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cat" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" n' -s 'n' -d 'How many rows.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor head" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor head" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor tail" n' -s 'n' -d 'How many rows.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor tail" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor tail" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor tail" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor tail" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor tail" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor tail" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor tail" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor tail" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor tail" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor tail" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor slice" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor slice" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor slice" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor slice" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor slice" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor slice" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor slice" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor slice" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor slice" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor slice" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor shuffle" seed' -l 'seed' -d 'Seed of all random numbers.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor shuffle" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor shuffle" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor shuffle" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor shuffle" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor shuffle" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor shuffle" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor shuffle" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor shuffle" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor shuffle" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor shuffle" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split" fraction' -l 'fraction' -d 'The share of all rows that the first of two files gets.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split" rows' -l 'rows' -d 'Rows of each file; the last may have fewer.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split" parts' -l 'parts' -d 'The number of files, whose lengths differ by at most one row.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split"' -l 'into' -d 'Two files, or the prefix of PREFIX000000.npy and so on.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor split" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor split" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor select"' -l 'where' -d 'FILE=A,B,...; or != < <= > >=. FILE has a number for each row. Several must all hold.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor select" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor select" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor select" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor select" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor select" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor select" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor select" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor select" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor select" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor select" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor reshape" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor reshape" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor reshape" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor reshape" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor reshape" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor reshape" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor reshape" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor reshape" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor reshape" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor reshape" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor transpose" axes' -l 'axes' -d 'The axes in their new order.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor transpose" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor transpose" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor transpose" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor transpose" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor transpose" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor transpose" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor transpose" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor transpose" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor transpose" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor transpose" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor cast" -eq 1' -fka 'f2 f4 f8 u1 u2 u4 u8 i1 i2 i4 i8 b1'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" clip' -l 'clip' -d 'Out of range: write the nearest number of the type.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" wrap' -l 'wrap' -d 'Out of range: keep the lowest bits of integers, write others as infinities.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" round' -l 'round' -d 'Round to the nearest integer, halves to the even one, instead of towards zero.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor cast" -ge 2' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor cast" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" max' -l 'max' -d 'Divide integers by this. (default: what the model was trained with, else 255 for u1)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" threshold' -l 'threshold' -d 'Values above this are white. (default: 0.5)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" sample' -l 'sample' -d 'Sample each pixel with its value as the probability of white.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" seed' -l 'seed' -d 'Seed of all random numbers.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" first-row' -l 'first-row' -d 'The index of the first row, where the input is a part of larger data.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor binarize" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor binarize" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" domain' -l 'domain' -d 'The source range. (default: 0:255 for u1)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" range' -l 'range' -d 'The target range. (default: 0:1)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" standardize' -l 'standardize' -d 'Standardise each column; write its mean and deviation to this file.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" apply' -l 'apply' -d 'Standardise by the file that --standardize wrote for other rows.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" undo' -l 'undo' -d 'Undo --standardize or --apply with the same file.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor rescale" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor rescale" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" length' -l 'length' -d 'Rows of a window.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" step' -l 'step' -d 'Rows from one window to the next.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" pad' -l 'pad' -d 'Fill the last window with missing values, NaN, instead of leaving it out.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor window" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor window" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor unwindow" step' -l 'step' -d 'Rows from one window to the next.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor unwindow" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor unwindow" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor unwindow" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor unwindow" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor unwindow" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor unwindow" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor unwindow" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor unwindow" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor unwindow" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor unwindow" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor import" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" from' -l 'from' -d 'What files hold. (default: as they look)' -rfka 'png\t"PNG images" pnm\t"PBM, PGM, PPM, PNM and PAM images" csv\t"cells between commas" tsv\t"cells between tabs"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" channels' -l 'channels' -d '1 is grey, 3 RGB, 4 with alpha. (default: as the first)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" depth' -l 'depth' -d 'Bits of a sample. (default: as the first)' -rfka '8\t"256 levels" 16\t"65536 levels"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" resize' -l 'resize' -d 'Give all pictures this size.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" aspect' -l 'aspect' -d 'What --resize does with other proportions: cut, add borders, or stretch. (default: stretch)' -rfka 'cover\t"fill the size, cut what stands over" contain\t"fit into the size, black around" stretch\t"stretch to the size"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" decode-with' -l 'decode-with' -d 'Run this line of shell for each file that is no PNG or PNM, with its name for {} or at the end. (default: djpeg for JPEG)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" recursive' -l 'recursive' -d 'Read pictures in nested folders too.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" skip-unreadable' -l 'skip-unreadable' -d 'Leave out files that are no pictures or cannot be read, and name them.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" labels' -l 'labels' -d 'Write the place of each picture\'s operand here.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" write-files' -l 'write-files' -d 'Write a list of rows and their files to this file.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" header' -l 'header' -d 'Whether the first row has the names of columns. (default: auto)' -rfka 'yes\t"the first line is a header" no\t"the first line is data" auto\t"as the first line looks"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" delimiter separator' -l 'delimiter' -l 'separator' -d 'What stands between cells: comma, semicolon, tab, space or a character. (default: as it looks)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" decimal' -l 'decimal' -d 'What stands before fractions. (default: as it looks)' -rfka 'point\t"1.5" comma\t"1,5"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" comment' -l 'comment' -d 'What begins a remark, such as \'#\'.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" skip' -l 'skip' -d 'Lines to leave out in front of the table.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" encoding' -l 'encoding' -d 'The encoding of the text. (default: as it looks)' -rfka 'utf-8\t"also ASCII" utf-16le\t"of Windows programs" utf-16be\t"the larger byte first" latin-1\t"ISO 8859-1 and Windows-1252"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" columns' -l 'columns' -d 'Names, numbers or ranges: a,3,f-h. (default: all)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" missing' -l 'missing' -d 'nan or a number for missing cells, or drop. (default: by the type)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" na' -l 'na' -d 'More words for missing cells: -999,unknown.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" schema' -l 'schema' -d 'Read the table by this file, or write it if new.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" unknown' -l 'unknown' -d 'What words become that are not in --schema: an error or missing. (default: error)' -rfka 'error\t"the import fails" missing\t"missing cells"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" as' -l 'as' -d 'The element type of a table. (default: f4)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" standardize' -l 'standardize' -d 'Make mean 0 and deviation 1; write them here.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_positional "vae-tensor export" -ge 1' -F
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" to' -l 'to' -d 'What to write. (default: as the name of -o ends, npy with --each, else csv)' -rfka 'csv\t"cells between commas" tsv\t"cells between tabs" npy\t"an NPY array" raw\t"bare numbers" pam\t"PAM images" pnm\t"PGM or PPM images"'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" names' -l 'names' -d 'The names of a table\'s columns; auto: x0, x1, ...' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" undo' -l 'undo' -d 'Undo what import --standardize wrote here.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" schema' -l 'schema' -d 'Write the table that this file describes, see vae-schema(5).' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" white' -l 'white' -d 'The value that is white in pictures. (default: 1, 255 for u1, 65535 for u2)' -rfka ''
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" each' -l 'each' -d 'Write each record to a file: PREFIX000000.npy and so on.' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" version' -l 'version' -d 'Show the version.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-tensor' -n '__vae-tensor_should_offer_completions_for_flags_or_options "vae-tensor help" version' -l 'version' -d 'Show the version.'
