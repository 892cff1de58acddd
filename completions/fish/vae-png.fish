function __vae-png_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-png_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vae-png_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-png_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vae-png_parse_tokens -S
    set -l unparsed_tokens (__vae-png_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vae-png'
        __vae-png_parse_subcommand -r 1 'raw=' 'type=' 'max-memory=' 'n=' 'beside=' 'shape=' 'columns=' 'gap=' 'scale=' 'min=' 'max=' 'depth=' 'line-labels=' 'column-labels=' 'each=' 'animate' 'frame=' 'delay=' 'loops=' 'bounce' 'preview' 'protocol=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __vae-png_parse_subcommand -r 1 'version'
        end
    end
end

function __vae-png_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vae-png_parse_subcommand -S -a positional_count
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

function __vae-png_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vae-png_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vae-png_tokens -p)
    if test -z "$(__vae-png_tokens -t)"
        set -l index (count (__vae-png_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vae-png' -f
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_positional "vae-png" -ge 1' -F
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" n' -s 'n' -d 'Only the first N rows.' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" beside' -l 'beside' -d 'Draw an image of this file to the left of each.' -rF
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" shape' -l 'shape' -d 'The shape of an image. (default: that of a row)' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" columns' -l 'columns' -d 'Images, or pairs, per line. (default: for a square)' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" gap' -l 'gap' -d 'Pixels between images.' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" scale' -l 'scale' -d 'Enlarge each pixel to SxS. (default: to a sheet of about 600 pixels; 1 with --each)' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" min' -l 'min' -d 'The value shown black. (default: 0 or the least)' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" max' -l 'max' -d 'The value shown white. (default: 255 for u1, 65535 for u2, else 1, or the greatest if that is above)' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" depth' -l 'depth' -d 'Bits of a sample.' -rfka '8\t"256 levels" 16\t"65536 levels"'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" line-labels' -l 'line-labels' -d 'A text beside each line of images.' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" column-labels' -l 'column-labels' -d 'A text above each column of images.' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" each' -l 'each' -d 'Write each row to a file: PREFIX000000.png and so on.' -rF
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" animate' -l 'animate' -d 'Write an animated PNG of which each row is a frame.'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" frame' -l 'frame' -d 'Rows in each frame, as a sheet. (default: 1)' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" delay' -l 'delay' -d 'Milliseconds that a frame is shown. (default: 100)' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" loops' -l 'loops' -d 'Times to show the film; 0: for ever. (default: 0)' -rfka ''
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" bounce' -l 'bounce' -d 'Show the frames backwards after the last one.'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" preview' -l 'preview' -d 'Show the sheet on the terminal.'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" protocol' -l 'protocol' -d 'The format of --preview, for any output. (default: what the terminal shows)' -rfka 'kitty\t"kitty and Ghostty" iterm2\t"iTerm2, WezTerm and mintty" sixel\t"foot, mlterm, xterm and others"'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" version' -l 'version' -d 'Show the version.'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_positional "vae-png" -eq 2' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-png' -n '__vae-png_should_offer_completions_for_flags_or_options "vae-png help" version' -l 'version' -d 'Show the version.'
