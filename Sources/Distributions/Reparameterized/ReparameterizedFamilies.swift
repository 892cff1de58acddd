/// All families, in the order in which pages list them.
public enum ReparameterizedFamilies {
    public static let all: [any LatentDistribution.Type] = [
        Exponential.self, Cauchy.self, Logistic.self, Rayleigh.self, Pareto.self, Weibull.self,
        Reciprocal.self, Gompertz.self, Gumbel.self, Erlang.self,
        Laplace.self, Elliptical.self, StudentT.self, Uniform.self, Triangular.self, Normal.self,
        LogNormal.self, Gamma.self, Dirichlet.self, Beta.self, ChiSquared.self, FisherF.self,
    ]

    /// The family of a name; nil: there is none.
    public static func named(_ name: String) -> (any LatentDistribution.Type)? {
        all.first { $0.name == name }
    }
}
