/// Different words, as bytes, in the order in which they were first seen.
struct WordTable {
    /// The bytes of all words, one behind the other.
    private var bytes: [UInt8] = []
    /// Where each word ends.
    private var ends: [Int] = []
    /// Places of words by their hash; -1: free. A power of two, less than half of them taken.
    private var slots = [Int32](repeating: -1, count: 16)

    var count: Int { ends.count }

    init() {}

    init(_ words: [String]) {
        for word in words { Array(word.utf8).withUnsafeBytes { _ = add($0) } }
    }

    /// The place of a word; nil: it is not there.
    @inline(__always)
    func index(of word: UnsafeRawBufferPointer) -> Int? {
        let place = slots[slot(of: word)]
        return place < 0 ? nil : Int(place)
    }

    /// The place of a word, which is added where it is not there.
    @inline(__always)
    mutating func add(_ word: UnsafeRawBufferPointer) -> Int {
        let slot = slot(of: word)
        if slots[slot] >= 0 { return Int(slots[slot]) }
        slots[slot] = Int32(ends.count)
        bytes += word
        ends.append(bytes.count)
        if 2 * ends.count >= slots.count { grow() }
        return ends.count - 1
    }

    func word(_ index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

    /// The slot of a word, or the free one that it would get.
    @inline(__always)
    private func slot(of word: UnsafeRawBufferPointer) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash(word)) & mask
        while slots[slot] >= 0, !isWord(Int(slots[slot]), word) { slot = (slot + 1) & mask }
        return slot
    }

    @inline(__always)
    private func isWord(_ index: Int, _ word: UnsafeRawBufferPointer) -> Bool {
        let start = index == 0 ? 0 : ends[index - 1]
        guard ends[index] - start == word.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            for offset in 0..<word.count where bytes[start + offset] != word[offset] { return false }
            return true
        }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        let mask = slots.count - 1
        for index in ends.indices {
            var slot = word(index).withUnsafeBytes { Int(truncatingIfNeeded: hash($0)) } & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index)
        }
    }
}

/// FNV-1a of 64 bits, its upper half folded into the lower.
@inline(__always)
private func hash(_ word: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ hash >> 32
}
