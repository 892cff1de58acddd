/// Which estimator of the bound's KL term.
public enum Estimator: String, CaseIterable, Codable, Sendable {
    /// log p(x, z) − log q(z|x) at the sampled z (Kingma & Welling 2014, equation 6).
    case a = "A"
    /// The KL term in closed form (equation 7).
    case b = "B"
}

/// A lower bound on log p(x), and how it is estimated from L draws z ~ q(z|x) of each datapoint.
public enum Objective: Equatable, Sendable {
    /// E_q[log p(x|z)] − KL(q(z|x) ‖ p(z)), the mean over the draws (Kingma & Welling 2014, equations 6, 7 and 10).
    case evidence(Estimator)
    /// E[log (1/L) Σ w], w = p(x, z) / q(z|x) (Burda, Grosse & Salakhutdinov 2015, equation 8). The gradient of the
    /// posterior's parameters may be reparameterised twice (Tucker, Lawson, Gu & Maddison 2019).
    case importanceWeighted(doublyReparameterized: Bool)

    var isImportanceWeighted: Bool { if case .importanceWeighted = self { true } else { false } }
}
