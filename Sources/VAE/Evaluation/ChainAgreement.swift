import Distributions

/// Moments of what the chains of some rows go through, each y_j and log p(x, y), for the first and the second half of
/// each chain.
struct ChainAgreement {
    private let chains: Int
    private let quantities: Int
    /// Half after half, of each quantity after quantity, of each chain.
    private var moments: [[Moments]]

    init(_ chains: HamiltonianMonteCarlo<Float>) {
        self.chains = chains.chains
        quantities = chains.latent + 1
        let none = [Moments](repeating: Moments(), count: 2 * chains.chains)
        moments = [[Moments]](repeating: none, count: chains.data.count * quantities)
    }

    /// - Parameter half: 0 or 1.
    mutating func add(_ chains: HamiltonianMonteCarlo<Float>, half: Int) {
        for chain in 0..<chains.count {
            let (row, place) = chain.quotientAndRemainder(dividingBy: self.chains)
            for (j, z) in chains.positions.row(chain).enumerated() {
                moments[row * quantities + j][2 * place + half].add(Double(z))
            }
            moments[(row + 1) * quantities - 1][2 * place + half].add(chains.logJoint(chain))
        }
    }

    /// The largest R̂ of a row's quantities.
    func scaleReduction(row: Int) -> Double {
        moments[row * quantities..<(row + 1) * quantities].reduce(1) { max($0, VAE.scaleReduction($1)) }
    }
}
