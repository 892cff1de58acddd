extension Bench {
    /// Rows a second of the commands that pass bytes on, beside `cat`: from files and from a pipe, into a pipe.
    func measureTensor() throws {
        let copies = isQuick ? 2 : 20
        let files = Array(repeating: data.plain, count: copies)
        let cat = ["cat"] + files
        for (name, words) in [("cat", []), ("head", ["-n", "1000000000"]), ("slice", ["0:1000000000"])] {
            let command = [tool("vae-tensor"), name] + words
            try race(
                "\(name) of files", section: .tensor, copies: copies,
                [("vae-tensor \(name)", [command + files, ["cat"]]), ("cat", [cat, ["cat"]])])
            try race(
                "\(name) of a pipe", section: .tensor, copies: copies,
                [("vae-tensor \(name)", [cat, command, ["cat"]]), ("cat", [cat, ["cat"], ["cat"]])])
        }
    }
}
