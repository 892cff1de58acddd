import FuzzTargets
import Testing

/// What `make fuzz` runs for hours, without libFuzzer and for a moment. A fault ends the process.
@Suite struct ReplayTests {
    private static let mutations = 3000

    @Test(arguments: FuzzTarget.all)
    func `Seeds and inputs near them are read or refused`(target: FuzzTarget) throws {
        let seeds = try Seeds.load(target.name)
        for seed in seeds { target.run(seed) }
        var mutator = Mutator(seed: 1)
        for index in 0..<ReplayTests.mutations {
            target.run(mutator.mutated(seeds[index % seeds.count], among: seeds))
        }
    }

    @Test(arguments: FuzzTarget.all)
    func `Every seed is short enough for its target`(target: FuzzTarget) throws {
        #expect(try Seeds.load(target.name).allSatisfy { $0.count <= target.longest })
    }
}

extension FuzzTarget: CustomTestStringConvertible {
    public var testDescription: String { name }
}
