/// Changes bytes, in the same way on every machine.
struct Mutator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// One to four changes, each of which flips a bit, sets, removes, repeats or moves bytes, or joins two inputs.
    mutating func mutated(_ bytes: [UInt8], among seeds: [[UInt8]]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(4) { change(&bytes, seeds) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8], _ seeds: [[UInt8]]) {
        guard !bytes.isEmpty else { return bytes.append(UInt8(below(256))) }
        let place = below(bytes.count)
        switch below(7) {
        case 0: bytes[place] ^= 1 << UInt8(below(8))
        case 1: bytes[place] = [0, 1, 0x20, 0x2D, 0x30, 0x39, 0x7F, 0x80, 0xFF][below(9)]
        case 2: bytes[place] = UInt8(below(256))
        case 3: bytes.removeSubrange(place..<min(place + 1 + below(8), bytes.count))
        case 4: bytes.insert(contentsOf: bytes[place..<min(place + 1 + below(16), bytes.count)], at: place)
        case 5: bytes.removeSubrange(place...)
        default:
            let other = seeds[below(seeds.count)]
            bytes = Array(bytes[..<place] + other.dropFirst(below(other.count + 1)))
        }
    }

    /// SplitMix64.
    private mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: (bits ^ bits >> 31) >> 1) % limit
    }
}
