import Foundation
import Testing

@testable import Distributions

/// What posteriors' parameters are of an encoder's outputs.
@Suite struct LatentParameterTests {
    private let outputs = [-1e6, -30, -1, 0, 1, 30, 1e6]

    @Test(arguments: LatentFamilyCase.all) func `parameters are in their domain`(_ family: LatentFamilyCase)
        throws
    {
        try check(family.type)
    }

    private func check<Family: LatentFamily>(_ type: Family.Type) throws {
        for context in latentContexts {
            let reach = Family.reach(within: context.region)
            for point in outputGrid(outputs, count: Family.outputCount) {
                let theta = Family.theta(point, context)
                let numbers = [theta.0, theta.1, theta.2].prefix(Family.parameters.count)
                let member = try Family(numbers.map(\.value))
                #expect(!numbers.contains { !$0.isFinite }, "\(point)")
                #expect(reach.contains(member.support), "\(point): \(member.support) in \(reach)")
                for index in numbers.indices {
                    expectSlopes(
                        of: {
                            let theta = Family.theta($0, context)
                            return [theta.0, theta.1, theta.2][index]
                        }, at: point, count: Family.outputCount, "parameter \(index)")
                }
            }
        }
    }

    @Test(arguments: LatentFamilyCase.all) func `outputs of 0 give about the standard member`(
        _ family: LatentFamilyCase
    ) throws {
        try checkStandard(family.type)
        for (outputs, slopes) in [(0.0, 1.0), (-1e-9, 1), (1e-9, 1)] {
            let rate = boundedExp(Dual(outputs, variable: 0), LatentBounds.scale)
            expectClose(rate.value, 1, 1e-8)
            expectClose(rate.slopes[0], slopes, 1e-8)
        }
    }

    private func checkStandard<Family: LatentFamily>(_ type: Family.Type) throws {
        let standard = try Family(Family.standardParameters)
        #expect(standard.support == Family.priors[0].support)
    }
}
