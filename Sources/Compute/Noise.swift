import CKernels

/// Random numbers that depend on their place alone: on the seed, what they are for, the row of the stream,
/// the draw and the column, and never on the order in which they are asked for.
///
/// Philox 4x32-10 (Salmon, Moraes, Dror & Shaw 2011) in counter mode; normals by Box & Muller (1958), at
/// most 6.76 in absolute value; uniforms on [0, 1) in steps of 2⁻²⁴.
public struct Noise: Sendable {
    /// What noise is drawn for; equal seeds give unrelated numbers for different purposes.
    public enum Purpose: UInt8, Sendable {
        case initialization = 1
        case shuffling, training, trainingBinarization, splitting
        case posterior, binarization, prior, likelihood, evaluation, annealing, hamiltonian, importance
        case aggregate, mixture, perturbation, family, dreamtLatents, dreamtRows
        case chains, validationChains, weights, weightSamples
        case completion = 64
        case imputation, resampling, adaptation
        case labelled = 96
    }

    let key: vae_noise_key
    /// Whether every row gets the numbers of row 0.
    private let isCommon: Bool

    public init(seed: UInt64, purpose: Purpose, isCommon: Bool = false) {
        key = vae_noise_key(seed: seed, purpose: purpose.rawValue)
        self.isCommon = isCommon
    }

    /// Standard normals for rows `row`… of the stream; `values` is (rows · draws) × columns, the draws of a
    /// row one after the other.
    public func fillNormal<S: Real>(
        _ values: StridedMatrix<S>, row: Int, draws: Int = 1, firstDraw: Int = 0
    ) {
        fill(values, row, draws, firstDraw, S.kernels.pointee.normals)
    }

    public func fillNormal<S: Real>(_ values: Matrix<S>, row: Int, draws: Int = 1, firstDraw: Int = 0) {
        fillNormal(values.strided, row: row, draws: draws, firstDraw: firstDraw)
    }

    /// As ``fillNormal(_:row:draws:firstDraw:)``, uniform on [0, 1).
    public func fillUniform<S: Real>(
        _ values: StridedMatrix<S>, row: Int, draws: Int = 1, firstDraw: Int = 0
    ) {
        fill(values, row, draws, firstDraw, S.kernels.pointee.uniforms)
    }

    public func fillUniform<S: Real>(_ values: Matrix<S>, row: Int, draws: Int = 1, firstDraw: Int = 0) {
        fillUniform(values.strided, row: row, draws: draws, firstDraw: firstDraw)
    }

    private func fill<S: Real>(
        _ values: StridedMatrix<S>, _ row: Int, _ draws: Int, _ firstDraw: Int,
        _ kernel: (vae_noise_key, UInt64, Int, UInt32, Int, Int, vae_view) -> Void
    ) {
        precondition(row >= 0 && draws > 0 && values.rows % draws == 0)
        if isCommon {
            for first in stride(from: 0, to: values.rows, by: draws) {
                kernel(key, 0, 1, UInt32(firstDraw), draws, values.columns, values.view(from: first))
            }
            return
        }
        kernel(
            key, UInt64(row), values.rows / draws, UInt32(firstDraw), draws, values.columns, values.view)
    }

    /// A random order of 0 ..< count, a different one for each `row` (Fisher & Yates, as given by Durstenfeld
    /// 1964; bounded integers without bias by Lemire 2019).
    public func permutation(of count: Int, row: Int) -> [Int] {
        var words = Words(key: key, row: UInt64(row))
        var order = Array(0..<count)
        for i in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(i, Int(words.next(below: UInt64(i + 1))))
        }
        return order
    }

    /// The words of one row, one after the other.
    private struct Words {
        let key: vae_noise_key
        let row: UInt64
        private var block: UInt64 = 0

        init(key: vae_noise_key, row: UInt64) {
            self.key = key
            self.row = row
        }

        mutating func next() -> UInt64 {
            let words = Philox.words(
                counter: (
                    UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32),
                    UInt32(truncatingIfNeeded: row),
                    UInt32(key.purpose) << 24 | UInt32(truncatingIfNeeded: row >> 32 & 0xFF_FFFF)
                ),
                key: (UInt32(truncatingIfNeeded: key.seed), UInt32(truncatingIfNeeded: key.seed >> 32)))
            block += 1
            return UInt64(words.0) << 32 | UInt64(words.1)
        }

        mutating func next(below bound: UInt64) -> UInt64 {
            var product = next().multipliedFullWidth(by: bound)
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
            return product.high
        }
    }
}

/// The generator behind ``Noise``: four random words from a counter and a key.
public enum Philox {
    public typealias Block = (UInt32, UInt32, UInt32, UInt32)

    public static func words(counter: Block, key: (UInt32, UInt32)) -> Block {
        var words: Block = (0, 0, 0, 0)
        withUnsafeBytes(of: counter) { counter in
            withUnsafeBytes(of: key) { key in
                withUnsafeMutableBytes(of: &words) { words in
                    vae_philox4x32_10(
                        counter.assumingMemoryBound(to: UInt32.self).baseAddress!,
                        key.assumingMemoryBound(to: UInt32.self).baseAddress!,
                        words.assumingMemoryBound(to: UInt32.self).baseAddress!)
                }
            }
        }
        return words
    }
}
