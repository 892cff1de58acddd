import Distributions

/// Which numbers a column may hold, beside what a likelihood's support says.
public enum ValueRule: Equatable, Sendable {
    /// Any number.
    case finite
    /// 0, 1, 2, …
    case count
    /// Above 0.
    case positive
    /// 0 to this less 1, whole.
    case code(of: Int)

    public func allows(_ value: Double) -> Bool {
        switch self {
        case .finite: value.isFinite
        case .count: value >= 0 && value.isFinite && value.rounded() == value
        case .positive: value > 0 && value.isFinite
        case .code(let count): value >= 0 && value < Double(count) && value.rounded() == value
        }
    }

    /// As messages put it.
    public var expectation: String {
        switch self {
        case .finite: "a finite value"
        case .count: "a count: 0, 1, 2, ..."
        case .positive: "a value above 0"
        case .code(let count): "a code: a whole number from 0 to \(count - 1)"
        }
    }
}

extension ValueRule {
    fileprivate init(_ column: ColumnForm) {
        switch column.family {
        case .gaussian, .studentT, .vonMises: self = .finite
        case .logNormal: self = .positive
        case .bernoulli: self = .code(of: 2)
        case .categorical, .ordinal: self = .code(of: column.categories ?? 1)
        case .poisson, .negativeBinomial, .zeroInflatedNegativeBinomial: self = .count
        }
    }
}

/// The rules of the columns of a row.
public struct ValueRules: Equatable, Sendable {
    /// One for each column, or one for all.
    private let rules: [ValueRule]
    private let names: [String?]
    /// How many columns there are; nil: any number of them.
    public var columns: Int? { isOfAll ? nil : rules.count }
    private let isOfAll: Bool

    private init(all rule: ValueRule) { (rules, names, isOfAll) = ([rule], [nil], true) }

    /// - Precondition: there is one at least.
    public init(columns: [ColumnForm]) {
        precondition(!columns.isEmpty)
        (rules, names, isOfAll) = (columns.map(ValueRule.init), columns.map(\.name), false)
    }

    public static let counts = ValueRules(all: .count)

    /// The rule of a number, counted through the rows.
    public subscript(index: Int) -> ValueRule { rules[index % rules.count] }

    /// What the table calls a column; nil: nothing.
    public func name(ofColumn column: Int) -> String? {
        names[column % names.count].flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Architecture {
    /// Nil: the support of the likelihood says all.
    public var valueRules: ValueRules? {
        columns.map { ValueRules(columns: $0) } ?? (likelihood.isOfCounts ? .counts : nil)
    }
}
