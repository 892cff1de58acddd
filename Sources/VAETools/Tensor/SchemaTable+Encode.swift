import Formats

extension SchemaTable {
    /// Gives the numbers of all rows, some rows at a time.
    func encode(
        by schema: TableSchema, _ options: TableImportOptions, to take: ([Double]) throws(Failure) -> Void
    ) throws(Failure) {
        let isDropped = if case .drop = options.missing { true } else { false }
        let encoder = TableEncoder(
            schema, marks, places: try places(of: schema, options), width: layout.width,
            readsUnknown: options.unknown == .missing, dropsMissing: isDropped)
        let numbers = NumberBuffers(BlockPass.group)
        try BlockPass(self).run { block, slot in
            numbers.with(slot) { numbers in
                numbers.removeAll(keepingCapacity: true)
                return encoder.encode(block, to: &numbers)
            }
        } taking: { (slot, _) throws(Failure) in
            if !numbers[slot].isEmpty { try take(numbers[slot]) }
        }
    }

    /// Where each column of a schema stands.
    private func places(of schema: TableSchema, _ options: TableImportOptions) throws(Failure) -> [Int] {
        let expected = schema.columns.map(\.name)
        guard let names else {
            guard layout.columns.count == expected.count else {
                throw .badData(name, "found \(layout.columns.count) columns, expected \(expected.count)")
            }
            return layout.columns
        }
        if names == expected { return layout.columns }
        let known = Set(expected)
        if let other = names.first(where: { !known.contains($0) }) {
            // Other tools choose no columns.
            let hint = options.schema == nil ? "" : "; --columns chooses some"
            throw .badData(name, "found a column \(other), expected those of the schema\(hint)")
        }
        guard let places = Dictionary(uniquePairs: zip(names, layout.columns)) else {
            throw .badData(name, "found two columns of the same name, expected the order of the schema")
        }
        return try schema.columns.map { (column) throws(Failure) in
            if let place = places[column.name] { return place }
            guard !column.kind.isInArrays else {
                throw .badData(name, "found no column \(column.name), expected those of the schema")
            }
            return -1
        }
    }
}

extension Dictionary {
    /// Nil: a key comes twice.
    fileprivate init?(uniquePairs pairs: some Sequence<(Key, Value)>) {
        self.init()
        for (key, value) in pairs where updateValue(value, forKey: key) != nil { return nil }
    }
}
