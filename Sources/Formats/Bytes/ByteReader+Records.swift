extension ByteReader {
    /// Whether there is another record; to be called at the boundary between records.
    ///
    /// A record that starts with the gzip magic number is inflated, and so is every gzip member that
    /// follows on, whether it continues the record or starts the next. Plain bytes after a member are a
    /// new record. So `cat a.npy.gz b.npy c.npy.gz` is three records. Zeros that pad the end of a member
    /// are skipped, and so are members that hold nothing.
    public func beginRecord() throws(FormatError) -> Bool {
        while true {
            if let members = inflated {
                if try !members.peek(1).isEmpty { return true }
                inflated = nil
                try skipPadding()
            }
            let opening = try raw.peek(2)
            guard opening.elementsEqual(InflateSource.magic) else { return !opening.isEmpty }
            inflated = BufferedSource(InflateSource(raw), room: raw.room)
        }
    }

    /// Skips zeros, except the two that open an IDX array.
    private func skipPadding() throws(FormatError) {
        while true {
            let opening = try raw.peek(3)
            guard opening.first == 0, !IDX.isOpening(opening) else { return }
            try raw.take { _ throws(FormatError) in 1 }
        }
    }
}
