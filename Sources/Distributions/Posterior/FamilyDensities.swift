import Compute

/// The densities of points under M posteriors of a family.
final class FamilyDensities<S: Real>: PosteriorDensities {
    let width: Int
    private let family: any LatentRows.Type
    private let context: PriorContext
    private let count: Int
    private let blocks: Int
    private let buffer: Buffer<S>

    init(_ family: any LatentRows.Type, _ context: PriorContext, _ outputs: Matrix<S>) {
        (self.family, self.context, count) = (family, context, outputs.rows)
        width = (count + 15) / 16 * 16
        blocks = outputs.columns
        buffer = Buffer(count: outputs.count)
        _ = buffer.elements.update(from: outputs.elements)
    }

    @_specialize(where S == Float)
    func logDensities(of latents: Matrix<S>, into logs: Matrix<S>) {
        let (draws, latent) = (latents.rows, latents.columns)
        logs.elements.update(repeating: -.infinity)
        LatentRowMemory.with(latent: latent, draws: draws, noiseCount: 0, outputCount: family.outputCount) {
            memory in
            let reach = family.reach(within: context.region)
            for (index, z) in latents.elements.enumerated() {
                memory.row.points[index] = reach.point(nearest: z)
            }
            for m in 0..<count {
                for index in 0..<blocks {
                    memory.row.outputs[index] = Double(buffer.elements[m * blocks + index])
                }
                for l in 0..<draws { memory.weights[l] = 0 }
                family.addLogDensities(memory.row, context, to: memory.weights)
                for l in 0..<draws { logs.row(l)[m] = S(memory.weights[l]) }
            }
        }
    }
}
