/// What the columns of a table are, and how the text of the table is written.
///
/// A table with a schema becomes an array of f8 with a row for each row and a column for each of ``arrayColumns``, in
/// their order, and back. Missing cells are NaN. `vae-schema(5)` describes the file.
public struct TableSchema: Hashable, Sendable {
    /// The version of the format that this writes.
    public static let version = 1

    /// Between cells: `,`, `;`, a tab, `|` or another character of ASCII; a blank stands for any number of blanks and
    /// tabs. A blank behind another mark is skipped, and written.
    public var delimiter: String
    /// Before fractions: "." or ",".
    public var decimal: String
    /// Whether the first row names the columns.
    public var hasHeader: Bool
    /// Words that are read as missing cells, in any case; nil: the usual ones.
    public var missingWords: [String]?
    /// In the order of the table.
    public var columns: [Column]

    public init(
        delimiter: String = ",", decimal: String = ".", hasHeader: Bool = true, missingWords: [String]? = nil,
        columns: [Column]
    ) {
        self.delimiter = delimiter
        self.decimal = decimal
        self.hasHeader = hasHeader
        self.missingWords = missingWords
        self.columns = columns
    }

    /// Those that an array has.
    public var arrayColumns: [Column] { columns.filter(\.kind.isInArrays) }

    /// A column of a table.
    public struct Column: Hashable, Sendable {
        /// As in the header; empty where the table has none.
        public var name: String
        public var kind: ColumnKind
        /// Nil: that of the kind.
        public var chosenLikelihood: ColumnLikelihood?
        /// How many components a mixture of ``likelihood`` has; nil: no mixture is asked for.
        public var components: Int?
        /// What values of a circle repeat after; nil: 86,400 for times, none for others.
        public var chosenPeriod: Double?
        /// The words of codes 0, 1, 2, …; empty for kinds without.
        public var categories: [String] = []
        /// How days and times are written; nil for other kinds.
        public var datePattern: DatePattern?
        /// The most and the fewest digits behind the decimal mark, or in fractions of seconds.
        public var decimals = 0
        public var leastDecimals = 0
        /// Whether numbers below 10^-4 and from 10^16 on are written with an exponent.
        public var hasExponents = false
        /// How a missing cell is written.
        public var missing = ""
        /// The range of the values; nil: none was seen, or the kind has categories.
        public var minimum: Double?
        public var maximum: Double?
        /// Mean of the values, and their standard deviation: the root of the mean square around it, or 1 where that is 0.
        public var mean: Double?
        public var deviation: Double?

        public init(name: String, kind: ColumnKind) { (self.name, self.kind) = (name, kind) }

        public var likelihood: ColumnLikelihood { chosenLikelihood ?? kind.likelihood }

        public var period: Double? { chosenPeriod ?? (kind == .time ? 86_400 : nil) }
    }
}
