function __vae-latent_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-latent_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vae-latent_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-latent_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vae-latent_parse_tokens -S
    set -l unparsed_tokens (__vae-latent_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vae-latent'
        __vae-latent_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'lerp'
            __vae-latent_parse_subcommand -r 1 'steps=' 'loop' 'prior=' 'prior-parameters=' 'm/model=' 'unverified' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'slerp'
            __vae-latent_parse_subcommand -r 1 'steps=' 'loop' 'prior=' 'prior-parameters=' 'm/model=' 'unverified' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'traverse'
            __vae-latent_parse_subcommand -r 1 'dimensions=' 'range=' 'steps=' 'latent=' 'prior=' 'prior-parameters=' 'm/model=' 'unverified' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'grid'
            __vae-latent_parse_subcommand 0 'size=' 'linear=' 'prior=' 'prior-parameters=' 'm/model=' 'unverified' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'mean'
            __vae-latent_parse_subcommand -r 1 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'add'
            __vae-latent_parse_subcommand -r 1 'vector=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'subtract'
            __vae-latent_parse_subcommand -r 1 'vector=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'scale'
            __vae-latent_parse_subcommand -r 1 'by=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'noise'
            __vae-latent_parse_subcommand -r 1 'sd=' 'seed=' 'first-row=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'pca'
            __vae-latent_parse_subcommand -r 1 'fit=' 'variances' 'basis=' 'components=' 'inverse' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'nearest'
            __vae-latent_parse_subcommand -r 1 'to=' 'k=' 'indices' 'distances' 'labels=' 'threads=' 'raw=' 'type=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'draw'
            __vae-latent_parse_subcommand 0 'family=' 'parameters=' 'list' 'n=' 'noise=' 'gradient' 'log-density=' 'as=' 'seed=' 'max-memory=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'help'
            __vae-latent_parse_subcommand -r 1 'version'
        end
    end
end

function __vae-latent_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vae-latent_parse_subcommand -S -a positional_count
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

function __vae-latent_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vae-latent_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vae-latent_tokens -p)
    if test -z "$(__vae-latent_tokens -t)"
        set -l index (count (__vae-latent_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vae-latent' -f
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'lerp' -d 'Go from each vector to the next on straight lines.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'slerp' -d 'Go from each vector to the next on great circles.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'traverse' -d 'Change one dimension of a vector at a time.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'grid' -d 'Write points of a two-dimensional latent space on a grid.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'mean' -d 'Write the mean of all vectors.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'add' -d 'Add a vector to each, or one stream to another.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'subtract' -d 'Subtract a vector from each, or one stream from another.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'scale' -d 'Multiply each vector by a number.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'noise' -d 'Add normal noise to each vector.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'pca' -d 'Find principal components, or go to their coordinates and back.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'nearest' -d 'Write the vectors nearest to given ones.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'draw' -d 'Draw from a family of distributions, or score given draws.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" steps' -l 'steps' -d 'Points on each way, its end included.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" loop' -l 'loop' -d 'Go back from the last vector to the first at the end.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" prior' -l 'prior' -d 'The family of the prior. (default: gaussian)' -rfka 'exponential\t"z >= 0" cauchy\t"real" logistic\t"real" rayleigh\t"z > 0" pareto\t"z >= minimum" weibull\t"z > 0" reciprocal\t"low <= z <= high" gompertz\t"z >= 0" gumbel\t"real" erlang\t"z > 0" laplace\t"real" elliptical\t"real" student-t\t"real" uniform\t"low <= z <= high" triangular\t"low <= z <= high" gaussian\t"real" log-normal\t"z > 0" gamma\t"z > 0" dirichlet\t"z > 0, sum 1" beta\t"0 < z < 1" chi-squared\t"z > 0" f\t"z > 0"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" prior-parameters' -l 'prior-parameters' -d 'The prior\'s parameters. (default: standard ones)' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" m model' -s 'm' -l 'model' -d 'Take the prior of this model; \'-\' is standard input.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" unverified' -l 'unverified' -d 'Read a model that another program has changed.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent lerp" -ge 1' -F
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent lerp" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" steps' -l 'steps' -d 'Points on each way, its end included.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" loop' -l 'loop' -d 'Go back from the last vector to the first at the end.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" prior' -l 'prior' -d 'The family of the prior. (default: gaussian)' -rfka 'exponential\t"z >= 0" cauchy\t"real" logistic\t"real" rayleigh\t"z > 0" pareto\t"z >= minimum" weibull\t"z > 0" reciprocal\t"low <= z <= high" gompertz\t"z >= 0" gumbel\t"real" erlang\t"z > 0" laplace\t"real" elliptical\t"real" student-t\t"real" uniform\t"low <= z <= high" triangular\t"low <= z <= high" gaussian\t"real" log-normal\t"z > 0" gamma\t"z > 0" dirichlet\t"z > 0, sum 1" beta\t"0 < z < 1" chi-squared\t"z > 0" f\t"z > 0"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" prior-parameters' -l 'prior-parameters' -d 'The prior\'s parameters. (default: standard ones)' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" m model' -s 'm' -l 'model' -d 'Take the prior of this model; \'-\' is standard input.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" unverified' -l 'unverified' -d 'Read a model that another program has changed.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent slerp" -ge 1' -F
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent slerp" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" dimensions' -l 'dimensions' -d 'The dimensions, as 0,3,5-7. (default: all)' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" range' -l 'range' -d 'The values that a dimension takes; with a prior, as deviations of N(0, 1). (default: -3:3)' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" steps' -l 'steps' -d 'Points on each way, its end included.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" latent' -l 'latent' -d 'Read nothing; start from the medians of the prior, J numbers.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" prior' -l 'prior' -d 'The family of the prior. (default: gaussian)' -rfka 'exponential\t"z >= 0" cauchy\t"real" logistic\t"real" rayleigh\t"z > 0" pareto\t"z >= minimum" weibull\t"z > 0" reciprocal\t"low <= z <= high" gompertz\t"z >= 0" gumbel\t"real" erlang\t"z > 0" laplace\t"real" elliptical\t"real" student-t\t"real" uniform\t"low <= z <= high" triangular\t"low <= z <= high" gaussian\t"real" log-normal\t"z > 0" gamma\t"z > 0" dirichlet\t"z > 0, sum 1" beta\t"0 < z < 1" chi-squared\t"z > 0" f\t"z > 0"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" prior-parameters' -l 'prior-parameters' -d 'The prior\'s parameters. (default: standard ones)' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" m model' -s 'm' -l 'model' -d 'Take the prior of this model; \'-\' is standard input.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" unverified' -l 'unverified' -d 'Read a model that another program has changed.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent traverse" -ge 1' -F
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent traverse" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" size' -l 'size' -d 'Rows and columns of the grid, or both as 10x20. (default: 20)' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" linear' -l 'linear' -d 'Equal steps from A to B in both dimensions, as A:B.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" prior' -l 'prior' -d 'The family of the prior. (default: gaussian)' -rfka 'exponential\t"z >= 0" cauchy\t"real" logistic\t"real" rayleigh\t"z > 0" pareto\t"z >= minimum" weibull\t"z > 0" reciprocal\t"low <= z <= high" gompertz\t"z >= 0" gumbel\t"real" erlang\t"z > 0" laplace\t"real" elliptical\t"real" student-t\t"real" uniform\t"low <= z <= high" triangular\t"low <= z <= high" gaussian\t"real" log-normal\t"z > 0" gamma\t"z > 0" dirichlet\t"z > 0, sum 1" beta\t"0 < z < 1" chi-squared\t"z > 0" f\t"z > 0"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" prior-parameters' -l 'prior-parameters' -d 'The prior\'s parameters. (default: standard ones)' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" m model' -s 'm' -l 'model' -d 'Take the prior of this model; \'-\' is standard input.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" unverified' -l 'unverified' -d 'Read a model that another program has changed.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent grid" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent mean" -ge 1' -F
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent mean" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent mean" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent mean" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent mean" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent mean" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent mean" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent mean" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent mean" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent mean" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent add" vector' -l 'vector' -d 'The second stream: one vector for all rows, or one for each.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent add" -ge 1' -F
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent add" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent add" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent add" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent add" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent add" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent add" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent add" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent add" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent subtract" vector' -l 'vector' -d 'The second stream: one vector for all rows, or one for each.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent subtract" -ge 1' -F
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent subtract" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent subtract" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent subtract" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent subtract" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent subtract" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent subtract" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent subtract" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent subtract" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent subtract" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent scale" by' -l 'by' -d 'The number.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent scale" -ge 1' -F
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent scale" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent scale" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent scale" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent scale" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent scale" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent scale" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent scale" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent scale" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent scale" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" sd' -l 'sd' -d 'The standard deviation of the noise.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" seed' -l 'seed' -d 'Seed of all random numbers.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" first-row' -l 'first-row' -d 'The index of the first row, where the input is a part of larger data.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent noise" -ge 1' -F
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent noise" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" fit' -l 'fit' -d 'Write the mean and the components of all rows to this file.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" variances' -l 'variances' -d 'With --fit, write a table of variances.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" basis' -l 'basis' -d 'Write coordinates along the components in this file.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" components' -l 'components' -d 'Use the first K components. (default: all)' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" inverse' -l 'inverse' -d 'Turn coordinates back into rows.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent pca" -ge 1' -F
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent pca" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" to' -l 'to' -d 'The vectors to find neighbours of.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" k' -s 'k' -d 'The number of neighbours.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" indices' -l 'indices' -d 'Write the places of the neighbours in the stream instead.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" distances' -l 'distances' -d 'Write the distances of the neighbours instead.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" labels' -l 'labels' -d 'Write the most frequent label of the neighbours; the file has a label for each row.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" threads' -l 'threads' -d 'Threads to work on. Results do not depend on it. (default: all processors)' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_positional "vae-latent nearest" -ge 1' -F
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent nearest" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" family' -l 'family' -d 'The family, as --list names it.' -rfka 'exponential\t"z >= 0" cauchy\t"real" logistic\t"real" rayleigh\t"z > 0" pareto\t"z >= minimum" weibull\t"z > 0" reciprocal\t"low <= z <= high" gompertz\t"z >= 0" gumbel\t"real" erlang\t"z > 0" laplace\t"real" elliptical\t"real" student-t\t"real" uniform\t"low <= z <= high" triangular\t"low <= z <= high" gaussian\t"real" log-normal\t"z > 0" gamma\t"z > 0" dirichlet\t"z > 0, sum 1" beta\t"0 < z < 1" chi-squared\t"z > 0" f\t"z > 0"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" parameters' -l 'parameters' -d 'Its parameters, in the order of --list.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" list' -l 'list' -d 'Write a table of all families instead.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" n' -s 'n' -d 'How many rows to draw. (default: 1)' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" noise' -l 'noise' -d 'Take the noise from this stream instead of drawing it: one draw for each row.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" gradient' -l 'gradient' -d 'Write the derivatives of each draw with respect to the parameters beside it.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" log-density' -l 'log-density' -d 'Write the log-density of each row of this stream instead, in nats.' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" as' -l 'as' -d 'The element type of what is written.' -rfka 'f4\t"32-bit float" f8\t"64-bit float"'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" seed' -l 'seed' -d 'Seed of all random numbers.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" version' -l 'version' -d 'Show the version.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent draw" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-latent' -n '__vae-latent_should_offer_completions_for_flags_or_options "vae-latent help" version' -l 'version' -d 'Show the version.'
