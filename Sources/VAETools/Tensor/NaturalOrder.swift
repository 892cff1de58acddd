/// Whether a path stands before another where runs of digits count as numbers: a/img2 before a/img10, both before
/// a-b/img1. What differs in leading zeros only is in the order of its bytes.
func precedesNaturally(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
        if isDigit(a[i]), isDigit(b[j]) {
            let (m, n) = (number(in: a, from: &i), number(in: b, from: &j))
            if m.count != n.count { return m.count < n.count }
            if m != n { return m.lexicographicallyPrecedes(n) }
        } else {
            if a[i] != b[j] { return rank(a[i]) < rank(b[j]) }
            i += 1
            j += 1
        }
    }
    if (i == a.count) != (j == b.count) { return i == a.count }
    return a.lexicographicallyPrecedes(b)
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// What is in a folder stands before its neighbours.
private func rank(_ byte: UInt8) -> Int { byte == UInt8(ascii: "/") ? -1 : Int(byte) }

/// Passes a run of digits and gives it without leading zeros.
private func number(in bytes: [UInt8], from index: inout Int) -> ArraySlice<UInt8> {
    let digits = bytes[index...].prefix(while: isDigit)
    index = digits.endIndex
    return digits.drop { $0 == 0x30 }
}
