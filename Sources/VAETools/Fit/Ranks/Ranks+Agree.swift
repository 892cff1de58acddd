import Compute
import FoundationEssentials
import Networks

/// What a rank is about to do, or why it cannot.
private struct RankIntent: Codable {
    /// What has to be the same on all ranks, by names; none where the rank failed.
    var choices: [String: [String: String]] = [:]
    var failure: String?
    var status: Int32 = 0
}

extension Ranks {
    /// What `prepare` gives, where it gives something on all ranks and all are about to do the same.
    ///
    /// - Parameters:
    ///   - choices: of what was prepared: what has to be the same on all ranks, by names of groups and members.
    /// - Throws: on all ranks, where one cannot, or is about to do something else; rank 0 tells of it.
    func agree<Prepared>(
        on prepare: () throws -> Prepared, choices: (Prepared) -> [String: [String: String]]
    ) throws -> Prepared {
        guard count > 1 else { return try prepare() }
        let prepared = Result { try prepare() }
        var own = RankIntent()
        do {
            own.choices = choices(try prepared.get())
        } catch {
            let failure = error as? Failure
            own.failure = failure?.message ?? "\(error)"
            own.status = (failure?.status ?? .usage).rawValue
        }
        let all = exchange(own)
        // Rank 0 tells of its own failure itself.
        if isFirst, own.failure != nil { return try prepared.get() }
        for (rank, intent) in all.enumerated() {
            guard let failure = intent.failure else { continue }
            throw refusal(ExitStatus(rawValue: intent.status) ?? .failed, "rank \(rank): \(failure)")
        }
        for (rank, intent) in all.enumerated().dropFirst() {
            if let failure = difference(intent.choices, all[0].choices, rank) { throw failure }
        }
        return try prepared.get()
    }

    private func exchange(_ own: RankIntent) -> [RankIntent] {
        let bytes = (try? JSONEncoder().encode(own)).map { Array($0) } ?? []
        let counts = communicator.gather([bytes.count], counts: [Int](repeating: 1, count: count))
        var rest = communicator.gather(bytes, counts: counts)[...]
        return counts.map { count in
            defer { rest = rest.dropFirst(count) }
            return (try? JSONDecoder().decode(RankIntent.self, from: Data(rest.prefix(count))))
                ?? RankIntent(failure: "cannot tell what it does", status: ExitStatus.failed.rawValue)
        }
    }

    private func difference(
        _ found: [String: [String: String]], _ expected: [String: [String: String]], _ rank: Int
    ) -> Failure? {
        for group in Set(found.keys).union(expected.keys).sorted() {
            let (found, expected) = (found[group] ?? [:], expected[group] ?? [:])
            for name in Set(found.keys).union(expected.keys).sorted() where found[name] != expected[name] {
                return refusal(
                    group == "data" ? .badData : .usage,
                    "rank \(rank): found \(group == name ? "" : "\(group) ")\(name) \(found[name] ?? "none"), "
                        + "expected \(expected[name] ?? "none") as rank 0 has")
            }
        }
        return nil
    }

    private func refusal(_ status: ExitStatus, _ message: String) -> Failure {
        Failure(status, isFirst ? message : "")
    }
}
