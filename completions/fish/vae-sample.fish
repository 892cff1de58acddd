function __vae-sample_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-sample_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vae-sample_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-sample_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vae-sample_parse_tokens -S
    set -l unparsed_tokens (__vae-sample_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vae-sample'
        __vae-sample_parse_subcommand 0 'n=' 'label=' 'labels=' 'condition=' 'm/model=' 'unverified' 'sample' 'params' 'weight-samples=' 'from=' 'mixture=' 'temperature=' 'latents=' 'max-memory=' 'seed=' 'first-row=' 'batch=' 'threads=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __vae-sample_parse_subcommand -r 1 'version'
        end
    end
end

function __vae-sample_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vae-sample_parse_subcommand -S -a positional_count
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

function __vae-sample_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vae-sample_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vae-sample_tokens -p)
    if test -z "$(__vae-sample_tokens -t)"
        set -l index (count (__vae-sample_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vae-sample' -f
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" n' -s 'n' -d 'How many rows to draw, or of each of --labels or --condition.' -rfka ''
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" label' -l 'label' -d 'Draw rows of this class alone.' -rfka ''
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" labels' -l 'labels' -d 'The class of each row, for a model trained with --labels.' -rF
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" condition' -l 'condition' -d 'The covariates of each row, for a model trained with --condition.' -rF
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" m model' -s 'm' -l 'model' -d 'The model; \'-\' is standard input. (default: $VAE_MODEL, else model.safetensors)' -rF
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" unverified' -l 'unverified' -d 'Read a model that another program has changed.'
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" sample' -l 'sample' -d 'Write a draw from p(x|z) instead of its mean.'
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" params' -l 'params' -d 'Write the parameters of p(x|z): logits, or 2 rows of means and log-variances.'
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" weight-samples' -l 'weight-samples' -d 'Average S draws of the weights. (default: their means)' -rfka ''
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" from' -l 'from' -d 'Draw z from a Gaussian fitted to these latent vectors, as vae-encode writes them.' -rF
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" mixture' -l 'mixture' -d 'Fit a mixture of K Gaussians instead. (default: 1)' -rfka ''
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" temperature' -l 'temperature' -d 'Multiply deviations of z from the mean by T, for priors of all real numbers.' -rfka ''
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" latents' -l 'latents' -d 'Write the z of each row to this file.' -rF
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" seed' -l 'seed' -d 'Seed of all random numbers.' -rfka ''
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" first-row' -l 'first-row' -d 'The index of the first row, where the input is a part of larger data.' -rfka ''
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" batch' -l 'batch' -d 'Rows worked on at a time.' -rfka ''
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" threads' -l 'threads' -d 'Threads to work on. Results do not depend on it. (default: all processors)' -rfka ''
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" version' -l 'version' -d 'Show the version.'
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_positional "vae-sample" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-sample' -n '__vae-sample_should_offer_completions_for_flags_or_options "vae-sample help" version' -l 'version' -d 'Show the version.'
