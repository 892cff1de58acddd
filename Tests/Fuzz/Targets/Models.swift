import Formats
import VAETools

extension FuzzTarget {
    static let safetensors = FuzzTarget("safetensors", longest: 384) { input in
        var file = try SafetensorsReader(ByteReader(input.bytes, piece: input.piece))
        while let tensor = file.next {
            do throws(FormatError) { try file.checkType(of: tensor.name) } catch {
                try file.skip()
                continue
            }
            _ = try file.read()
        }
        try file.finish()
    }

    static let model = FuzzTarget("model", longest: 2048) { input in
        try UntrustedBytes.describeModel(ByteReader(input.bytes, piece: input.piece))
    }

    static let checkpoint = FuzzTarget("checkpoint", longest: 4096) { input in
        try UntrustedBytes.readCheckpoint(ByteReader(input.bytes, piece: input.piece))
    }
}
