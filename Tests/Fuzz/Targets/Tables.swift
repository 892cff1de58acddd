import Formats
import VAETools

extension FuzzTarget {
    static let csv = FuzzTarget("csv", longest: 128) { input in
        try UntrustedBytes.importTable(ByteReader(input.bytes, piece: input.piece), looks: input.choice)
    }

    /// What vae-plot draws.
    static let log = FuzzTarget("log", longest: 192) { input in
        try UntrustedBytes.drawLog(ByteReader(input.bytes, piece: input.piece), looks: input.choice)
    }
}
