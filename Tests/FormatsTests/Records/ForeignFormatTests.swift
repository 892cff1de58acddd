import Formats
import Testing

struct ForeignFormatTests {
    @Test(
        arguments: [
            "PAR1,PAR2\n1,2\n", "PAR1", "ARROW1,b\n1,2\n", "BZh,b\n1,2\n", "BZh9,b\n1,2\n", "PK,b\n1,2\n",
            "GIF8,b\n", "BM,age\n1,2\n", "LZIP\n1\n", "MATLAB a,b\n1,2\n", "7z,b\n", "age,ftyp\n1,2\n",
            "SQLite format 3,b\n", "P1 P2\n1 2\n", "P1\tP2\n1\t2\n", "P6 x 3\n1 2 3\n", "P5\n0.5\n1.5\n",
            "P1\n0\n1\n0\n", "P5\n1\n2\n3\n4\n5\n", "P2\n1.5\n2\n", "P7 P8\n1 2\n", "P7\n1\n2\n",
            "gr\u{F6}\u{DF}e;b\n1;2\n",
        ])
    func `a table that begins with the letters of a format is text`(table: String) {
        #expect(ForeignFormat(opening: Array(table.utf8))?.kind == .text)
    }

    @Test func `text of Latin-1 is text`() {
        let table = Array("Gr".utf8) + [0xF6, 0xDF] + Array("e;b\n1;2\n".utf8)
        #expect(ForeignFormat(opening: table)?.kind == .text)
    }

    @Test(
        arguments: [
            (Array("P1\n# a remark\n2 2\n0 1 1 0\n".utf8), "a PNM image"),
            (Array("P2 1 1 9\n8\nP5\n1 1\n255\n".utf8), "a PNM image"), (Array("P1\n".utf8), "a PNM image"),
            (Array("P3 1 1 255 1 2 3".utf8), "a PNM image"), (Array("P6\n1 1\n25".utf8), "a PNM image"),
            (Array("P5\n2 2\n255\n".utf8) + [50, 10, 50, 0], "a PNM image"),
            (Array("P5 4 2 255\n22222222".utf8), "a PNM image"),
            (Array("P7\n# by hand\nWIDTH 2\n".utf8), "a PNM image"), (Array("P7\n".utf8), "a PNM image"),
            (Array("BZh91AY&SY".utf8), "bzip2 data"), (Array("PAR1".utf8) + [0x15, 0], "a Parquet file"),
            (Array("BZh9".utf8) + [0x17, 0x72, 0x45, 0x38, 0x50, 0x90, 0, 0], "bzip2 data"),
            (Array("GIF89a".utf8) + [2, 0, 2, 0], "a GIF image"), (Array("LZIP".utf8) + [1], "lzip data"),
            (Array("MATLAB 5.0 MAT-file".utf8) + [32, 32, 0, 1], "a MATLAB file"),
            (Array("SQLite format 3\0".utf8), "an SQLite database"), ([0, 0, 8, 3, 0, 0], "an IDX array"),
            ([0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x50], "zstd data"), (Array("RIFF1234WEBP".utf8), "a WebP image"),
        ] as [([UInt8], String)])
    func `formats are told by more than their letters`(opening: [UInt8], name: String) {
        #expect(ForeignFormat(opening: opening)?.name == name)
    }
}
