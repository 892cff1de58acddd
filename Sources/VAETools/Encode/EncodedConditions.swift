import Compute
import VAE

/// The conditions of rows that are encoded: those that are given or, where a model has a classifier and no labels are
/// given, the most probable class by q(y|x).
final class EncodedConditions {
    private let stream: ConditionStream?
    private let conditioning: Conditioning?
    private let classifier: RowClassifier?

    init(
        _ options: ConditionOptions, of model: VariationalAutoencoder<Float>, name: String, capacity: Int,
        seed: UInt64, workers: Workers
    ) throws(Failure) {
        conditioning = model.conditioning
        let isClassified = model.architecture.hasClassifier && options.labels == nil
        stream = try options.open(for: model, name: name, batch: capacity, labelsAreGiven: isClassified)
        classifier =
            isClassified
            ? RowClassifier(
                PackedModel(model, training: false), capacity: capacity, seed: seed, workers: workers) : nil
    }

    /// Those that are given of the next rows; nil: the model has none.
    func next(_ count: Int) throws(Failure) -> BatchConditions? {
        guard let conditioning else { return nil }
        let rows = try stream?.next(count) ?? ConditionStream.Rows(row: 0, count: count)
        return try conditioning.batch(rows)
    }

    /// With the classes that are not given.
    func completed(_ given: BatchConditions?, _ rows: BatchRows, count: Int, row: Int) -> BatchConditions? {
        guard let classifier, var conditions = given else { return given }
        conditions.classes = classifier.logProbabilities(rows, conditions: given, count: count, row: row)
            .map { logs in logs.indices.max { logs[$0] < logs[$1] }! }
        return conditions
    }

    /// - Throws: bad data, where rows are left.
    func checkEnd() throws(Failure) { try stream?.checkEnd() }
}
