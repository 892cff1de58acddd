import Compute
import VAE

/// A training that can start.
struct PreparedTraining {
    let run: TrainingRun
    let log: TrainingLog
    let architecture: Architecture
    let sets: TrainingSets

    /// What has to be the same on all ranks, by groups.
    var choices: [String: [String: String]] {
        let kernels = KernelSet.currentName
        var choices = [
            "version": ["version": toolsVersion],
            // The sets of vector instructions give the same bytes.
            "kernels": ["kernels": kernels.hasPrefix("avx") ? "avx" : kernels],
            "architecture": JSONValue.members(of: json(architecture)),
        ]
        for (name, value) in run.record.metadata {
            let members = JSONValue.members(of: value)
            choices[name] = members.isEmpty ? [name: value] : members
        }
        return choices
    }
}
