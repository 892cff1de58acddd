import VAE

/// A training that can start.
struct PreparedTraining {
    let run: TrainingRun
    let log: TrainingLog
    let architecture: Architecture
    let sets: TrainingSets
}
