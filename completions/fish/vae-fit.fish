function __vae-fit_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-fit_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __vae-fit_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __vae-fit_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __vae-fit_parse_tokens -S
    set -l unparsed_tokens (__vae-fit_tokens -pc)
    switch $unparsed_tokens[1]
    case 'vae-fit'
        __vae-fit_parse_subcommand -r 1 'raw=' 'type=' 'max-memory=' 'max=' 'missing-value=' 'no-missing' 'labels=' 'missing-label=' 'alpha=' 'condition=' 'schema=' 'latent=' 'hidden=' 'decoder-hidden=' 'activation=' 'posterior=' 'prior=' 'prior-parameters=' 'likelihood=' 'sigma=' 'mean=' 'binarize=' 'size-factor=' 'mask-input' 'init-from=' 'objective=' 'estimator=' 'baseline=' 'draws=' 'importance-samples=' 'doubly-reparameterized' 'batch=' 'shards=' 'shuffle-block=' 'epochs=' 'train-samples=' 'optimizer=' 'learning-rate=' 'epsilon=' 'momentum=' 'schedule=' 'warmup=' 'weight-decay=' 'bayesian' 'beta=' 'kl-warmup=' 'clip-norm=' 'precision=' 'init=' 'init-std=' 'valid=' 'valid-labels=' 'valid-condition=' 'valid-fraction=' 'patience=' 'checkpoint=' 'checkpoint-every=' 'fresh' 'unverified' 'seed=' 'threads=' 'send-data' 'split-data' 'log=' 'o/output=' 'no-sync' 'q/quiet' 'v/verbose' 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'help'
            __vae-fit_parse_subcommand -r 1 'version'
        end
    end
end

function __vae-fit_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __vae-fit_parse_subcommand -S -a positional_count
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

function __vae-fit_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __vae-fit_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__vae-fit_tokens -p)
    if test -z "$(__vae-fit_tokens -t)"
        set -l index (count (__vae-fit_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'vae-fit' -f
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_positional "vae-fit" -ge 1' -F
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" raw' -l 'raw' -d 'Read rows of this shape that have no header.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" type' -l 'type' -d 'The element type of --raw. (default: u1)' -rfka 'f2\t"16-bit float" f4\t"32-bit float" f8\t"64-bit float" u1\t"8-bit unsigned integer" u2\t"16-bit unsigned integer" u4\t"32-bit unsigned integer" u8\t"64-bit unsigned integer" i1\t"8-bit integer" i2\t"16-bit integer" i4\t"32-bit integer" i8\t"64-bit integer" b1\t"Boolean"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" max-memory' -l 'max-memory' -d 'The most memory for a row, array or model, as 8G.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" max' -l 'max' -d 'Divide integers by this. (default: what the model was trained with, else 255 for u1)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" missing-value' -l 'missing-value' -d 'A number that marks a missing value, as NaN does. (default: as in training)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" no-missing' -l 'no-missing' -d 'Treat NaN as an error, not as a missing value.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" labels' -l 'labels' -d 'Learn p(x|z, y) of the class y of each row, a whole number.' -rF
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" missing-label' -l 'missing-label' -d 'The label of rows whose class is not known. (default: -1)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" alpha' -l 'alpha' -d 'Weight of the classifier q(y|x) on labelled rows. (default: 10 N where labels are missing)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" condition' -l 'condition' -d 'Learn p(x|z, c) of the real covariates c of each row.' -rF
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" schema' -l 'schema' -d 'A likelihood for each column, as this schema of the table says.' -rF
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" latent' -l 'latent' -d 'Latent dimensions. (default: 20)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" hidden' -l 'hidden' -d 'Widths of the encoder\'s hidden layers; none: a linear encoder. (default: 500)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" decoder-hidden' -l 'decoder-hidden' -d 'Widths of the decoder\'s hidden layers. (default: the encoder\'s, reversed)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" activation' -l 'activation' -d 'The activation function of hidden layers. (default: silu)' -rfka 'tanh\t"that of the paper" relu\t"max(0, a)" softplus\t"log(1 + exp(a))" elu\t"exp(a) - 1 below 0" silu\t"a sigmoid(a)" gelu\t"a times the normal distribution at a"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" posterior' -l 'posterior' -d 'The family of q(z|x). (default: that of the prior)' -rfka 'exponential\t"z >= 0" cauchy\t"real" logistic\t"real" rayleigh\t"z > 0" pareto\t"z >= minimum" weibull\t"z > 0" reciprocal\t"low <= z <= high" gompertz\t"z >= 0" gumbel\t"real" erlang\t"z > 0" laplace\t"real" elliptical\t"real" student-t\t"real" uniform\t"low <= z <= high" triangular\t"low <= z <= high" gaussian\t"real" log-normal\t"z > 0" gamma\t"z > 0" dirichlet\t"z > 0, sum 1" beta\t"0 < z < 1" chi-squared\t"z > 0" f\t"z > 0"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" prior' -l 'prior' -d 'The family of p(z). (default: that of the posterior; gaussian)' -rfka 'exponential\t"z >= 0" cauchy\t"real" logistic\t"real" rayleigh\t"z > 0" pareto\t"z >= minimum" weibull\t"z > 0" reciprocal\t"low <= z <= high" gompertz\t"z >= 0" gumbel\t"real" erlang\t"z > 0" laplace\t"real" elliptical\t"real" student-t\t"real" uniform\t"low <= z <= high" triangular\t"low <= z <= high" gaussian\t"real" log-normal\t"z > 0" gamma\t"z > 0" dirichlet\t"z > 0, sum 1" beta\t"0 < z < 1" chi-squared\t"z > 0" f\t"z > 0"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" prior-parameters' -l 'prior-parameters' -d 'The prior\'s parameters. (default: standard ones)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" likelihood' -l 'likelihood' -d 'The distribution of the data. (default: bernoulli)' -rfka 'bernoulli\t"black and white, and grey as a probability" continuous-bernoulli\t"a density on 0 to 1" gaussian\t"any number, a variance for each output" gaussian-shared\t"any number, one variance for all" gaussian-fixed\t"any number, a standard deviation of --sigma" poisson\t"counts, with the mean as the variance" negative-binomial\t"counts, a mean and a dispersion for each output" zero-inflated-negative-binomial\t"the same with more zeros" per-column\t"one for each column, as --schema says"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" sigma' -l 'sigma' -d 'The standard deviation of gaussian-fixed, in units of the data. (default: 1)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" mean' -l 'mean' -d 'Gaussian means: any number, or in [0, 1]. (default: real)' -rfka 'real\t"any number" unit\t"from 0 to 1"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" binarize' -l 'binarize' -d 'Make grey values black and white. (default: none)' -rfka 'none\t"as they are" threshold\t"1 above 0.5" stochastic\t"1 with the value as its probability, anew in each epoch"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" size-factor' -l 'size-factor' -d 'What the means of counts in a row are multiples of. (default: none)' -rfka 'none\t"nothing" row-sum\t"the sum of the row by the mean sum of the training rows"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" mask-input' -l 'mask-input' -d 'Let the encoder read which values are missing, beside the data.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" init-from' -l 'init-from' -d 'Start from the parameters of this model.' -rF
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" objective' -l 'objective' -d 'Learn by a bound of log p(x), by wake-sleep or by Monte Carlo EM.' -rfka 'aevb\t"the gradient of a bound" wake-sleep\t"the decoder learns from data, the encoder from dreams" monte-carlo-em\t"a decoder alone, by Markov chains"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" estimator' -l 'estimator' -d 'The gradient: KL term sampled (A) or in closed form (B), or the score function. (default: B)' -rfka 'A\t"KL by samples" B\t"KL in closed form" score-function\t"no gradient through the draws, for comparison"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" baseline' -l 'baseline' -d 'What is subtracted from the score function\'s signal. (default: none)' -rfka 'none\t"nothing" mean\t"the mean of other draws"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" draws' -l 'draws' -d 'Draws of z for each row. (default: 1)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" importance-samples' -l 'importance-samples' -d 'Train the importance-weighted bound with K draws for each row, instead.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" doubly-reparameterized' -l 'doubly-reparameterized' -d 'Use the doubly reparameterised gradient of that bound, which has less noise.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" batch' -l 'batch' -d 'Rows in a minibatch.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" shards' -l 'shards' -d 'Parts of a minibatch, whose gradients are summed in a fixed order. (default: 1)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" shuffle-block' -l 'shuffle-block' -d 'Shuffle in blocks of B rows; 0: all rows at once. (default: 0, blocks above 1 GiB)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" epochs' -l 'epochs' -d 'Passes over the training rows. (default: 20, more for few rows)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" train-samples' -l 'train-samples' -d 'Training samples to evaluate, instead of --epochs.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" optimizer' -l 'optimizer' -d 'The optimiser.' -rfka 'adam\t"Kingma and Ba 2015" adagrad\t"that of the paper" sgd\t"gradient descent with momentum"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" learning-rate' -l 'learning-rate' -d 'The learning rate. (default: 0.002 for adam, 0.02 for adagrad, 0.0001 for sgd)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" epsilon' -l 'epsilon' -d 'Added to the denominator of Adam and Adagrad.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" momentum' -l 'momentum' -d 'The momentum of sgd.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" schedule' -l 'schedule' -d 'How the learning rate falls.' -rfka 'constant\t"as in the paper" cosine\t"half a cosine, to 0" exponential\t"by a constant factor, to a hundredth" stages\t"lower after 1, 3, 9, ... epochs"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" warmup' -l 'warmup' -d 'Epochs over which the learning rate rises from zero.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" weight-decay' -l 'weight-decay' -d 'Precision of a normal prior on the weights. (default: 0; 1 with --bayesian)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" bayesian' -l 'bayesian' -d 'Learn a posterior of all weights, not only of z: full variational Bayes.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" beta' -l 'beta' -d 'Weight of the KL term.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" kl-warmup' -l 'kl-warmup' -d 'Epochs over which that weight rises from zero.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" clip-norm' -l 'clip-norm' -d 'Clip gradients to this norm. (default: none)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" precision' -l 'precision' -d 'Precision of matrix products; bfloat16 is faster on processors that have it.' -rfka 'float32\t"single precision" bfloat16\t"faster, 8 bits of precision"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" init' -l 'init' -d 'The initialisation of the weights.' -rfka 'glorot\t"variance by the layer size" normal\t"as in the paper, N(0, S^2)"'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" init-std' -l 'init-std' -d 'The standard deviation of --init normal. (default: 0.01)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" valid' -l 'valid' -d 'Rows to score after each epoch; the best model is kept.' -rF
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" valid-labels' -l 'valid-labels' -d 'The labels of the rows of --valid.' -rF
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" valid-condition' -l 'valid-condition' -d 'The covariates of the rows of --valid.' -rF
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" valid-fraction' -l 'valid-fraction' -d 'Set aside this fraction of the rows for validation.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" patience' -l 'patience' -d 'Stop after this many epochs without a better score.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" checkpoint' -l 'checkpoint' -d 'Keep the state of the training in this file; where it exists, go on from it.' -rF
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" checkpoint-every' -l 'checkpoint-every' -d 'The interval between checkpoints: seconds, as 60s, or epochs, as 5e. (default: 60s)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" fresh' -l 'fresh' -d 'Start anew, whatever the checkpoint holds.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" unverified' -l 'unverified' -d 'Read a model that another program has changed.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" seed' -l 'seed' -d 'Seed of all random numbers.' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" threads' -l 'threads' -d 'Threads to work on. Results do not depend on it. (default: all processors)' -rfka ''
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" send-data' -l 'send-data' -d 'Under mpirun: send the input files from rank 0; else each rank reads them.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" split-data' -l 'split-data' -d 'Under mpirun: each rank reads a share of the rows only.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" log' -l 'log' -d 'Write a line for each epoch to this file.' -rF
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" o output' -s 'o' -l 'output' -d 'Write to this file, which appears when it is complete. (default: standard output)' -rF
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" no-sync' -l 'no-sync' -d 'Do not wait until files are safe from a power failure.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" q quiet' -l 'quiet' -s 'q' -d 'Write only errors on standard error.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" v verbose' -l 'verbose' -s 'v' -d 'Write a line on standard error for each step of the work.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" version' -l 'version' -d 'Show the version.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_positional "vae-fit" -eq 2' -fa 'help' -d 'Show subcommand help information.'
complete -c 'vae-fit' -n '__vae-fit_should_offer_completions_for_flags_or_options "vae-fit help" version' -l 'version' -d 'Show the version.'
