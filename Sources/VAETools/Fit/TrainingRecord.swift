import VAE

/// What a model file tells of its training, beside the architecture: the same for the same data, seed and options.
struct TrainingRecord {
    /// Of the digest of the model that the training was started from.
    static let initKey = "init_from"
    static let progressKey = "progress"

    let options: TrainingOptions
    let data: TrainedData
    let seed: UInt64
    /// The digest of the model that the training was started from.
    let initialModel: String?
    /// Training rows.
    let rows: Int
    /// Of the table, where there is one.
    let schema: String?

    /// What a model was trained on.
    struct TrainedData: Encodable {
        let type: String
        let rows: Int
        let validationRows: Int
        let digest: String
        /// How many ranks had a share of the rows each; nil: none, or all had all.
        let ranks: Int?
        let validationDigest: String?
        /// How many values of each column are missing, validation rows that were set aside counted; nil: none.
        let missing: [Int]?
        /// Of labels and covariates, where there are any.
        var labelsDigest: String?
        var conditionDigest: String?
        var validationLabelsDigest: String?
        var validationConditionDigest: String?
        /// Rows without a label, those that were set aside counted; nil: none.
        var missingLabels: Int?
    }

    /// Without how far the training has come.
    var metadata: [String: String] {
        var metadata = ["training": json(options), "data": json(data), "seed": "\(seed)"]
        metadata[Self.initKey] = initialModel
        metadata[SchemaOptions.key] = schema
        return metadata
    }

    func metadata(_ counts: TrainingCounts, ended: TrainingEnd) -> [String: String] {
        var metadata = metadata
        metadata[Self.progressKey] = json(TrainingProgress(counts, ended: ended, options, rows: rows))
        return metadata
    }
}

/// How a training ended.
enum TrainingEnd: String, Codable {
    case completed
    case stoppedEarly = "stopped early"
    case interrupted
    case failed
    /// It has not, as far as a checkpoint knows.
    case running

    var isFinished: Bool { self == .completed || self == .stoppedEarly }
}

/// How far a training has come.
struct TrainingProgress: Encodable {
    let ended: TrainingEnd
    let epochs: Int
    let epochsAsked: Int?
    let samples: Int
    let samplesAsked: Int
    /// Of the parameters, where validation rows choose it.
    let bestEpoch: Int?
    /// Mean bounds of the last finished epoch, in nats per datapoint.
    let trainingBound: Double?
    let validationBound: Double?
    let bestValidationBound: Double?

    init(_ counts: TrainingCounts, ended: TrainingEnd, _ options: TrainingOptions, rows: Int) {
        self.ended = ended
        epochs = counts.finishedEpochs
        if case .epochs(let epochs) = options.budget { epochsAsked = epochs } else { epochsAsked = nil }
        samples = counts.samples
        samplesAsked = options.budget.samples(rows: rows)
        bestEpoch = counts.bestBound == nil ? nil : counts.keptEpoch
        trainingBound = counts.trainingBound
        validationBound = counts.validationBound
        bestValidationBound = counts.bestBound
    }
}
