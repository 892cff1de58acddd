import Compute
import Foundation
import Testing

@Suite struct DiagonalGaussiansTests {
    /// log N(1; 0, 1/4) + log N(2; 3, e²⁰), the second variance being bounded, and log N(1; 1, 1) + log N(2; 2, 1).
    @Test func `log densities have their closed form`() {
        var parameters: [Double] = [0, 3, -log(4), 1e6, 1, 2, 0, 0]
        var z: [Double] = [1, 2]
        let logs = parameters.withUnsafeMutableBufferPointer { parameters in
            let gaussians = DiagonalGaussians(Matrix(parameters.baseAddress!, rows: 2, columns: 4))
            return z.withUnsafeMutableBufferPointer { z in
                [Double](rows: 1, columns: gaussians.width) {
                    gaussians.logDensities(of: Matrix(z.baseAddress!, rows: 1, columns: 2), into: $0)
                }
            }
        }
        let first = -log(2 * Double.pi) + 0.5 * log(4) - 2 - 10 - 0.5 * exp(-20)
        #expect(abs(logs[0] - first) < 1e-14)
        #expect(abs(logs[1] + log(2 * Double.pi)) < 1e-14)
        #expect(logs[2...].allSatisfy { $0 == -.infinity })
    }
}
