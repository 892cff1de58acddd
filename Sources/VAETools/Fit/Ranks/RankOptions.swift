import ArgumentParser
import CLibrary
import Formats
import SystemPackage
import VAE

/// The options of `vae-fit` for trainings on many machines.
struct RankOptions: ParsableArguments {
    @Flag(
        help: "Under mpirun: send the input files from rank 0; else each rank reads them.")
    var sendData = false

    @Flag(
        help: "Under mpirun: each rank reads a share of the rows only.")
    var splitData = false

    /// Fails where ranks that have some of the rows each could not train so.
    func check(
        _ reading: ReadingOptions, _ validation: ValidationOptions, _ training: FitTrainingOptions
    ) throws {
        guard splitData else { return }
        if sendData { throw ValidationError("--split-data and --send-data exclude each other") }
        if reading.readsStandardInput {
            throw ValidationError(
                "--split-data: found standard input, expected files that each rank can read")
        }
        if validation.validFraction != nil {
            throw ValidationError(
                "--split-data: found --valid-fraction, expected --valid with a file of other rows")
        }
        if training.objective == .monteCarloEM {
            throw ValidationError(
                "--split-data: found --objective monte-carlo-em, expected one without chains of all rows")
        }
    }

    /// The rows of the data that this rank has; nil: all.
    func share(
        of reading: ReadingOptions, _ training: FitTrainingOptions, _ ranks: Ranks
    ) throws(Failure) -> RowShare? {
        guard splitData, ranks.count > 1 else { return nil }
        guard training.batch % ranks.count == 0 else {
            throw .usage(
                "--batch: found \(training.batch) with \(ranks.count) ranks, expected a multiple of \(ranks.count) with "
                    + "--split-data")
        }
        if let other = reading.files.first(where: { !isRegularFile($0) && FileIdentity($0) != nil }) {
            throw .usage("--split-data: found \(other), expected regular files, which are read twice")
        }
        let input = reading.open(batch: nil, maps: true)
        while try input.nextRowsOfAnyRecord(upTo: .max) != nil {}
        guard input.rows >= ranks.count else {
            throw .badData(
                input.name,
                "found \(input.rows == 1 ? "1 row" : "\(input.rows) rows"), expected at least \(ranks.count), one for each rank"
            )
        }
        return RowShare(of: input.rows, ranks.communicator)
    }
}

extension FitTool {
    /// Gives this rank what only rank 0 can read: standard input, the checkpoint and, with --send-data, the other files.
    mutating func shareFiles(_ ranks: Ranks) throws(Failure) {
        var relay = FileRelay(ranks)
        if reading.readsStandardInput || (conditions.files + validation.files).contains("-") {
            relay.sendStandardInput()
        }
        if machines.sendData {
            reading.files = reading.files.map { relay.place(of: $0) }
            let others: [WritableKeyPath<FitTool, String?>] = [
                \.conditions.labels, \.conditions.condition, \.schema.schema, \.warmStart.initFrom,
                \.validation.valid, \.validation.validLabels, \.validation.validCondition,
            ]
            for file in others { self[keyPath: file] = self[keyPath: file].map { relay.place(of: $0) } }
        }
        if let path = checkpoint.checkpoint, !checkpoint.fresh {
            let place = relay.send(path)
            if !ranks.isFirst { checkpoint.checkpoint = place }
        }
        if let failure = relay.failure { throw failure }
    }
}

/// Sends files from rank 0 to the others, which keep them in files without a name.
private struct FileRelay {
    /// What went wrong on this rank, which takes part in all that is sent nevertheless.
    private(set) var failure: Failure?
    private let ranks: Ranks

    private static let size = 1 << 20

    init(_ ranks: Ranks) { self.ranks = ranks }

    /// Makes what standard input holds the standard input of all ranks.
    mutating func sendStandardInput() {
        let source = ranks.isFirst && !isTerminal(.standardInput) ? FileDescriptor.standardInput : nil
        guard let file = send(source, keeps: true) else { return }
        dup2(file.rawValue, 0)
        try? file.close()
    }

    /// Where a file is, once it was sent.
    mutating func place(of path: String) -> String { path == "-" ? path : send(path) ?? path }

    /// - Returns: where the file is now; nil: rank 0 could not open it, or this rank not keep it.
    mutating func send(_ path: String) -> String? {
        guard ranks.isFirst else { return send(nil, keeps: true).map { "/dev/fd/\($0.rawValue)" } }
        let source = try? openForReading(path)
        defer { try? source?.close() }
        // What is no regular file cannot be read again.
        return send(source, keeps: !isRegularFile(path)).map { "/dev/fd/\($0.rawValue)" }
    }

    /// - Parameter keeps: whether this rank wants the bytes.
    private mutating func send(_ source: FileDescriptor?, keeps: Bool) -> FileDescriptor? {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.size, alignment: 64)
        defer { buffer.deallocate() }
        var file = keeps ? makeFile() : nil
        while true {
            var count = Int64(ranks.isFirst ? read(source, buffer) : 0)
            withUnsafeMutableBytes(of: &count) { ranks.broadcast($0) }
            if count == 0 { break }
            guard count > 0 else { return nil }
            let bytes = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(count)])
            ranks.broadcast(bytes)
            do { try file?.writeAll(bytes) } catch {
                failure = Failure(.inputOutputError, "cannot write a temporary file: \(error)")
                file = nil
            }
        }
        _ = try? file?.seek(offset: 0, from: .start)
        return file
    }

    /// The next bytes; 0 at the end, and −1 where there is nothing to read.
    private mutating func read(_ source: FileDescriptor?, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let source else { return -1 }
        do { return try source.read(into: buffer) } catch {
            failure = Failure(.inputOutputError, "cannot read the input: \(error)")
            return -1
        }
    }

    private mutating func makeFile() -> FileDescriptor? {
        let folder = getenv("TMPDIR").map { FileName.text(of: $0) } ?? ""
        do { return try TemporaryFile.scratch(in: folder.isEmpty ? "/tmp" : folder) } catch {
            failure = Failure(.cannotCreateOutput, "cannot create a temporary file: \(error)")
            return nil
        }
    }
}
