import FuzzTargets
import Testing
@Suite struct ReplayTests { @Test func `a`() {} }
