import Formats

extension FitTool {
    /// Writes what a training leaves: its checkpoint, then its model where that belongs.
    ///
    /// A file of -o appears, or changes, only where the training came to its end; otherwise what there is goes to a file
    /// beside it. Standard output gets it in any case, unless there is a checkpoint to go on from.
    func deliver(_ ending: TrainingRun.Ending, of run: TrainingRun, to output: OutputFile) throws(Failure) {
        switch ending {
        case .finished(let end, let failure):
            run.writeCheckpoint(end)
            do throws(Failure) {
                try run.writeModel(end, to: output)
            } catch {
                throw run.holder.map { error.adding("\($0) holds the model: give it to the same command") }
                    ?? error
            }
            if let failure = failure ?? run.checkpoint?.failure { throw failure }
        case .unfinished(.failed, let failure, hasModel: false):
            throw failure.adding("no model is written")
        case .unfinished(let end, let failure, _):
            if end == .interrupted { run.writeCheckpoint(end) }
            if end == .interrupted, let holder = run.holder {
                throw failure.adding("\(holder) holds the training, and the same command goes on with it")
            }
            throw failure.adding(writeUnfinished(end, of: run, to: output))
        }
    }

    /// - Returns: what to tell of it.
    private func writeUnfinished(_ end: TrainingEnd, of run: TrainingRun, to output: OutputFile) -> String {
        let counts = run.trainer.state.counts
        let isKept = end == .failed || counts.bestBound != nil
        let model = isKept ? counts.keptEpoch.map { "the model after epoch \($0)" } : nil
        do throws(Failure) {
            var (output, place) = (output, "")
            if output.isHidden {
                let path = "\(output.name).\(end.rawValue)"
                output = try OutputFile(path: path)
                place = " to \(path), where --init-from can start from it"
            }
            try run.writeModel(end, to: output)
            return "\(model ?? "the model so far") is written\(place)"
        } catch {
            return error.message
        }
    }
}
