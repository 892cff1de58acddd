extension Image {
    /// The image with another number of channels.
    ///
    /// Grey becomes three equal colours. Colours become the grey 0.299 R + 0.587 G + 0.114 B, rounded to nearest, as in
    /// Rec. 601. Alpha is left out, or made opaque; colours do not change with it.
    ///
    /// - Precondition: `count` is 1 to 4.
    public func converted(toChannels count: Int) -> Image {
        if count == channels { return self }
        let hasAlpha = channels % 2 == 0
        let colours = hasAlpha ? channels - 1 : channels
        let newColours = count % 2 == 0 ? count - 1 : count
        var result: [UInt16] = []
        result.reserveCapacity(width * height * count)
        for start in stride(from: 0, to: samples.count, by: channels) {
            if newColours == colours {
                result += samples[start..<start + colours]
            } else if newColours == 3 {
                result += repeatElement(samples[start], count: 3)
            } else {
                result.append(grey(samples[start], samples[start + 1], samples[start + 2]))
            }
            if count % 2 == 0 { result.append(hasAlpha ? samples[start + colours] : depth.maximum) }
        }
        return Image(width: width, height: height, channels: count, depth: depth, samples: result)
    }

    private func grey(_ red: UInt16, _ green: UInt16, _ blue: UInt16) -> UInt16 {
        let (red, green, blue) = (299 * Int(red), 587 * Int(green), 114 * Int(blue))
        return UInt16((red + green + blue + 500) / 1000)
    }
}
