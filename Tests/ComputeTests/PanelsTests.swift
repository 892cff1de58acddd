import CKernels
import Compute
import Testing

@Suite struct PanelsTests {
    @Test(arguments: [1, 15, 16, 17, 100]) func `elements stand where they are copied`(columns: Int) {
        let values = normals(3 * columns, seed: 1)
        let (panels, buffer) = Panels.holding(values, rows: 3, columns: columns)
        var copy = values
        copy.withUnsafeMutableBufferPointer {
            let matrix = Matrix($0.baseAddress!, rows: 3, columns: columns)
            panels.copy(from: matrix)
            #expect(panels.values == values)
            matrix.elements.update(repeating: 7)
            panels.copy(to: matrix)
        }
        #expect(copy == values)
        withExtendedLifetime(buffer) {}
    }

    @Test(arguments: TestedSet.fast, [1, 13, 64, 65, 150]) func `sets copy alike`(set: TestedSet, rows: Int) {
        let (columns, stride) = (83, (rows | 1) * 16)
        let values = normals(rows * (columns + 2), seed: 2)
        func panels(_ kernels: vae_kernels) -> [Float] {
            var panels = [Float](repeating: 9, count: 6 * stride)
            kernels.panels_from_rows(rows, columns, values, columns + 2, &panels, stride)
            return panels
        }
        func rowsBack(_ kernels: vae_kernels) -> [Float] {
            var back = [Float](repeating: 9, count: rows * (columns + 5))
            kernels.rows_from_panels(rows, columns, panels(kernels), stride, &back, columns + 5)
            return back
        }
        #expect(panels(set.kernels) == panels(vae_reference_float32))
        #expect(rowsBack(set.kernels) == rowsBack(vae_reference_float32))
        #expect(rowsBack(set.kernels)[columns] == 9)
    }

    @Test(arguments: TestedSet.fast, [1, 15, 16, 83]) func `what is NaN is 0, and not seen`(
        set: TestedSet, columns: Int
    ) {
        let (rows, stride, seenStride) = (5, 5 * 16, 7 * 16)
        var values = normals(rows * columns, seed: 2)
        for index in values.indices where index % 3 == 1 { values[index] = index % 2 == 0 ? .nan : -.nan }
        func panels(_ kernels: vae_kernels) -> (values: [Float], seen: [Float]) {
            var panels = [Float](repeating: 9, count: 6 * stride)
            var seen = [Float](repeating: 9, count: 6 * seenStride)
            kernels.seen_panels_from_rows(rows, columns, values, &panels, stride, &seen, seenStride)
            return (panels, seen)
        }
        let (found, plain) = (panels(set.kernels), panels(vae_reference_float32))
        #expect(found.values == plain.values && found.seen == plain.seen)
        for row in 0..<rows {
            for column in 0..<columns {
                let (value, place) = (
                    values[row * columns + column], column / 16 * stride + row * 16 + column % 16
                )
                #expect(found.values[place] == (value.isNaN ? 0 : value))
                #expect(
                    found.seen[column / 16 * seenStride + row * 16 + column % 16] == (value.isNaN ? 0 : 1))
            }
        }
    }

    @Test(arguments: TestedSet.fast, [1, 255, 16, 7, 0.1]) func `bytes are divided exactly`(
        set: TestedSet, divisor: Double
    ) {
        let bytes = (0...255).map { UInt8($0) } + [1, 2, 3]
        let stride = 3 * 16
        func panels(_ kernels: vae_kernels) -> [Float] {
            var panels = [Float](repeating: 9, count: 17 * stride)
            bytes.withUnsafeBufferPointer { bytes in
                let rows: [UnsafePointer<UInt8>?] = [bytes.baseAddress, bytes.baseAddress! + 1]
                kernels.panels_from_bytes(2, 258, rows, divisor, &panels, stride)
            }
            return panels
        }
        let fast = panels(set.kernels)
        #expect(fast == panels(vae_reference_float32))
        for byte in 0...255 { #expect(fast[byte / 16 * stride + byte % 16] == Float(byte) / Float(divisor)) }
    }

    @Test(arguments: TestedSet.fast, [1, 64, 65, 130]) func `masks name what is not zero`(
        set: TestedSet, rows: Int
    ) {
        let columns = 150
        var values = normals(rows * columns, seed: 3)
        for i in values.indices where i % 3 != 0 { values[i] = i % 2 == 0 ? 0 : -0.0 }
        values[columns - 1] = .nan
        let (panels, buffer) = Panels.holding(values, rows: rows, columns: columns)
        let words = (rows + 63) / 64
        func masks(_ kernels: vae_kernels) -> (count: Int, rows: [UInt64], columns: [UInt64]) {
            var count = 0
            var ofRows = [UInt64](repeating: .max, count: 3 * (rows + 1))
            var ofColumns = [UInt64](repeating: .max, count: columns * words)
            for first in stride(from: 0, to: panels.panelCount, by: 4) {
                count += kernels.masks(
                    rows, columns, panels.base, panels.stride, first, &ofRows, rows + 1, &ofColumns)
            }
            return (count, ofRows, ofColumns)
        }
        let (fast, plain) = (masks(set.kernels), masks(vae_reference_float32))
        #expect(fast == plain)
        #expect(fast.count == values.count { $0 != 0 })
        for r in 0..<rows {
            for c in 0..<columns {
                let isThere = values[r * columns + c] != 0
                #expect((fast.rows[c / 64 * (rows + 1) + r] >> UInt64(c % 64) & 1 == 1) == isThere)
                #expect((fast.columns[c * words + r / 64] >> UInt64(r % 64) & 1 == 1) == isThere)
            }
        }
        withExtendedLifetime(buffer) {}
    }
}
