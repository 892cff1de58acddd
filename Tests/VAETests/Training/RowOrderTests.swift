import Compute
import Foundation
import Testing

@testable import VAE

@Suite struct RowOrderTests {
    /// The positions of an epoch, `step` at a time.
    private func epoch(
        _ epoch: Int, rows: Int, block: Int?, step: Int = 7, seed: UInt64 = 1
    ) -> [Int] {
        var order = RowOrder(
            TrainingRows(Rows(count: rows, columns: 1)), block: block, seed: seed)
        order.begin(epoch: epoch)
        return stride(from: 0, to: rows, by: step).flatMap { order.next(min(step, rows - $0)) }
    }

    @Test(arguments: [1, 6, 64, 65, 1000, 3001], [nil, 1, 3, 40, 5000])
    func `an epoch takes every row once`(rows: Int, block: Int?) {
        for number in 1...3 {
            let order = epoch(number, rows: rows, block: block)
            #expect(order.sorted() == Array(0..<rows))
            #expect(epoch(number, rows: rows, block: block, step: 100) == order)
        }
    }

    @Test(arguments: [nil, 1, 10])
    func `epochs and seeds differ`(block: Int?) {
        let first = epoch(1, rows: 2000, block: block)
        #expect(first != Array(0..<2000))
        #expect(epoch(2, rows: 2000, block: block) != first)
        #expect(epoch(1, rows: 2000, block: block, seed: 2) != first)
    }

    @Test func `all rows are shuffled without a block`() {
        let expected = Noise(seed: 1, purpose: .shuffling).permutation(of: 500, row: 3)
        #expect(epoch(3, rows: 500, block: nil) == expected)
    }

    @Test func `a window is made of whole blocks, well mixed`() {
        let (rows, block) = (6 * 64 * 50, 50)
        let order = epoch(1, rows: rows, block: block)
        let size = RowOrder.window * block
        var seen: Set<Int> = []
        for start in stride(from: 0, to: rows, by: size) {
            let window = order[start..<min(start + size, rows)]
            let blocks = Set(window.map { $0 / block })
            #expect(blocks.count * block == window.count)
            #expect(blocks.isDisjoint(with: seen))
            seen.formUnion(blocks)
            // Consecutive rows are seldom of one block: 1 of 64 pairs, by chance.
            let pairs = zip(window, window.dropFirst()).filter { $0 / block == $1 / block }
            #expect(pairs.count < window.count / 20)
        }
        // Neither do blocks stand in their old order.
        #expect(Set(order[..<size].map { $0 / block }) != Set(0..<RowOrder.window))
    }

    @Test func `a chosen part is taken by its positions`() {
        let source = Rows(count: 300, columns: 1)
        var order = RowOrder(
            TrainingRows(source, indices: (0..<100).map { 3 * $0 }), block: 10, seed: 1)
        order.begin(epoch: 1)
        #expect(order.next(100).sorted() == Array(0..<100))
    }

    @Test func `what comes next is announced before it is taken`() {
        let source = Announced(count: 2000)
        var order = RowOrder(TrainingRows(source), block: 10, seed: 1)
        order.begin(epoch: 1)
        for _ in 0..<400 {
            for position in order.next(5) { #expect(source.rows.contains(position)) }
        }
        #expect(source.rows.count == 2000)
    }

    @Test(arguments: [nil, 4]) func `both orders train`(block: Int?) throws {
        let rows = Rows(count: 900, columns: 12)
        let model = try VariationalAutoencoder<Float>(
            preparing: Architecture(shape: .init([12]), latent: 2, hidden: [16]), for: TrainingRows(rows),
            initialization: .glorot, seed: 1)
        var options = TrainingOptions()
        options.shuffleBlock = block
        options.batch = 20
        options.budget = .epochs(10)
        options.learningRate = 0.01
        var bounds: [Double] = []
        let trainer = Trainer(
            model, rows: TrainingRows(rows), options: options, workers: Workers(threads: 1))
        _ = try trainer.run { bounds.append($0.training.bound) }
        #expect(bounds.last! > bounds.first! + 0.02)
    }
}

/// Rows that remember what was announced of them.
private final class Announced: RowSource, @unchecked Sendable {
    let rowCount: Int
    let columns = 1
    private(set) var rows: Set<Int> = []

    init(count: Int) { rowCount = count }

    func copyRow(_ index: Int, into row: UnsafeMutableBufferPointer<Float>) {}

    func willNeed(_ rows: Range<Int>) { self.rows.formUnion(rows) }
}
