extension Command {
    /// What faults are tried on: every tool, every kind of output. Outputs go to `out/`; ``Inputs`` makes what is read.
    /// A new command is a line.
    static let all =
        """
        vae-fit --latent 2 --hidden 4 --epochs 2 -o out/model digits.npy
        vae-fit --latent 2 --hidden 4 --epochs 2 --valid-fraction 0.2 --log out/log.tsv -o out/model digits.npy
        vae-fit --latent 2 --hidden 4 --epochs 2 --importance-samples 2 < digits.npy
        vae-fit --latent 2 --hidden 4 --epochs 1 --likelihood gaussian -v -o out/model --threads 2 digits.gz
        digits.npy | vae-fit --latent 2 --hidden 4 --epochs 1 -o out/model
        vae-fit --latent 2 --hidden 4 --epochs 2 --schedule constant --checkpoint out/checkpoint -o out/model digits.npy
        vae-fit --latent 2 --hidden 4 --epochs 2 --init-from model.safetensors -o out/model digits.npy
        vae-fit --latent 2 --hidden 4 --epochs 1 --objective wake-sleep --log out/log.tsv -o out/model digits.npy
        vae-fit --latent 2 --hidden 4 --epochs 1 --objective monte-carlo-em -o out/model digits.npy
        vae-fit --latent 2 --hidden 4 --epochs 1 --labels labels.npy -o out/model digits.npy
        vae-fit --latent 2 --hidden 4 --epochs 1 --schema people.json -o out/model people.npy
        vae-encode digits.npy digits.gz
        vae-encode -o out/z.npy digits.npy
        vae-encode --sample 3 -o out/z.npy < digits.npy
        vae-encode --hmc --transitions 2 --first-row 5 -o out/z.npy digits.npy
        digits.npy | vae-encode --params
        vae-decode -o out/x.npy z.npy
        vae-decode -o out/link z.npy
        z.npy | vae-decode --params
        vae-sample -n 5 --latents out/z.npy -o out/x.npy
        vae-sample -n 5 --from z.npy --mixture 2
        vae-sample -m classes.safetensors --labels labels.npy -o out/x.npy
        vae-eval digits.npy
        vae-eval --importance-samples 3 --per-row -o out/scores.tsv digits.npy
        digits.npy | vae-eval --json --per-latent -o out/scores.json
        vae-eval --ais --distributions 3 digits.npy
        vae-eval -m classes.safetensors --classify --labels labels.npy --per-row -o out/classes.tsv digits.npy
        vae-eval --per-column -o out/columns.tsv digits.npy
        vae-impute -q --missing-value 0 --importance-samples 9 -o out/full.npy digits.npy
        vae-impute -q --observe rows:0-3 -o out/restored.npy digits.npy
        vae-png --scale 1 -o out/sheet.png digits.npy
        vae-png --each out/digit- digits.npy
        vae-png --animate --scale 1 --beside digits.npy -o out/film.png < digits.npy
        digits.npy | vae-png --scale 1
        vae-latent pca --fit out/basis.npy --variances -o out/variances.tsv z.npy
        vae-latent pca --basis basis.npy -o out/components.npy z.npy
        vae-latent lerp --steps 3 -o out/way.npy z.npy
        vae-latent traverse --steps 3 < z.npy
        vae-latent grid --size 3x3 -o out/grid.npy
        vae-latent mean -o out/mean.npy z.npy
        vae-latent nearest --to z.npy -k 2 --distances -o out/near.npy z.npy
        vae-tensor head -n 3 -o out/head.npy digits.npy
        digits.npy | vae-tensor tail -n 3
        vae-tensor window --length 3 --step 1 -o out/windows.npy digits.npy
        vae-tensor cat -o out/all.npy digits.npy digits.gz
        vae-tensor shuffle -o out/shuffled.npy digits.npy
        vae-tensor split --fraction 0.5 --into out/a.npy --into out/b.npy digits.npy
        vae-tensor split --rows 4 --into out/part digits.npy
        vae-tensor select --where z0.npy>0 -o out/some.npy digits.npy
        vae-tensor slice :,2:6 -o out/middle.npy digits.npy
        vae-tensor transpose --axes 0,2,1 -o out/turned.npy digits.npy
        vae-tensor reshape 64 -o out/flat.npy < digits.npy
        vae-tensor cast u1 --round -o out/bytes.npy digits.npy
        vae-tensor binarize --sample -o out/bits.npy digits.npy
        vae-tensor rescale --standardize out/units.npy -o out/standard.npy z.npy
        z.npy | vae-tensor rescale --domain -4:4 --range 0:1
        vae-tensor info --stats digits.npy
        vae-tensor import --columns 2-3 --missing nan -o out/table.npy table.csv
        table.csv | vae-tensor import --columns x,y --missing drop
        vae-tensor import --schema out/people.json -o out/people.npy people.csv
        people.csv | vae-tensor import --schema out/people.json
        people.csv | vae-tensor import --schema people.json -o out/people.npy
        vae-tensor import --recursive --write-files out/names.txt --labels out/labels.npy -o out/pictures.npy pictures
        vae-tensor export -o out/table.csv z.npy
        vae-tensor export --each out/row- digits.npy
        vae-tensor export --to tsv < z.npy
        vae-tensor export --schema people.json -o out/people.csv people.npy
        vae-report -o out/report.txt people.csv people.csv
        vae-info model.safetensors
        digits.npy | vae-info --json
        vae-info -o out/info.txt digits.npy
        vae-info --onnx decoder -o out/decoder.onnx model.safetensors
        NAMED vae-encode -o out/z.npy digits.npy
        NAMED vae-tensor split --rows 4 --into out/part digits.npy
        NAMED vae-fit --latent 2 --hidden 4 --epochs 1 --log out/log.tsv -o out/model digits.npy
        vae-plot training -o out/training.svg log.tsv
        vae-plot scatter --size 240x180 --labels labels.npy -o out/scatter.png z.npy
        vae-plot kl latents.tsv
        vae-plot histogram -o out/histogram.svg rows.tsv
        vae-plot marginals -o out/marginals.svg people.csv people.csv
        """
        .split(separator: "\n").map { Command(String($0)) }
}
