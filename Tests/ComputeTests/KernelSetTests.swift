import Compute
import Testing

@Suite struct KernelSetTests {
    @Test func `the reference runs everywhere`() throws {
        #expect(try KernelSet.named("reference").name == "reference")
    }

    @Test func `unknown sets are refused`() {
        #expect(throws: KernelSet.Unavailable.self) { try KernelSet.named("abacus") }
    }
}
