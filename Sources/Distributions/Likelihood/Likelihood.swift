import CLibrary
import Compute

/// A family p(x|z) whose parameters the decoder's outputs give, with independent dimensions.
///
/// N is the rows, D the data dimensions. `numbers` are the values of ``freeParameters``, empty where there are none.
public protocol Likelihood: Sendable {
    /// Numbers of its own that the family learns.
    var freeParameters: FreeParameters? { get }

    /// What draws are made of.
    var noise: NoiseKind { get }

    /// How many outputs of the decoder D dimensions have, in how many blocks of the same size.
    func decoderOutputs(dimensions: Int) -> (count: Int, blocks: Int)

    /// How many arrays of D numbers describe the distribution of one row: logits, or mean and log-variance; 0 where there
    /// are no such arrays.
    var parametersPerDimension: Int { get }

    /// Sums log p(x|z) in nats over one group of panels of each row of a batch and, where the batch asks for it,
    /// writes its gradient there.
    ///
    /// - Parameters:
    ///   - firstRow: the row of `sums` that the first row of the batch belongs to.
    ///   - derivatives: gets the derivative with respect to each free parameter.
    func evaluate<S: Real>(
        _ batch: LikelihoodBatch<S>, numbers: [Double], group: Int, firstRow: Int, into sums: LaneSums<S>,
        derivatives: LaneSums<S>?)

    /// The mean of x for each row, N × D.
    func mean<S: Real>(of outputs: Matrix<S>, numbers: [Double], into means: Matrix<S>)

    /// The distribution's parameters, N × D each.
    func parameters<S: Real>(of outputs: Matrix<S>, numbers: [Double], into arrays: [Matrix<S>])

    /// x from noise, N × D each; they may be the same memory.
    func draw<S: Real>(from outputs: Matrix<S>, numbers: [Double], noise: Matrix<S>, into draws: Matrix<S>)

    /// Draws x for each row, N × D, from outputs in panels, each block with panels of its own; `row` is the index of the
    /// first in the stream.
    func sample<S: Real>(
        from outputs: Panels<S>, numbers: [Double], noise source: Noise, row: Int, into samples: Panels<S>)

    /// The variance of x in one dimension, from the parameters that describe it.
    func variance(_ parameters: [Double]) -> Double
}

/// A family whose dimensions are all alike, with kernels of its own.
public protocol UniformLikelihood: Likelihood {
    /// The kernels of this family.
    var kernel: LikelihoodKernel { get }

    /// What the kernels need beside the outputs, from the numbers that are learned.
    func kernelNumbers(_ numbers: [Double]) -> [Double]

    /// The outputs that give the mean `mean` and, where one of them tells it, the variance `variance`, as far as the
    /// family can; to start the decoder's biases with.
    func outputs(forMean mean: Double, variance: Double) -> [Double]
}

/// Numbers that a family learns beside the networks.
public struct FreeParameters: Sendable {
    public let name: String
    public let count: Int
    /// How they start, where the columns of the data have these variances about the means that the decoder starts with.
    public let start: @Sendable (_ variances: [Double]) -> [Double]
    /// What `numbers` become where the data of a minibatch gives these derivatives of log p(x|z), each the mean over its
    /// rows, and counts for a fraction of all that they are learned from: a running maximum of the likelihood. `observed` is
    /// the mean over the rows of how many numbers are observed, D where all are.
    public let update:
        @Sendable (
            _ numbers: [Double], _ derivatives: [Double], _ observed: Double, _ fraction: Double
        ) -> [Double]
}

extension Likelihood {
    public var freeParameters: FreeParameters? { nil }

    /// Draws x for each row; `row` is the index of the first in the stream.
    public func sample<S: Real>(
        from outputs: Matrix<S>, numbers: [Double], noise source: Noise, row: Int, into samples: Matrix<S>
    ) {
        source.fill(samples.strided, with: noise, row: row)
        draw(from: outputs, numbers: numbers, noise: samples, into: samples)
    }

    public func sample<S: Real>(
        from outputs: Panels<S>, numbers: [Double], noise source: Noise, row: Int, into samples: Panels<S>
    ) {
        sampleByRows(from: outputs, numbers: numbers, noise: source, row: row, into: samples)
    }

    func sampleByRows<S: Real>(
        from outputs: Panels<S>, numbers: [Double], noise source: Noise, row: Int, into samples: Panels<S>
    ) {
        let (count, blocks) = decoderOutputs(dimensions: samples.columns)
        let width = count / blocks
        withScratch(S.self, rows: samples.rows, columns: count) { values in
            for block in 0..<blocks {
                outputs.columns(width, fromPanel: block * panelCount(of: width))
                    .copy(to: values, firstColumn: block * width)
            }
            withScratch(S.self, rows: samples.rows, columns: samples.columns) { draws in
                sample(from: values, numbers: numbers, noise: source, row: row, into: draws)
                samples.copy(from: draws)
            }
        }
    }
}

extension UniformLikelihood {
    public func kernelNumbers(_ numbers: [Double]) -> [Double] { numbers }

    public func decoderOutputs(dimensions: Int) -> (count: Int, blocks: Int) {
        (kernel.outputs * dimensions, kernel.outputs)
    }

    public var parametersPerDimension: Int { kernel.parameters }

    public func evaluate<S: Real>(
        _ batch: LikelihoodBatch<S>, numbers: [Double], group: Int, firstRow: Int, into sums: LaneSums<S>,
        derivatives: LaneSums<S>?
    ) {
        kernel.evaluate(
            batch, numbers: kernelNumbers(numbers), group: group, firstRow: firstRow, into: sums,
            derivatives: derivatives)
    }

    public func mean<S: Real>(of outputs: Matrix<S>, numbers: [Double], into means: Matrix<S>) {
        kernel.mean(of: outputs, numbers: kernelNumbers(numbers), into: means)
    }

    public func parameters<S: Real>(of outputs: Matrix<S>, numbers: [Double], into arrays: [Matrix<S>]) {
        kernel.parameters(of: outputs, numbers: kernelNumbers(numbers), into: arrays)
    }

    public func draw<S: Real>(
        from outputs: Matrix<S>, numbers: [Double], noise: Matrix<S>, into draws: Matrix<S>
    ) {
        kernel.draw(from: outputs, numbers: kernelNumbers(numbers), noise: noise, into: draws)
    }

    public func sample<S: Real>(
        from outputs: Panels<S>, numbers: [Double], noise source: Noise, row: Int, into samples: Panels<S>
    ) {
        guard kernel.canDraw else {
            return sampleByRows(from: outputs, numbers: numbers, noise: source, row: row, into: samples)
        }
        source.fill(samples.strided, with: noise, row: row)
        kernel.draw(from: outputs, numbers: kernelNumbers(numbers), into: samples)
    }
}

/// log(p / (1 − p)), with p bounded far enough from 0 and 1 for a start.
func logit(_ p: Double) -> Double {
    let bounded = min(max(p, 1e-3), 1 - 1e-3)
    return log(bounded / (1 - bounded))
}
