import CKernels
import Compute
import Foundation

/// What a likelihood gives for each row of a batch.
struct LikelihoodResults: Equatable {
    var logDensity: [Double]
    /// Row-major, a block of whole panels for each output of a dimension.
    var gradient: [Float]
    /// With respect to each free number.
    var derivatives: [[Double]]
}

/// A batch with two draws of each row, on which sets of kernels are compared.
struct LikelihoodCase {
    let family: Family
    let dimensions: Int
    let rows: Int
    /// rows × D
    var data: [Float]
    /// rows × D
    var observed: [Float]?
    /// 2 rows × (outputs · width)
    var outputs: [Float]
    var numbers: [Double]

    static let draws = 2

    /// Data between 0 and 1, and outputs of this scale.
    init(_ family: Family, dimensions: Int, rows: Int = 3, scale: Float, numbers: [Double] = [0.3]) {
        self.family = family
        self.dimensions = dimensions
        self.rows = rows
        self.numbers = numbers
        data = normals(rows * dimensions, seed: 6).map { 1 / (1 + exp($0)) }
        let columns = vae_form_of_likelihood(family.index).outputs * panelCount(of: dimensions) * panelWidth
        outputs = normals(Self.draws * rows * columns, seed: 5, scale: scale)
    }

    /// Changes the outputs of all dimensions, 2 rows × (outputs · D).
    mutating func replaceOutputs(_ values: [Float]) {
        for (index, value) in zip(outputs.indices.filter(isDimension), values) { outputs[index] = value }
    }

    /// Columns of a block of outputs.
    var width: Int { panelCount(of: dimensions) * panelWidth }

    /// Whether element `index` of ``outputs`` belongs to a dimension, not to a lane behind the last one.
    func isDimension(_ index: Int) -> Bool { index % width < dimensions }

    /// In groups of four panels.
    ///
    /// - Parameter differentiates: whether the gradient and the derivatives are wanted.
    func evaluate(_ kernels: vae_kernels, differentiates: Bool = true) -> LikelihoodResults {
        let all = rows * Self.draws
        let columns = outputs.count / all
        let (x, memory) = Panels.holding(data, rows: rows, columns: dimensions)
        let (o, outMemory) = Panels.holding(outputs, rows: all, columns: columns)
        let (mask, maskMemory) = Panels.holding(observed ?? data, rows: rows, columns: dimensions)
        let (g, gradientMemory) = Panels.holding(
            [Float](repeating: 7, count: outputs.count), rows: all, columns: columns)
        let panels = x.panelCount
        let (groups, lanes) = ((panels + 3) / 4, all * panelWidth)
        let free = vae_form_of_likelihood(family.index).free_numbers
        let sums = Buffer<Float>(count: groups * lanes)
        let derivatives = Buffer<Float>(count: max(free, 1) * groups * lanes)
        numbers.withUnsafeBufferPointer { numbers in
            for group in 0..<groups {
                var batch = vae_likelihood(
                    dimensions: dimensions, draws: Self.draws, data: x.base, data_stride: x.stride,
                    observed: observed == nil ? nil : mask.base, observed_stride: mask.stride,
                    outputs: o.base, outputs_stride: o.stride, offsets: nil,
                    gradient: differentiates ? g.base : nil, gradient_stride: g.stride, weight: -0.5,
                    numbers: numbers.baseAddress,
                    free_derivatives: differentiates ? derivatives.base + group * lanes : nil,
                    free_stride: groups * lanes)
                let part = vae_part(
                    first_row: 0, rows: all, first_panel: 4 * group, panels: min(4, panels - 4 * group))
                kernels.log_likelihood(family.index, &batch, part, sums.base + group * lanes)
            }
        }
        func total(_ lanes: UnsafeMutablePointer<Float>) -> [Double] {
            var totals = [Double](repeating: 0, count: all)
            kernels.total(groups, all, all, lanes, &totals)
            return totals
        }
        return withExtendedLifetime((memory, outMemory, maskMemory, gradientMemory)) {
            LikelihoodResults(
                logDensity: total(sums.base), gradient: g.values,
                derivatives: (0..<free).map { total(derivatives.base + $0 * groups * lanes) })
        }
    }
}
