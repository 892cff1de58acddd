import VAE

/// A training that can start.
struct PreparedTraining {
    let run: TrainingRun
    let log: TrainingLog
    let architecture: Architecture
    let sets: TrainingSets
    /// Of the rows of all ranks, where each has some; nil: the rows are here.
    let columns: ColumnModel?

    /// What has to be the same on all ranks.
    var choices: [String: [String: String]] { ["architecture": JSONValue.members(of: json(architecture))] }
}
