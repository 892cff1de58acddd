import Compute
import Networks

@testable import VAE

/// log p(x|z) of z that it brings itself, for the decoder alone.
struct DecoderObjective: Objective {
    let latents: Matrix<Double>

    func evaluate<S: Real>(_ rows: Range<Int>, of pass: ModelPass<S>) {
        bring(rows, to: pass)
        pass.decode(rows)
        pass.score(rows)
        for row in rows {
            pass.terms[row] = BoundTerms(reconstruction: pass.reconstruction(row), divergence: 0)
        }
    }

    func differentiate<S: Real>(
        _ count: Int, of pass: ModelPass<S>, beta: Double, _ workers: Workers
    ) -> ParameterGradient<S> {
        let weight = -1 / Double(count * pass.draws)
        bring(0..<count, to: pass)
        pass.decode(count: count, workers)
        pass.score(count: count, weight: weight, workers)
        pass.goBackThroughDecoder(count: count, workers)
        return pass.decoderGradient(count: count, weight: weight)
    }

    private func bring<S: Real>(_ rows: Range<Int>, to pass: ModelPass<S>) {
        for draw in pass.drawRows(rows) {
            for j in 0..<latents.columns { pass.latents[draw, j] = S(latents.row(draw)[j]) }
        }
    }
}
