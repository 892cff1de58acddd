extension PNMReader {
    /// Reads the samples that follow a header.
    func readSamples(_ header: PNMHeader) throws(ImageError) -> Image {
        let depth: Depth = header.maximum > 255 ? .sixteen : .eight
        let full = Int(depth.maximum)
        var samples: [UInt16] = []
        var line: [Int] = []
        var bytes: [UInt8] = []
        for _ in 0..<header.height {
            try readLine(header, &line, &bytes)
            for sample in line {
                guard sample <= header.maximum else {
                    throw .mismatch(found: "a sample of \(sample)", expected: "at most \(header.maximum)")
                }
                let value = header.isInverted ? header.maximum - sample : sample
                samples.append(UInt16((2 * value * full + header.maximum) / (2 * header.maximum)))
            }
        }
        return Image(
            width: header.width, height: header.height, channels: header.channels, depth: depth,
            samples: samples)
    }

    /// Reads one line of samples; `bytes` is room to work in.
    private func readLine(
        _ header: PNMHeader, _ line: inout [Int], _ bytes: inout [UInt8]
    ) throws(ImageError) {
        let count = header.width * header.channels
        line.removeAll(keepingCapacity: true)
        switch header.coding {
        case .text:
            for _ in 0..<count { line.append(try header.isInverted ? bit() : number()) }
        case .bits:
            try take((count + 7) / 8, into: &bytes)
            for index in 0..<count { line.append(Int(bytes[index / 8] >> (7 - index % 8) & 1)) }
        case .binary:
            let size = header.maximum > 255 ? 2 : 1
            try take(count * size, into: &bytes)
            for index in 0..<count {
                line.append(
                    size == 1 ? Int(bytes[index]) : Int(bytes[2 * index]) << 8 | Int(bytes[2 * index + 1]))
            }
        }
    }

    /// A bit as text, which need not be set apart from the next.
    private func bit() throws(ImageError) -> Int {
        guard let byte = try skipSpace() else { throw .truncated }
        guard byte == 0x30 || byte == 0x31 else {
            throw .mismatch(found: "text that is no bit in a bitmap", expected: "0 or 1")
        }
        return Int(byte - 0x30)
    }
}
