/// Which K of the T transitions of n chains are draws: K / n of each chain, at even distances, the last among them.
struct DrawSelection {
    let draws: Int
    private let chains: Int
    /// The numbers of draws by the transition after which they are taken.
    private let ranks: [Int: Int]

    init(draws: Int, chains: Int, transitions: Int) {
        self.draws = draws
        self.chains = chains
        let ofEach = (draws + chains - 1) / chains
        precondition(ofEach <= transitions)
        ranks = Dictionary(
            uniqueKeysWithValues: (0..<ofEach).map { (($0 + 1) * transitions / ofEach - 1, $0) })
    }

    /// The draws of a row after a transition, and the chain of each.
    func draws(at transition: Int, row: Int) -> [(draw: Int, chain: Int)] {
        guard let rank = ranks[transition] else { return [] }
        return (rank * chains..<min((rank + 1) * chains, draws)).map { ($0, ($0 + row) % chains) }
    }
}
