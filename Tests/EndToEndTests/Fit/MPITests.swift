import Foundation
import Testing

/// `make mpi-check` builds a vae-fit with MPI and names it here.
private enum MPI {
    static let fit = ProcessInfo.processInfo.environment["VAE_MPI_FIT"].map { path in
        URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: FileManager.default.currentDirectoryPath))
            .path
    }

    /// Root may use it, and more ranks than processors; what MPICH does not know, it ignores.
    static let environment = [
        "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
        "OMPI_MCA_rmaps_base_oversubscribe": "1",
        // Seconds from the signal that mpirun sends its ranks to the one that kills them.
        "OMPI_MCA_odls_base_sigkill_timeout": "5", "FIT": fit ?? "",
    ]
    /// Before an mpirun whose ranks have more to do then.
    static let patience = "OMPI_MCA_odls_base_sigkill_timeout=30"
}

@Suite(.enabled(if: MPI.fit != nil, "no vae-fit with MPI; 'make mpi-check' builds one"), .serialized)
struct MPITests {
    private static let options = "--hidden 16 --latent 3 --epochs 3 --shards 4 --threads 1"
    /// Long enough to be ended.
    private static let longOptions =
        "--hidden 16 --latent 3 --batch 300 --shards 4 --threads 1 --no-sync"

    private func bash(_ script: String, in place: Workplace) async throws -> Outcome {
        try await place.bash(script, environment: MPI.environment)
    }

    @Test(arguments: [
        "", "--valid-fraction 0.2 --patience 5 --clip-norm 3 --batch 31",
        "--importance-samples 5 --batch 3", "--likelihood gaussian-shared --missing-value 0",
        "--objective monte-carlo-em --valid-fraction 0.2", "--bayesian",
        "--objective wake-sleep --binarize stochastic",
    ])
    func `any number of ranks gives the same model`(choice: String) async throws {
        let place = try Workplace(files: [:])
        let words = "\(Self.options) \(choice)"
        let outcome = try await bash(
            """
            vae-fit \(words) digits-test.bin > tool && $FIT \(words) digits-test.bin > alone &&
            for n in 1 2 4; do mpirun -n $n $FIT \(words) --log log$n digits-test.bin -o ranks$n || exit; done
            for n in 1 2 4; do cmp alone ranks$n || exit; done
            for n in 2 4; do cut -f 1-10,13- log$n | cmp - <(cut -f 1-10,13- log1) || exit; done
            cmp tool alone
            """, in: place)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func `data comes from the files of each rank, or from rank 0`() async throws {
        let place = try Workplace(files: [:])
        let outcome = try await bash(
            """
            mpirun -n 2 $FIT \(Self.options) digits-test.bin -o files &&
            mpirun -n 2 $FIT \(Self.options) -o stdin < digits-test.bin &&
            cat digits-test.bin | mpirun -n 2 $FIT \(Self.options) -o pipe - &&
            mkdir elsewhere && cp -L digits-test.bin elsewhere/data &&
            mpirun -n 1 $FIT \(Self.options) --send-data elsewhere/data -o sent : \
                -n 1 sh -c "cd / && exec $FIT \(Self.options) --send-data elsewhere/data" &&
            cmp files stdin && cmp files pipe && cmp files sent
            """, in: place)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func `each rank reads its share of the data`() async throws {
        let place = try Workplace(files: [:])
        let words = "--hidden 16 --latent 3 --epochs 2 --schedule constant --shards 4 --threads 1 --batch 32"
        let outcome = try await bash(
            """
            vae-tensor split --parts 3 --into part digits-test.bin || exit
            for n in 2 4; do
                mpirun -n $n $FIT \(words) --split-data part* -o split$n || exit
                mpirun -n $n $FIT \(words) --split-data part* -o again$n || exit
                cmp split$n again$n || exit
            done
            ! cmp -s split2 split4 || exit
            $FIT \(words) digits-test.bin -o whole || exit
            digest() { vae-info --json $1 | grep -o 'crc32:[0-9a-f]*' | head -1; }
            [ "$(digest split2)" = "$(digest whole)" ] || exit
            \(MPI.patience) mpirun -n 2 $FIT \(words) --split-data part* --checkpoint run -o one || exit
            sed 's/--epochs 2/--epochs 3/' <<< "$FIT \(words) --split-data part*" > three
            mpirun -n 2 $(cat three) -o three-whole && mpirun -n 2 $(cat three) --checkpoint run -o three-gone-on &&
            cmp three-whole three-gone-on || exit
            $FIT \(words) --checkpoint run digits-test.bin -o no 2> refused
            [ $? = 65 ] && grep 'found a training with data ranks 2, expected none as now' refused
            """, in: place)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func `ranks know what is in each other's share`() async throws {
        let place = try Workplace(files: [
            "a.csv": (0..<40).map { "\($0 % 7),\($0 < 20 ? 3 : 90)\n" }.joined().utf8.map { $0 },
            "b.bin": (0..<40).flatMap { row in
                [1_000_000_000_000_000_000 + row / 20, 2].withUnsafeBytes { Array($0) }
            },
        ])
        let train = "mpirun -n 2 $FIT --shards 2 --split-data --hidden 4 --latent 1 --batch 8 --epochs 2"
        let outcome = try await bash(
            """
            vae-tensor import -o a.npy a.csv || exit
            \(train) --likelihood poisson --size-factor row-sum -o counts a.npy || exit
            \(train) --likelihood gaussian --missing-value 3 -v -o holes a.npy 2> holes.log || exit
            grep -q '26 values missing (32.5 %)' holes.log || { cat holes.log; exit 1; }
            ! grep warning holes.log || exit
            vae-tensor slice :,0 -o y.npy a.npy || exit
            \(train) --likelihood gaussian --labels y.npy -o labelled a.npy || exit
            \(train) --likelihood gaussian --raw 2 --type i8 -o no b.bin 2> refused
            [ $? = 65 ] && grep -q 'b.bin: column 0: found integers from 1000000000000000000' refused
            """, in: place)
        #expect(outcome.status == 0, "\(outcome.errors) \(outcome.text)")
    }

    @Test(arguments: [
        (
            "--batch 31 digits-test.bin", 64,
            "--batch: found 31 with 2 ranks, expected a multiple of 2 with --split-data"
        ),
        ("< digits-test.bin", 64, "--split-data: found standard input, expected files"),
        ("one", 65, "one: found 1 row, expected at least 2, one for each rank"),
    ])
    func `data that cannot be shared out is refused`(words: String, status: Int, reason: String) async throws
    {
        let place = try Workplace(files: [:])
        let outcome = try await bash(
            "vae-tensor head -n 1 -o one digits-test.bin; "
                + "mpirun -n 2 $FIT --shards 2 --split-data --hidden 4 -o model \(words)", in: place)
        #expect(outcome.status == Int32(status))
        #expect(outcome.errors.contains("vae-fit: \(reason)"), "\(outcome.errors)")
    }

    @Test func `a rank that is killed ends the run, which goes on from its checkpoint`() async throws {
        let place = try Workplace(files: [:])
        let words = "\(Self.longOptions) --epochs 200 digits-test.bin"
        let outcome = try await bash(
            """
            $FIT \(words) > whole || exit
            \(MPI.patience) mpirun -n 2 sh -c 'echo $$ > pid.$OMPI_COMM_WORLD_RANK$PMI_RANK
                exec $FIT \(words) --checkpoint run --checkpoint-every 2e -o parts' 2> errors &
            while [ ! -s run ] || [ ! -s pid.1 ]; do sleep 0.1; done
            kill -9 $(cat pid.1)
            wait $! && exit 1
            [ ! -e parts ] && $FIT \(words) --checkpoint run -o parts && cmp whole parts
            """, in: place)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let errors = String(decoding: try place.read("errors"), as: UTF8.self)
        #expect(
            errors.contains("vae-fit: another rank ended; run, if it is there, holds the training"),
            "\(errors)")
    }

    @Test func `a signal leaves a checkpoint`() async throws {
        let place = try Workplace(files: [:])
        let words = "\(Self.longOptions) --train-samples 2e6 digits-test.bin"
        let outcome = try await bash(
            """
            $FIT \(words) > whole || exit
            \(MPI.patience) mpirun -n 2 $FIT \(words) --checkpoint run --log log -o parts 2> errors &
            while ! grep -q '^4' log; do sleep 0.1; done 2> /dev/null
            kill $!
            wait $! && exit 1
            grep -q interrupted errors && [ -s run ] || { cat errors >&2; exit 1; }
            $FIT \(words) --checkpoint run -o parts && cmp whole parts
            """, in: place)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test(arguments: [
        (
            "digits-test.bin", "--latent 2 digits-test.bin", 64,
            "rank 1: found architecture latent 2, expected 3 as rank 0 has"
        ),
        ("digits-test.bin", "--seed 2 digits-test.bin", 64, "rank 1: found seed 2, expected 1 as rank 0 has"),
        (
            "digits-test.bin", "--beta 2 digits-test.bin", 64,
            "rank 1: found training beta 2, expected 1 as rank 0 has"
        ),
        ("digits-test.bin", "digits.bin", 65, "rank 1: found data digest "),
        ("digits-test.bin", "nothing.bin", 66, "rank 1: nothing.bin: cannot open: No such file or directory"),
        ("nothing.bin", "digits-test.bin", 66, "nothing.bin: cannot open: No such file or directory"),
        ("-o no/where digits-test.bin", "digits-test.bin", 73, "no/where: cannot create: "),
    ])
    func `ranks that do something else are refused`(
        first: String, second: String, status: Int, reason: String
    ) async throws {
        let place = try Workplace(files: [:])
        let outcome = try await bash(
            "mpirun -n 1 $FIT \(Self.options) \(first.contains("-o") ? "" : "-o model") \(first) : -n 1 $FIT \(Self.options) \(second)",
            in: place)
        #expect(outcome.status == Int32(status))
        #expect(outcome.errors.contains("vae-fit: \(reason)"), "\(outcome.errors)")
        #expect(!place.files.contains("model"))
    }

    @Test(arguments: [
        (2, "", "--shards: found 1 with 2 ranks of mpirun, expected 2 or a multiple"),
        (4, "--shards 2", "--shards: found 2 with 4 ranks of mpirun, expected 4 or a multiple"),
        (3, "--shards 4", "found 3 ranks of mpirun, expected a power of two"),
    ])
    func `ranks that cannot share the parts are refused`(ranks: Int, words: String, reason: String)
        async throws
    {
        let place = try Workplace(files: [:])
        let outcome = try await bash("mpirun -n \(ranks) $FIT \(words) -o model digits-test.bin", in: place)
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("vae-fit: \(reason)"), "\(outcome.errors)")
    }
}

@Suite struct ShardOptionTests {
    @Test func `a vae-fit without MPI does not train the same model on many ranks`() async throws {
        let place = try Workplace(files: [:])
        let environment = ["OMPI_COMM_WORLD_SIZE": "2"]
        let outcome = try await place.run(
            .fit, ["--shards", "2", "digits-test.bin"], environment: environment)
        outcome.expectFailure(
            64, of: .fit, "found 2 ranks of mpirun, expected 1: this vae-fit was built without MPI")
    }
}
