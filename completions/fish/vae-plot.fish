function __vae-plot_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-plot_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vae-plot_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-plot_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vae-plot_parse_tokens -S
    set -l unparsed_tokens (__vae-plot_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vae-plot'
        __vae-plot_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'training'
            __vae-plot_parse_subcommand -r 1 'max-memory=' 'columns=' 'x=' 'log-x' 'log-y' 'reference=' 'title=' 'xlabel=' 'ylabel=' 'xlim=' 'ylim=' 'legend=' 'size=' 'format=' 'scale=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'scatter'
            __vae-plot_parse_subcommand -r 1 'raw=' 'type=' 'max-memory=' 'dimensions=' 'labels=' 'equal' 'curve=' 'title=' 'xlabel=' 'ylabel=' 'xlim=' 'ylim=' 'legend=' 'size=' 'format=' 'scale=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'kl'
            __vae-plot_parse_subcommand -r 1 'max-memory=' 'sort' 'title=' 'xlabel=' 'ylabel=' 'xlim=' 'ylim=' 'legend=' 'size=' 'format=' 'scale=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'histogram'
            __vae-plot_parse_subcommand -r 1 'max-memory=' 'column=' 'bins=' 'density' 'log-y' 'curve=' 'title=' 'xlabel=' 'ylabel=' 'xlim=' 'ylim=' 'legend=' 'size=' 'format=' 'scale=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'confusion'
            __vae-plot_parse_subcommand 1 'max-memory=' 'title=' 'xlabel=' 'ylabel=' 'xlim=' 'ylim=' 'legend=' 'size=' 'format=' 'scale=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'marginals'
            __vae-plot_parse_subcommand 2 'schema=' 'bins=' 'across=' 'title=' 'panel=' 'format=' 'scale=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'help'
            __vae-plot_parse_subcommand -r 1 'version'
        end
    end
end

function __vae-plot_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vae-plot_parse_subcommand -S -a positional_count
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

function __vae-plot_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vae-plot_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vae-plot_tokens -p)
    if test -z "$(__vae-plot_tokens -t)"
        set -l index (count (__vae-plot_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vae-plot' -f
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot" version' -l 'version' -d 'Show the version.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot" -eq 1' -fa 'training' -d 'Draw columns of the logs of vae-fit as curves.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot" -eq 1' -fa 'scatter' -d 'Draw two columns of a stream as points, coloured by labels.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot" -eq 1' -fa 'kl' -d 'Draw the KL of each latent dimension, from vae-eval --per-latent, as bars.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot" -eq 1' -fa 'histogram' -d 'Draw how scores are distributed.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot" -eq 1' -fa 'confusion' -d 'Draw which classes are taken for which.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot" -eq 1' -fa 'marginals' -d 'Draw how the columns of two tables are distributed.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot training" -ge 1' -F
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" columns' -l 'columns' -d 'The quantities to draw. (default: the bounds of training and validation)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" x' -l 'x' -d 'The column along the x axis.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" log-x' -l 'log-x' -d 'Make the x axis logarithmic.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" log-y' -l 'log-y' -d 'Make the y axis logarithmic.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" reference' -l 'reference' -d 'Draw the curves of this table, thin: columns curve, that of --x, and value.' -rF
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" title' -l 'title' -d 'The title above the figure.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" xlabel' -l 'xlabel' -d 'The label of the x axis. (default: what it shows)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" ylabel' -l 'ylabel' -d 'The label of the y axis. (default: what it shows)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" xlim' -l 'xlim' -d 'Ends of the x axis; either may be left out. (default: those of the data)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" ylim' -l 'ylim' -d 'Ends of the y axis; either may be left out. (default: those of the data)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" legend' -l 'legend' -d 'Names in the legend, in its order.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" size' -l 'size' -d 'Width and height in 1/96 inch. (default: 640x480)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" format' -l 'format' -d 'The format. (default: by the name of the output, else svg)' -rfka 'svg\t"vectors" png\t"pixels"'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" scale' -l 'scale' -d 'Pixels of a PNG for each 1/96 inch.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" version' -l 'version' -d 'Show the version.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot training" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot scatter" -ge 1' -F
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" dimensions' -l 'dimensions' -d 'The columns along x and y. (default: 0,1)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" labels' -l 'labels' -d 'A stream with a whole number for each row, its class.' -rF
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" equal' -l 'equal' -d 'Use the same scale for both axes.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" curve' -l 'curve' -d 'Draw the line through these points over the data: a stream with rows of x and y.' -rF
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" title' -l 'title' -d 'The title above the figure.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" xlabel' -l 'xlabel' -d 'The label of the x axis. (default: what it shows)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" ylabel' -l 'ylabel' -d 'The label of the y axis. (default: what it shows)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" xlim' -l 'xlim' -d 'Ends of the x axis; either may be left out. (default: those of the data)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" ylim' -l 'ylim' -d 'Ends of the y axis; either may be left out. (default: those of the data)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" legend' -l 'legend' -d 'Names in the legend, in its order.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" size' -l 'size' -d 'Width and height in 1/96 inch. (default: 640x480)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" format' -l 'format' -d 'The format. (default: by the name of the output, else svg)' -rfka 'svg\t"vectors" png\t"pixels"'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" scale' -l 'scale' -d 'Pixels of a PNG for each 1/96 inch.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" version' -l 'version' -d 'Show the version.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot scatter" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot kl" -ge 1' -F
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" sort' -l 'sort' -d 'Put the largest bars first, each model in an order of its own.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" title' -l 'title' -d 'The title above the figure.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" xlabel' -l 'xlabel' -d 'The label of the x axis. (default: what it shows)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" ylabel' -l 'ylabel' -d 'The label of the y axis. (default: what it shows)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" xlim' -l 'xlim' -d 'Ends of the x axis; either may be left out. (default: those of the data)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" ylim' -l 'ylim' -d 'Ends of the y axis; either may be left out. (default: those of the data)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" legend' -l 'legend' -d 'Names in the legend, in its order.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" size' -l 'size' -d 'Width and height in 1/96 inch. (default: 640x480)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" format' -l 'format' -d 'The format. (default: by the name of the output, else svg)' -rfka 'svg\t"vectors" png\t"pixels"'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" scale' -l 'scale' -d 'Pixels of a PNG for each 1/96 inch.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" version' -l 'version' -d 'Show the version.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot kl" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot histogram" -ge 1' -F
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" column' -l 'column' -d 'The column of tables. (default: the first)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" bins' -l 'bins' -d 'The number of bins, the same for all files.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" density' -l 'density' -d 'Draw densities, of integral 1, instead of counts.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" log-y' -l 'log-y' -d 'Make the y axis logarithmic.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" curve' -l 'curve' -d 'Draw the line through these points over the data: a stream with rows of x and y.' -rF
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" title' -l 'title' -d 'The title above the figure.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" xlabel' -l 'xlabel' -d 'The label of the x axis. (default: what it shows)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" ylabel' -l 'ylabel' -d 'The label of the y axis. (default: what it shows)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" xlim' -l 'xlim' -d 'Ends of the x axis; either may be left out. (default: those of the data)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" ylim' -l 'ylim' -d 'Ends of the y axis; either may be left out. (default: those of the data)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" legend' -l 'legend' -d 'Names in the legend, in its order.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" size' -l 'size' -d 'Width and height in 1/96 inch. (default: 640x480)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" format' -l 'format' -d 'The format. (default: by the name of the output, else svg)' -rfka 'svg\t"vectors" png\t"pixels"'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" scale' -l 'scale' -d 'Pixels of a PNG for each 1/96 inch.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" version' -l 'version' -d 'Show the version.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot histogram" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot confusion" -eq 1' -F
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" title' -l 'title' -d 'The title above the figure.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" xlabel' -l 'xlabel' -d 'The label of the x axis. (default: what it shows)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" ylabel' -l 'ylabel' -d 'The label of the y axis. (default: what it shows)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" xlim' -l 'xlim' -d 'Ends of the x axis; either may be left out. (default: those of the data)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" ylim' -l 'ylim' -d 'Ends of the y axis; either may be left out. (default: those of the data)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" legend' -l 'legend' -d 'Names in the legend, in its order.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" size' -l 'size' -d 'Width and height in 1/96 inch. (default: 640x480)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" format' -l 'format' -d 'The format. (default: by the name of the output, else svg)' -rfka 'svg\t"vectors" png\t"pixels"'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" scale' -l 'scale' -d 'Pixels of a PNG for each 1/96 inch.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" version' -l 'version' -d 'Show the version.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot confusion" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot marginals" -eq 1' -F
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_positional "vae-plot marginals" -eq 2' -F
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" schema' -l 'schema' -d 'What the columns are. (default: found out of <real>)' -rF
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" bins' -l 'bins' -d 'Equal bins for numbers, the same for both tables.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" across' -l 'across' -d 'Panels side by side.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" title' -l 'title' -d 'The title above the figure.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" panel' -l 'panel' -d 'Width and height of a panel in 1/96 inch. (default: 280x210)' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" format' -l 'format' -d 'The format. (default: by the name of the output, else svg)' -rfka 'svg\t"vectors" png\t"pixels"'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" scale' -l 'scale' -d 'Pixels of a PNG for each 1/96 inch.' -rfka ''
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" version' -l 'version' -d 'Show the version.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot marginals" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-plot' -n '__vae-plot_should_offer_completions_for_flags_or_options "vae-plot help" version' -l 'version' -d 'Show the version.'
