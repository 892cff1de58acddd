import Foundation
import TestSupport

/// What the commands read: a folder of small files that the tools make, once in a run of the tests.
enum Inputs {
    static let folder: Result<String, any Error> = Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vae-inputs-\(UUID())")
            .path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let result = try run("/bin/sh", ["-c", "PATH=\(Build.folder):$PATH; cd \(folder)\n\(script)"])
        guard result.status == 0 else { throw CocoaError(.fileWriteUnknown) }
        made = folder
        atexit { if let made = Inputs.made { try? FileManager.default.removeItem(atPath: made) } }
        return folder
    }

    /// To be removed at the end.
    nonisolated(unsafe) private static var made: String?

    private static let examples = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Examples").path

    private static let script = """
        set -e
        vae-tensor head -n 10 '\(examples)/digits-test.bin' -o digits.npy
        gzip -c digits.npy > digits.gz
        vae-fit --latent 2 --hidden 4 --epochs 2 --log log.tsv -o model.safetensors digits.npy
        vae-fit --latent 2 --hidden 4 --epochs 1 --schedule constant --checkpoint checkpoint -o one digits.npy
        vae-encode -o z.npy digits.npy
        vae-tensor slice :,0 -o z0.npy z.npy
        printf '0\\n1\\n2\\n0\\n1\\n2\\n0\\n1\\n2\\n0\\n' | vae-tensor import --as i4 -o labels.npy
        vae-latent pca --fit basis.npy --variances z.npy > /dev/null
        vae-eval --per-row -o rows.tsv digits.npy
        vae-eval --per-latent -o latents.tsv digits.npy
        mkdir pictures pictures/a pictures/b
        vae-png --each pictures/a/ -n 2 digits.npy
        vae-png --each pictures/b/ -n 3 digits.npy
        printf 'name,age,born\\nann,41,1979-02-01\\n"bob, jr",,2001-12-31\\nann,7,1999-01-01\\n' > people.csv
        vae-tensor import --schema people.json -o people.npy people.csv
        vae-fit --latent 2 --hidden 4 --epochs 1 --labels labels.npy -o classes.safetensors digits.npy
        printf 'name,x,y\\na,1,2\\nb,,4\\nc,5,6\\n' > table.csv
        """
}
