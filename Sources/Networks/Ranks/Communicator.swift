import Compute

/// The processes, called ranks, of a training that is spread over machines; their number is a power of two.
///
/// All ranks make the same calls in the same order. There is no call that reduces: ``sum(_:scratch:)`` adds in an order
/// that does not depend on how many ranks there are.
public protocol Communicator: Sendable {
    var rank: Int { get }
    var ranks: Int { get }

    /// Sends bytes to another rank while it sends some to this one. Ends the process where the other rank is lost.
    func exchange(
        with partner: Int, sending: UnsafeRawBufferPointer, receiving: UnsafeMutableRawBufferPointer)

    /// Runs `exchanges`, after all that were scheduled before, perhaps while the caller computes.
    func schedule(_ exchanges: @escaping @Sendable () -> Void)

    /// Returns when all that was scheduled has ended.
    func wait()
}

/// A process that works alone.
public struct SoleProcess: Communicator {
    public init() {}

    public var rank: Int { 0 }
    public var ranks: Int { 1 }

    public func exchange(
        with partner: Int, sending: UnsafeRawBufferPointer, receiving: UnsafeMutableRawBufferPointer
    ) {
        preconditionFailure("there is no other rank")
    }

    public func schedule(_ exchanges: @escaping @Sendable () -> Void) { exchanges() }

    public func wait() {}
}
