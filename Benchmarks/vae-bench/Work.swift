/// The layers of a variational auto-encoder D – hidden – J, J – hidden reversed – outputs, and the work that they are.
struct Work {
    /// Inputs and outputs of each layer.
    let encoder: [(inputs: Int, outputs: Int)]
    let decoder: [(inputs: Int, outputs: Int)]

    /// - Parameter outputsPerDimension: 1 for logits, 2 for means and log-variances.
    init(dimensions: Int = 784, hidden: [Int], latent: Int, outputsPerDimension: Int = 1) {
        func layers(_ sizes: [Int]) -> [(inputs: Int, outputs: Int)] {
            zip(sizes, sizes.dropFirst()).map { ($0, $1) }
        }
        encoder = layers([dimensions] + hidden + [2 * latent])
        decoder = layers([latent] + hidden.reversed() + [outputsPerDimension * dimensions])
    }

    /// Floating-point operations of the products that a row needs in training, as if all its numbers counted:
    /// 2 for each multiply-add, of which a layer has inputs × outputs each in the forward pass, the gradient of
    /// its weights and the gradient of its inputs. The first layer's inputs are data and need no gradient.
    ///
    /// 784-500-20: 4.1 million.
    var training: Double {
        Double(2 * (3 * (Work.sum(encoder) + Work.sum(decoder)) - encoder[0].inputs * encoder[0].outputs))
    }

    /// As ``training``, of wake-sleep: both networks go forward twice, and back to their weights once.
    var wakeSleep: Double {
        let first = [encoder, decoder].reduce(0) { $0 + $1[0].inputs * $1[0].outputs }
        return Double(2 * (4 * (Work.sum(encoder) + Work.sum(decoder)) - first))
    }

    /// As ``training``, of Monte Carlo EM: the decoder goes forward and back to z 11 times, and forward and back to its
    /// weights 5 times.
    var monteCarloEM: Double {
        let first = decoder[0].inputs * decoder[0].outputs
        return Double(2 * (11 * 2 * Work.sum(decoder) + 5 * (3 * Work.sum(decoder) - first)))
    }

    /// Of the encoder's forward pass.
    var encoding: Double { Double(2 * Work.sum(encoder)) }

    /// Of the decoder's forward pass.
    var decoding: Double { Double(2 * Work.sum(decoder)) }

    private static func sum(_ layers: [(inputs: Int, outputs: Int)]) -> Int {
        layers.reduce(0) { $0 + $1.inputs * $1.outputs }
    }
}
