function __vae-eval_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-eval_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vae-eval_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-eval_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vae-eval_parse_tokens -S
    set -l unparsed_tokens (__vae-eval_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vae-eval'
        __vae-eval_parse_subcommand -r 1 'raw=' 'type=' 'max-memory=' 'max=' 'missing-value=' 'no-missing' 'm/model=+' 'unverified' 'per-row' 'per-column' 'id=' 'p-value' 'reference=' 'per-latent' 'table' 'json' 'draws=' 'precision=' 'weight-samples=' 'labels=' 'condition=' 'classify' 'classifier' 'class-prior=' 'importance-samples=' 'pareto-smoothing' 'common-noise' 'quadrature' 'ais' 'distributions=' 'schedule=' 'latents=' 'hmc' 'hmc-samples=' 'density=' 'force' 'acceptance=' 'chains=' 'leapfrog-steps=' 'seed=' 'first-row=' 'batch=' 'threads=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __vae-eval_parse_subcommand -r 1 'version'
        end
    end
end

function __vae-eval_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vae-eval_parse_subcommand -S -a positional_count
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

function __vae-eval_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vae-eval_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vae-eval_tokens -p)
    if test -z "$(__vae-eval_tokens -t)"
        set -l index (count (__vae-eval_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vae-eval' -f
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_positional "vae-eval" -ge 1' -F
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" max' -l 'max' -d 'Divide integers by this. (default: what the model was trained with, else 255 for u1)' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" missing-value' -l 'missing-value' -d 'A number that marks a missing value, as NaN does. (default: as in training)' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" no-missing' -l 'no-missing' -d 'Treat NaN as an error, not as a missing value.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval"' -s 'm' -l 'model' -d 'A model, or several, each with -m; \'-\' is standard input. (default: $VAE_MODEL, else model.safetensors)' -rF
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" unverified' -l 'unverified' -d 'Read a model that another program has changed.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" per-row' -l 'per-row' -d 'Write a line for each row.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" per-column' -l 'per-column' -d 'The same, with each column\'s share in the bound.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" id' -l 'id' -d 'Names of the rows, a line of text for each.' -rF
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" p-value' -l 'p-value' -d 'Tell how many rows of --reference score no higher.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" reference' -l 'reference' -d 'Rows that the model was not trained on.' -rF
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" per-latent' -l 'per-latent' -d 'Write a line for each latent dimension.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" table' -l 'table' -d 'Write one line for each model, as for several models.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" json' -l 'json' -d 'Write JSON: an object for each line.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" draws' -l 'draws' -d 'Draws of z for each row of the bound.' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" precision' -l 'precision' -d 'Precision of matrix products; bfloat16 is faster on processors that have it.' -rfka 'float32\t"single precision" bfloat16\t"faster, 8 bits of precision"'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" weight-samples' -l 'weight-samples' -d 'Average S draws of the weights. (default: their means)' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" labels' -l 'labels' -d 'The class of each row, for a model trained with --labels.' -rF
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" condition' -l 'condition' -d 'The covariates of each row, for a model trained with --condition.' -rF
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" classify' -l 'classify' -d 'Write the most probable class of each row; with --labels, how many are right.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" classifier' -l 'classifier' -d 'Classify by the model\'s classifier q(y|x) instead of p(x|y) p(y).'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" class-prior' -l 'class-prior' -d 'p(y): as A,B,..., uniform, or a file. (default: the frequencies of the training)' -rF
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" importance-samples' -l 'importance-samples' -d 'Estimate log p(x) by importance sampling with K draws of z.' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" pareto-smoothing' -l 'pareto-smoothing' -d 'Smooth the largest importance weights by a Pareto distribution.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" common-noise' -l 'common-noise' -d 'Use the same noise for every row: a row\'s scores do not depend on its place.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" quadrature' -l 'quadrature' -d 'Estimate log p(x) by quadrature, for one or two latent dimensions.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" ais' -l 'ais' -d 'Estimate log p(x) by annealed importance sampling.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" distributions' -l 'distributions' -d 'Number of distributions from the prior to the posterior. (default: 1000)' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" schedule' -l 'schedule' -d 'The spacing of these distributions. (default: sigmoid)' -rfka 'linear\t"equal steps" sigmoid\t"short steps at both ends"'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" latents' -l 'latents' -d 'The z that the data was drawn with: --ais bounds log p(x) from above too.' -rF
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" hmc' -l 'hmc' -d 'Estimate log p(x) from samples of the posterior (the paper\'s appendix D).'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" hmc-samples' -l 'hmc-samples' -d 'Samples to fit a density to, and as many to evaluate it. (default: 1000)' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" density' -l 'density' -d 'The density that --hmc fits. (default: full)' -rfka 'diagonal\t"a Gaussian, dimensions independent" full\t"a Gaussian with correlations" kernel\t"a Gaussian around each sample"'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" force' -l 'force' -d 'Run --hmc in more than 10 latent dimensions.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" acceptance' -l 'acceptance' -d 'Acceptance that --hmc tunes to. (default: 0.9)' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" chains' -l 'chains' -d 'Markov chains for each row. (default: 16)' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" leapfrog-steps' -l 'leapfrog-steps' -d 'Leapfrog steps of their transitions. (default: 10)' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" seed' -l 'seed' -d 'Seed of all random numbers.' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" first-row' -l 'first-row' -d 'The index of the first row, where the input is a part of larger data.' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" batch' -l 'batch' -d 'Rows worked on at a time.' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" threads' -l 'threads' -d 'Threads to work on. Results do not depend on it. (default: all processors)' -rfka ''
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" version' -l 'version' -d 'Show the version.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_positional "vae-eval" -eq 2' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-eval' -n '__vae-eval_should_offer_completions_for_flags_or_options "vae-eval help" version' -l 'version' -d 'Show the version.'
