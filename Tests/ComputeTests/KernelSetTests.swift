import Compute
import Testing

@Suite struct KernelSetTests {
    @Test func theReferenceRunsEverywhere() throws {
        #expect(try KernelSet.named("reference").name == "reference")
    }

    @Test func unknownSetsAreRefused() {
        #expect(throws: KernelSet.Unavailable.self) { try KernelSet.named("abacus") }
    }
}
