import Compute
import Distributions
import Tensors

/// What is done to grey values in [0, 1] before the model sees them.
public enum Binarization: String, CaseIterable, Codable, Sendable {
    case none
    /// 1 above ½, else 0.
    case threshold
    /// A fresh Bernoulli draw with the grey value as its mean, every time a row is used.
    case stochastic
}

/// Every choice that fixes what a model computes. What is built from an architecture, and loaded from a model
/// file, is the same everywhere.
public struct Architecture: Codable, Equatable, Sendable {
    /// The shape of one row of data.
    public var shape: Shape
    /// Latent dimensions J.
    public var latent: Int
    /// Widths of the encoder's hidden layers, from the data on.
    public var hidden: [Int]
    /// Widths of the decoder's hidden layers, from the latents on.
    public var decoderHidden: [Int]
    public var activation: Activation
    public var likelihood: LikelihoodFamily
    /// Of Gaussian likelihoods.
    public var mean: GaussianMean
    /// The standard deviation of `gaussian-fixed`, in units of the data.
    public var sigma: Double
    public var binarization: Binarization
    /// What integer data is divided by; nil: it is taken as it is.
    public var maximum: Double?
    /// The families of q(z|x) and p(z); nil: ``LatentChoice/gaussian``.
    public var latents: LatentChoice?
    /// The width C of the condition that is joined to x and to z; nil: there is none.
    public var condition: Int?
    /// How many of the condition's numbers, K, stand for classes, of which one is √K and the others are 0; nil: none does.
    public var classes: Int?
    /// Whether there is a classifier q(y|x), for rows whose class is not known; nil: there is none.
    public var classifies: Bool?
    /// False where the model is a prior and a decoder alone, whose posterior is p(z|x) itself; nil: there is an encoder.
    public var encodes: Bool?
    /// Whether the encoder reads, beside the data, which of it is observed; nil: it does not.
    public var maskInput: Bool?
    /// The number that stands for a missing value in stored data; nil: none but NaN does.
    public var missingValue: Double?
    /// Of counts: the mean sum of a row, by which the sum of each is divided for the factor of its means; nil: there is no
    /// such factor.
    public var sizeUnit: Double?
    /// The distribution of each column of a table; nil: all dimensions have the same.
    public var columns: [ColumnForm]?

    public init(
        shape: Shape, latent: Int = 20, hidden: [Int] = [500], decoderHidden: [Int]? = nil,
        activation: Activation = .silu, likelihood: LikelihoodFamily = .bernoulli,
        mean: GaussianMean = .real, sigma: Double = 1, binarization: Binarization = .none,
        maximum: Double? = nil, latents: LatentChoice? = nil, condition: Int? = nil, encodes: Bool? = nil,
        maskInput: Bool = false, missingValue: Double? = nil, classes: Int? = nil, classifies: Bool = false,
        sizeUnit: Double? = nil, columns: [ColumnForm]? = nil
    ) {
        self.shape = shape
        self.latent = latent
        self.hidden = hidden
        self.decoderHidden = decoderHidden ?? hidden.reversed()
        self.activation = activation
        self.likelihood = likelihood
        self.mean = mean
        self.sigma = sigma
        self.binarization = binarization
        self.maximum = maximum
        self.latents = latents == .gaussian ? nil : latents
        self.condition = condition
        self.classes = classes
        self.classifies = classifies ? true : nil
        self.encodes = encodes == true ? nil : encodes
        self.maskInput = maskInput ? true : nil
        self.missingValue = missingValue
        self.sizeUnit = sizeUnit
        self.columns = columns
    }

    public var hasEncoder: Bool { encodes ?? true }

    /// Whether the encoder reads which of the data is observed.
    public var readsMask: Bool { hasEncoder && maskInput ?? false }

    /// Numbers that the encoder reads of the data of a row.
    package var features: Int {
        columns?.map(\.features).reduce(0, +) ?? dimensions
    }

    /// Whether the encoder reads something else than what the likelihood scores.
    package var hasFeatures: Bool { likelihood.isOfCounts || columns != nil }

    /// What the encoder reads of a row: its features, D numbers of the mask, and the condition.
    public var encoderInputs: Int { features + (readsMask ? dimensions : 0) + (condition ?? 0) }

    public var hasClassifier: Bool { classifies ?? false }

    /// What the classifier reads: as the encoder, but for the class.
    var ofClassifier: Architecture {
        var architecture = self
        let covariates = (condition ?? 0) - (classes ?? 0)
        architecture.condition = covariates == 0 ? nil : covariates
        architecture.classes = nil
        return architecture
    }

    /// Whether KL(q(z|x) ‖ p(z)) has a closed form; false where there is no such pair.
    package var hasClosedDivergence: Bool { (try? makeLatents())?.posterior.hasClosedDivergence ?? false }

    /// q(z|x) and p(z).
    func makeLatents() throws(Invalid) -> (posterior: any Posterior, prior: any Prior) {
        do throws(LatentChoice.Invalid) {
            return try (latents ?? .gaussian).make(latent: latent)
        } catch {
            throw Invalid(description: error.description)
        }
    }

    /// - Parameter units: those in which the networks see the data.
    func makeLikelihood(units: Standardization? = nil) -> any Likelihood {
        if let columns {
            return ColumnLikelihoods(columns, means: units?.means, scales: units?.scales)
        }
        // The scale is the same for all dimensions where sigma matters.
        return likelihood.likelihood(mean: mean, sigma: sigma / Double(units?.scales.first ?? 1))
    }

    /// The data dimensions D.
    public var dimensions: Int { shape.count }

    /// A choice that cannot be.
    public struct Invalid: Error, CustomStringConvertible {
        public let description: String
    }

    /// Where its numbers may lie.
    public enum Limits {
        /// Of every layer, latents and data; far above use, it keeps products of sizes within an `Int`.
        public static let width = Limit(1...1 << 24)
        /// Without latents a model is one distribution of the data.
        public static let latent = Limit(0...1 << 24)
        public static let sigma = Limit<Double>("a positive number") { $0 > 0 && $0.isFinite }
        public static let maximum = Limit<Double>("a positive number") { $0 > 0 && Float($0).isNormal }
    }

    /// Parameters of a model: 8 GiB of them.
    public static let mostParameters = 1 << 31
    /// Hidden layers of both networks; far above use, it keeps their sums within an `Int`.
    static let mostLayers = 1000
    /// Axes of a row; an array has at most 32, and the tools put up to two before those of a row.
    static let highestRank = 30

    /// Checks what a user or a file has chosen.
    func check() throws(Invalid) {
        guard shape.rank <= Architecture.highestRank else {
            throw Invalid(
                description: "found rows of \(shape.rank) axes, expected at most \(Architecture.highestRank)")
        }
        let layers = hidden.count + decoderHidden.count
        guard layers <= Architecture.mostLayers else {
            throw Invalid(
                description: "found \(layers) hidden layers, expected at most \(Architecture.mostLayers)")
        }
        guard Limits.latent.contains(latent) else {
            throw Invalid(
                description: "found \(latent) latent dimensions, expected \(Limits.latent.expectation)")
        }
        let sizes = [dimensions] + hidden + decoderHidden + (condition.map { [$0] } ?? [])
        guard sizes.allSatisfy(Limits.width.contains) else {
            throw Invalid(
                description: "found layer sizes \(sizes), expected each from \(Limits.width.expectation)")
        }
        guard 0...(condition ?? 0) ~= classes ?? 0, !hasClassifier || hasEncoder && classes ?? 0 > 0 else {
            throw Invalid(
                description:
                    "found \(classes ?? 0) classes in a condition of \(condition ?? 0) numbers, expected "
                    + (hasClassifier ? "some, and an encoder, for a classifier" : "as many numbers or more"))
        }
        guard hasEncoder || hidden.isEmpty else {
            throw Invalid(
                description: "found hidden layers \(hidden) of an encoder, expected none without one")
        }
        guard Limits.sigma.contains(sigma) else {
            throw Invalid(description: "found sigma \(sigma), expected \(Limits.sigma.expectation)")
        }
        if let maximum, !Limits.maximum.contains(maximum) {
            throw Invalid(description: "found maximum \(maximum), expected \(Limits.maximum.expectation)")
        }
        guard binarization == .none || likelihood.support == 0...1 else {
            throw Invalid(description: "binarized data needs a Bernoulli likelihood")
        }
        try checkColumns()
        if let sizeUnit {
            guard likelihood.isOfCounts, Limits.sigma.contains(sizeUnit) else {
                throw Invalid(
                    description: "found a size factor of unit \(sizeUnit), expected a positive one of counts")
            }
        }
        guard mean == .real || likelihood.isGaussian else {
            throw Invalid(description: "a choice of mean needs a Gaussian likelihood")
        }
    }
}
