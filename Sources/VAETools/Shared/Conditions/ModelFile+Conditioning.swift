import Formats
import FoundationEssentials
import Tensors
import VAE

/// What a model is conditioned on, in its file: the classes in the metadata, the units of covariates as tensors.
extension ModelFile {
    static let classesKey = "classes"
    static let covariateMeansName = "condition.mean"
    static let covariateScalesName = "condition.scale"

    /// The classes of a model, as the metadata hold them.
    private struct Classes: Codable {
        let labels: [Int]
        let counts: [Int]
    }

    static func append(_ conditioning: Conditioning, to file: inout Safetensors) {
        if conditioning.hasClasses {
            file.metadata[classesKey] = json(
                Classes(labels: conditioning.classes, counts: conditioning.counts))
        }
        guard !conditioning.means.isEmpty else { return }
        let shape = Shape([conditioning.means.count])
        file.append(covariateMeansName, Tensor(conditioning.means, shape: shape))
        file.append(covariateScalesName, Tensor(conditioning.scales, shape: shape))
    }

    /// The tensors of covariates; fails where they are not there.
    static func conditionTensors(
        _ architecture: Architecture, in file: SafetensorsReader, _ name: String
    ) throws(Failure) -> [String] {
        let width = (architecture.condition ?? 0) - (architecture.classes ?? 0)
        guard width > 0 else { return [] }
        let names = [covariateMeansName, covariateScalesName]
        for tensor in names { try check(tensor, Shape([width]), in: file, name) }
        return names
    }

    /// - Parameter tensors: those that were read.
    static func conditioning(
        _ architecture: Architecture, in file: SafetensorsReader, _ tensors: [String: [Float]], _ name: String
    ) throws(Failure) -> Conditioning? {
        guard architecture.condition != nil else { return nil }
        let (means, scales) = (tensors[covariateMeansName] ?? [], tensors[covariateScalesName] ?? [])
        try checkFinite(means, covariateMeansName, in: name)
        try checkFinite(scales, covariateScalesName, in: name)
        guard scales.allSatisfy({ $0 > 0 }) else {
            throw .badData(
                name, "\(covariateScalesName): found a value that is not above zero, expected scales")
        }
        let classes = try classes(architecture.classes ?? 0, in: file, name)
        return Conditioning(classes: classes.labels, counts: classes.counts, means: means, scales: scales)
    }

    private static func classes(
        _ count: Int, in file: SafetensorsReader, _ name: String
    ) throws(Failure) -> Classes {
        guard count > 0 else { return Classes(labels: [], counts: []) }
        guard let text = file.metadata[classesKey], let classes = decoded(Classes.self, from: text),
            classes.labels.count == count, classes.counts.count == count,
            zip(classes.labels, classes.labels.dropFirst()).allSatisfy({ $0 < $1 }),
            classes.counts.allSatisfy({ 0...1 << 53 ~= $0 }), classes.counts.contains(where: { $0 > 0 })
        else {
            throw .badData(
                name,
                "found no \(count) classes in the metadata, expected their numbers and how often each came")
        }
        return classes
    }
}
