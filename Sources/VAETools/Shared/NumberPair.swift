import ArgumentParser
import Images

/// Two numbers as they are typed, with a mark between them: -3:3, 640x480, 0,1.
struct NumberPair<Number: Sendable>: Sendable {
    let first: Number
    let second: Number

    init(_ first: Number, _ second: Number) {
        self.first = first
        self.second = second
    }

    /// - Parameters:
    ///   - marks: what may stand between the numbers.
    ///   - form: what messages say was expected.
    ///   - number: reads one of them; nil: it is none.
    ///   - isValid: whether the two go together.
    fileprivate init(
        _ argument: String, marks: String, form: String, number: (Substring) -> Number?,
        where isValid: (Number, Number) -> Bool = { _, _ in true }
    ) throws {
        let numbers = argument.split(omittingEmptySubsequences: false, whereSeparator: marks.contains)
            .map(number)
        guard numbers.count == 2, let first = numbers[0], let second = numbers[1], isValid(first, second)
        else { throw ValidationError("expected \(form)") }
        self.init(first, second)
    }
}

extension NumberPair<Double> {
    /// The ends of a range, the lower one first: -3:3.
    static func range(_ argument: String) throws -> Self {
        try Self(
            argument, marks: ":", form: "a range such as -3:3", number: { Double($0) },
            where: { Float($0).isFinite && Float($1).isFinite && $0 <= $1 })
    }

    /// The ends of a scale, which may go down: 0:255, 1:0.
    static func scale(_ argument: String) throws -> Self {
        try Self(
            argument, marks: ":", form: "two numbers such as 0:255", number: { Double($0) },
            where: { $0.isFinite && $1.isFinite })
    }

    /// - Precondition: the first is not above the second.
    var range: ClosedRange<Double> { first...second }
}

extension NumberPair<Int> {
    /// The height and the width of an image: 64x64.
    static func imageSize(_ argument: String) throws -> Self {
        try size(argument, form: "a size such as 64x64", sides: 1...Image.maximumSide)
    }

    /// The width and the height of a figure: 640x480.
    static func figureSize(_ argument: String) throws -> Self {
        try size(argument, form: "a size such as 640x480, of sides from 64 to 8192", sides: 64...8192)
    }

    /// The rows and the columns of a grid: 20 or 10x20.
    static func gridSize(_ argument: String) throws -> Self {
        let most = 1 << 24
        if let side = wholeNumber(argument[...]), 1...most ~= side, side <= most / side {
            return Self(side, side)
        }
        return try Self(
            argument, marks: sizeMarks, form: "a number, or a size such as 10x20", number: wholeNumber
        ) { 1...most ~= $0 && 1...most / $0 ~= $1 }
    }

    /// The indices of two columns: 0,1.
    static func columns(_ argument: String) throws -> Self {
        try Self(argument, marks: ",", form: "two columns such as 0,1", number: wholeNumber)
    }

    private static var sizeMarks: String { "x×" }

    private static func size(_ argument: String, form: String, sides: ClosedRange<Int>) throws -> Self {
        try Self(argument, marks: sizeMarks, form: form, number: wholeNumber) {
            sides ~= $0 && sides ~= $1
        }
    }

    private static func wholeNumber(_ digits: Substring) -> Int? {
        digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
    }
}
