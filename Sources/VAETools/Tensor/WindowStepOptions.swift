import ArgumentParser

/// --step of `window` and `unwindow`.
struct WindowStepOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Rows from one window to the next.", valueName: "S"))
    var step = 1

    /// Far above use, it keeps products of numbers of rows within an `Int`.
    static let most = 1 << 31

    func validate() throws { try check("--step", step, in: 1...Self.most) }
}
