import Foundation
import Testing

@testable import Plots

/// Colours as people see them whose eyes differ.
private enum Vision: CaseIterable {
    case common, withoutRed, withoutGreen

    /// What is left of linear sRGB (Machado, Oliveira & Fernandes 2009, severity 1).
    var matrix: [[Double]] {
        switch self {
        case .common: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .withoutRed:
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        case .withoutGreen:
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        }
    }

    /// CIELAB, white being that of D65.
    func lab(_ color: Color) -> [Double] {
        let linear = [color.red, color.green, color.blue].map { byte in
            let value = Double(byte) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        let seen = product(matrix, linear).map { min(max($0, 0), 1) }
        let xyz = product(
            [
                [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                [0.0193339, 0.1191920, 0.9503041],
            ], seen)
        let f = zip(xyz, [0.95047, 1, 1.08883]).map { value, white in
            let part = value / white
            return part > 0.008856 ? cbrt(part) : 7.787 * part + 16.0 / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    private func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { zip($0, vector).reduce(0) { $0 + $1.0 * $1.1 } }
    }

    func distance(_ a: Color, _ b: Color) -> Double {
        zip(lab(a), lab(b)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
}

@Suite struct PaletteTests {
    @Test(arguments: Vision.allCases)
    fileprivate func `no two colours look alike`(vision: Vision) {
        for (index, color) in Color.palette.enumerated() {
            for other in Color.palette[..<index] {
                let distance = vision.distance(color, other)
                #expect(distance > (vision == .common ? 25 : 14), "\(color) \(other): \(distance)")
            }
        }
    }

    @Test func `every colour is seen on white`() {
        let white = Color(0xFFFFFF)
        for color in Color.palette { #expect(Vision.common.distance(color, white) > 40, "\(color)") }
    }
}
