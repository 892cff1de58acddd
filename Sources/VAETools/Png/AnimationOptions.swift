import ArgumentParser
import Images
import SystemPackage

/// --animate and what belongs to it.
struct AnimationOptions: ParsableArguments {
    @Flag(help: "Write an animated PNG of which each row is a frame.")
    var animate = false

    @Option(help: ArgumentHelp("Rows in each frame, as a sheet. (default: 1)", valueName: "N"))
    var frame: Int?

    @Option(help: ArgumentHelp("Milliseconds that a frame is shown. (default: 100)", valueName: "MS"))
    var delay: Int?

    @Option(help: ArgumentHelp("Times to show the film; 0: for ever. (default: 0)", valueName: "N"))
    var loops: Int?

    @Flag(help: "Show the frames backwards after the last one.")
    var bounce = false

    func validate() throws {
        for (name, isGiven) in [
            ("--frame", frame != nil), ("--delay", delay != nil), ("--loops", loops != nil),
            ("--bounce", bounce),
        ] {
            try check(name, isGiven: isGiven, goesWith: "--animate", animate)
        }
        try check("--frame", frame, in: 1...Image.maximumSide)
        try check("--delay", delay, in: 1...65535)
        try check("--loops", loops, in: 0...Int(Int32.max))
    }

    /// Writes all pictures of a film.
    func write(_ film: Film, of pictures: PictureSource, to output: OutputFile) throws(Failure) {
        let order = Array(0..<film.count) + (bounce ? (0..<film.count).dropFirst().dropLast().reversed() : [])
        // What cannot be drawn is told of the input, not of the output.
        _ = try pictures.naming { () throws(ImageError) in try film.picture(0) }
        try output.encoding { put throws(ImageError) in
            try PNG.animate(
                frames: order.count, delay: UInt16(delay ?? 100), loops: UInt32(loops ?? 0),
                image: { number throws(ImageError) in try film.picture(order[number]) }, write: put)
        }
    }
}
