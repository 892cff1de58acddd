import Compute

/// A family that can be posterior and prior.
public typealias LatentDistribution = LatentRows & LatentPrior

/// The families of q(z|x) and of p(z), and the constant parameters of the latter.
public struct LatentChoice: Codable, Equatable, Sendable {
    public let posterior: String
    public let prior: String
    /// θ of the prior, as ``ReparameterizedDistribution/parameters`` lists it; one number of a vector stands for all.
    public let priorParameters: [Double]

    /// N(m, diag eˢ) against N(0, I), which has kernels of its own.
    public static let gaussian = LatentChoice(
        posterior: Normal.name, prior: Normal.name, priorParameters: Normal.standardParameters)

    public init(posterior: String, prior: String, priorParameters: [Double]) {
        (self.posterior, self.prior) = (posterior, prior)
        self.priorParameters = priorParameters
    }

    /// What is not given is of the same family as what is, and standard: Gaussian where nothing is.
    public init(posterior: String?, prior: String?, priorParameters: [Double]?) {
        let family = prior ?? posterior ?? Normal.name
        self.init(
            posterior: posterior ?? family, prior: family,
            priorParameters: priorParameters ?? ReparameterizedFamilies.named(family)?.standardParameters
                ?? [])
    }

    /// A choice that cannot be.
    public struct Invalid: Error, CustomStringConvertible {
        public let description: String
    }

    /// J of families of whole vectors; far above use, it bounds what a prior takes before a model is read.
    static let longestVector = 1 << 16

    /// The families for J latent dimensions.
    ///
    /// - Throws: where there are no such families, or they do not go together.
    public func make(latent: Int) throws(Invalid) -> (posterior: any Posterior, prior: any Prior) {
        if self == .gaussian { return (DiagonalGaussian(), StandardNormal()) }
        let family = try Self.family(posterior, of: "posterior")
        let prior = try Self.family(self.prior, of: "prior").prior(priorParameters, latent: latent)
        if let reason = Self.disagreement(family, prior) {
            throw Invalid(
                description:
                    "found a posterior \(posterior) against a prior \(self.prior), \(reason), expected a "
                    + "prior that goes with it: " + Self.priors(for: family).joined(separator: ", "))
        }
        let against = FamilyPrior(prior)
        return (FamilyPosterior(family, against: against), against)
    }

    private static func family(
        _ name: String, of what: String
    ) throws(Invalid) -> any LatentDistribution.Type {
        guard let family = ReparameterizedFamilies.named(name) else {
            throw Invalid(description: "found a \(what) \(name), expected a family of this version")
        }
        return family
    }

    /// The families of which a standard prior goes with posteriors of `family`.
    public static func priors(for family: any LatentDistribution.Type) -> [String] {
        ReparameterizedFamilies.all.filter { type in
            guard let prior = try? type.prior(type.standardParameters, latent: 2) else { return false }
            return disagreement(family, prior) == nil
        }.map { $0.name }
    }

    /// Why KL(q ‖ p) may be infinite; nil where it never is.
    static func disagreement(_ family: any LatentDistribution.Type, _ prior: any LatentPrior) -> String? {
        let reach = family.reach(within: prior.support)
        guard prior.support.contains(reach) else { return "whose support does not hold all of its draws" }
        let (decay, growth) = (family.decay, prior.growth)
        guard growth.lower.hasExpectation(under: decay.lower), growth.upper.hasExpectation(under: decay.upper)
        else { return "whose tails fall so fast that the KL divergence can be infinite" }
        return nil
    }
}

extension LatentRows where Self: LatentPrior {
    /// The prior of J dimensions with these parameters.
    static func prior(_ values: [Double], latent: Int) throws(LatentChoice.Invalid) -> any LatentPrior {
        guard isProduct || latent <= LatentChoice.longestVector else {
            throw LatentChoice.Invalid(
                description: "found \(latent) latent dimensions of a prior \(name), expected at most "
                    + "\(LatentChoice.longestVector)")
        }
        let values = spread(values, latent: latent)
        guard takes(values.count) else {
            let names = parameters.map { $0.isVector ? "\($0.name),..." : $0.name }
            throw LatentChoice.Invalid(
                description: "found \(values.count) parameters of a prior \(name), expected "
                    + names.joined(separator: ","))
        }
        do throws(DistributionParameter.Invalid) {
            let prior = try Self(values)
            guard isProduct || prior.dimension == latent else {
                throw DistributionParameter.Invalid(
                    description: "found a vector of \(prior.dimension), expected \(latent) latent dimensions")
            }
            return prior
        } catch {
            throw LatentChoice.Invalid(description: "prior \(name): \(error)")
        }
    }

    /// One number of each vector stands for J.
    private static func spread(_ values: [Double], latent: Int) -> [Double] {
        guard !isProduct, values.count == parameters.count else { return values }
        return zip(parameters, values).flatMap { parameter, value in
            [Double](repeating: value, count: parameter.isVector ? latent : 1)
        }
    }
}
