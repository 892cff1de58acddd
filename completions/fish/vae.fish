# Completes `vae fit` as vae-fit.

function __vae_tool_completions
    set -l words (commandline -opc) (commandline -ct)
    complete -C "vae-$words[2] "(string join ' ' -- (string escape -- $words[3..-2]) $words[-1])
end

# Whether the words before the cursor are these.
function __vae_is_after
    test (commandline -opc | string join ' ') = "$argv"
end

complete -c vae -f
complete -c vae -n 'set -l words (commandline -opc); set -q words[2]; and test $words[2] != help' \
    -a '(__vae_tool_completions)'
for command in \
    'fit:Train a variational auto-encoder' \
    'encode:Encode data to latent vectors' \
    'decode:Decode latent vectors to data' \
    'sample:Draw new data from a model' \
    'eval:Score data by bounds and estimates of its log-likelihood' \
    'impute:Fill the missing values of data' \
    'png:Render rows as images' \
    'latent:Work on latent vectors' \
    'tensor:Work on arrays themselves' \
    'info:Describe models and streams of tensors' \
    'plot:Draw curves, scatters, bars and histograms' \
    'report:Compare synthetic tables with real ones'
    set -l parts (string split -m 1 : $command)
    complete -c vae -n '__vae_is_after vae; or __vae_is_after vae help' -a $parts[1] -d $parts[2]
end
complete -c vae -n '__vae_is_after vae' -a help -d 'Show the options of a command'
complete -c vae -n '__vae_is_after vae' -l help -s h -d 'Show help information'
complete -c vae -n '__vae_is_after vae' -l version -d 'Show the version'
