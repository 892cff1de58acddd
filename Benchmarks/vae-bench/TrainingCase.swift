/// A model to train.
struct TrainingCase {
    let name: String
    var hidden = [500]
    var latent = 20
    var batch = 100
    var isGaussian = false
    var dimensions = 784
    var hasFewRows = false

    /// The paper's model of MNIST first.
    static let all = [
        TrainingCase(name: "784-500-20, M = 100"),
        TrainingCase(name: "784-500-20, M = 1", batch: 1, hasFewRows: true),
        TrainingCase(name: "784-500-20, M = 16", batch: 16),
        TrainingCase(name: "784-500-20, M = 512", batch: 512),
        TrainingCase(name: "784-500-20, M = 1000", batch: 1000),
        TrainingCase(name: "784-200-200-50, M = 100", hidden: [200, 200], latent: 50),
        TrainingCase(name: "784-1000-1000-50, M = 100", hidden: [1000, 1000], latent: 50),
        TrainingCase(name: "64-128-8, M = 100", hidden: [128], latent: 8, dimensions: 64),
        TrainingCase(name: "784-500-20 Gaussian, M = 100", isGaussian: true),
    ]

    var work: Work {
        Work(
            dimensions: dimensions, hidden: hidden, latent: latent, outputsPerDimension: isGaussian ? 2 : 1)
    }

    /// The file to train on and its rows.
    func rows(of data: DataSet) -> (file: String, count: Int) {
        if hasFewRows { return (data.few, DataSet.fewRows) }
        return (dimensions == 784 ? data.plain : data.small, data.rows)
    }

    /// The options that the tool and its peers have in common.
    var options: [String] {
        [
            "--hidden", hidden.map(String.init).joined(separator: ","), "--latent", "\(latent)", "--batch",
            "\(batch)", "--likelihood", isGaussian ? "gaussian" : "bernoulli",
        ]
    }
}
