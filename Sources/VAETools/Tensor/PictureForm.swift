import Images

/// What pictures of all kinds are made into: the options of `import` that change them.
struct PictureForm: Sendable {
    let channels: Int?
    let depth: Depth?
    let size: (height: Int, width: Int)?
    let aspect: Aspect

    func adapted(_ image: Image) throws(ImageError) -> Image {
        // Colours count by their alpha as long as they have it.
        let keepsAlpha = image.channels.isMultiple(of: 2) && size != nil
        var image = keepsAlpha ? image : channels.map(image.converted) ?? image
        if let size { image = try image.resized(height: size.height, width: size.width, aspect: aspect) }
        if keepsAlpha, let channels { image = image.converted(toChannels: channels) }
        return depth.map(image.converted) ?? image
    }
}

extension Image {
    /// As messages name it.
    var form: String {
        let channels = channels == 1 ? "1 channel" : "\(channels) channels"
        return "\(height)x\(width) pixels of \(channels), \(depth.rawValue) bits"
    }
}
