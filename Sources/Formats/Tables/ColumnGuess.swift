/// What the cells of a column have in common.
struct ColumnGuess {
    /// The most different words of a column of categories.
    static let mostWords = 1000

    /// Cells that are numbers.
    private(set) var numbers = RunningMoments()
    private(set) var decimals = 0
    private(set) var leastDecimals = Int.max
    /// Whether all numbers are whole; whether some are too large for f8 to tell them from their neighbours, and whether
    /// some of these are written with all their digits.
    private(set) var isWhole = true
    private(set) var isLarge = false
    private(set) var losesDigits = false
    /// Whether all numbers are 0 or 1, written so.
    private(set) var isBinary = true
    private(set) var hasLeadingZeros = false
    private(set) var hasExponents = false

    /// Cells that are words.
    private(set) var texts = 0
    private(set) var words = WordTable()
    /// Whether there are more words than the table has.
    private(set) var hasMoreWords = false
    /// Nil: no word was seen yet.
    private(set) var dates: DateGuess?
    private(set) var firstText: TextPlace?
    private(set) var firstInfinity: TextPlace?

    /// Cells that say that there is none, by how they say so.
    private(set) var missing = WordTable()
    private(set) var missingCounts: [Int] = []

    struct TextPlace: Comparable {
        let block: Int
        let line: Int
        let text: [UInt8]

        static func < (left: TextPlace, right: TextPlace) -> Bool {
            (left.block, left.line) < (right.block, right.line)
        }
    }

    @inline(__always)
    mutating func add(
        _ cell: UnsafeRawBufferPointer, _ point: UInt8, _ missingWords: MissingWords, block: Int, line: Int
    ) throws(TableGuess.CellError) {
        if missingWords.hasNumbers, missingWords.contains(cell) { return addMissing(cell) }
        if let number = CellNumber(cell, point: point) {
            guard number.value.isFinite else { throw TableGuess.CellError.infinite }
            add(number)
        } else if missingWords.contains(cell) {
            addMissing(cell)
        } else {
            try addText(cell, block, line)
        }
    }

    @inline(__always)
    private mutating func add(_ number: CellNumber) {
        numbers.add(number.value)
        decimals = max(decimals, number.decimals)
        if !number.hasExponent { leastDecimals = min(leastDecimals, number.decimals) }
        if number.hasExponent { hasExponents = true }
        if number.hasLeadingZero { hasLeadingZeros = hasLeadingZeros || number.isPlainWhole }
        if isWhole {
            isWhole = number.value == number.value.rounded()
            if abs(number.value) >= 0x1p53 {
                isLarge = true
                losesDigits = losesDigits || number.isPlainWhole
            }
            if isBinary { isBinary = number.isPlainWhole && (number.value == 0 || number.value == 1) }
        }
    }

    private mutating func addMissing(_ cell: UnsafeRawBufferPointer) {
        // Those who write many different ones get one of the first.
        guard missing.count < 100 || missing.index(of: cell) != nil else { return }
        let index = missing.add(cell)
        if index == missingCounts.count { missingCounts.append(0) }
        missingCounts[index] += 1
    }

    private mutating func addText(
        _ cell: UnsafeRawBufferPointer, _ block: Int, _ line: Int
    ) throws(TableGuess.CellError) {
        if texts == 0 {
            firstText = TextPlace(block: block, line: line, text: Array(cell))
            dates = DateGuess(first: cell)
        }
        if firstInfinity == nil, isInfinity(cell) {
            firstInfinity = TextPlace(block: block, line: line, text: Array(cell))
        }
        texts += 1
        dates!.add(cell)
        if !hasMoreWords { try addWord(cell) }
    }

    /// Adds a cell to the words, whatever it is.
    mutating func addWord(_ cell: UnsafeRawBufferPointer) throws(TableGuess.CellError) {
        let count = words.count
        let index = words.add(cell)
        guard index == count else { return }
        guard isUTF8(words.word(index), isAll: true) else { throw .notUTF8 }
        hasMoreWords = words.count > ColumnGuess.mostWords
    }

    /// Forgets the words, to take all cells for words.
    mutating func restartWords() { (words, hasMoreWords) = (WordTable(), false) }

    mutating func merge(_ other: ColumnGuess) {
        numbers.merge(other.numbers)
        decimals = max(decimals, other.decimals)
        leastDecimals = min(leastDecimals, other.leastDecimals)
        isWhole = isWhole && other.isWhole
        isLarge = isLarge || other.isLarge
        losesDigits = losesDigits || other.losesDigits
        isBinary = isBinary && other.isBinary
        hasLeadingZeros = hasLeadingZeros || other.hasLeadingZeros
        hasExponents = hasExponents || other.hasExponents
        texts += other.texts
        if let others = other.dates {
            if dates == nil { dates = others } else { dates!.merge(others) }
        }
        firstText = [firstText, other.firstText].compactMap(\.self).min()
        firstInfinity = [firstInfinity, other.firstInfinity].compactMap(\.self).min()
        mergeWords(other)
        for index in 0..<other.missing.count {
            let own = other.missing.word(index).withUnsafeBytes { missing.add($0) }
            if own == missingCounts.count { missingCounts.append(0) }
            missingCounts[own] += other.missingCounts[index]
        }
    }

    mutating func mergeWords(_ other: ColumnGuess) {
        for index in 0..<other.words.count where words.count <= ColumnGuess.mostWords {
            _ = other.words.word(index).withUnsafeBytes { words.add($0) }
        }
        hasMoreWords = hasMoreWords || other.hasMoreWords || words.count > ColumnGuess.mostWords
    }

    /// How most missing cells are written; of those that are as many the first in the order of bytes.
    var missingMark: String? {
        let marks = (0..<missing.count).map { (count: missingCounts[$0], text: Array(missing.word($0))) }
        let best = marks.min { left, right in
            left.count != right.count
                ? left.count > right.count : left.text.lexicographicallyPrecedes(right.text)
        }
        return best.map { String(decoding: $0.text, as: UTF8.self) }
    }
}
