import Foundation
import Testing

@testable import Distributions

/// Against numbers of mpmath, 50 digits.
@Suite struct IncompleteGammaTests {
    /// a, x, P(a, x), Q(a, x) and ∂P/∂a.
    @Test(arguments: [
        [0.05, 1e-30, 0.032483449451968134, 0.9675165505480319, -2.2277054717040183],
        [0.05, 0.3, 0.9543811218743458, 0.04561887812565424, -0.9177141215072516],
        [0.05, 1.2, 0.9916219413170525, 0.008378058682947482, -0.17666700952791242],
        [0.05, 8, 0.9999978424304115, 2.1575695885675215e-06, -4.8934423823666635e-05],
        [0.5, 0.2, 0.4729107431344619, 0.5270892568655381, -0.8201614064863388],
        [0.5, 1.4, 0.9057356931587897, 0.09426430684121032, -0.25586897703044087],
        [1, 1, 0.6321205588285577, 0.36787944117144233, -0.4317297106348987],
        [1, 5, 0.9932620530009145, 0.006737946999085467, -0.015881851500723458],
        [2.5, 0.1, 0.0008861387888124426, 0.9991138612111875, -0.0030252729366812103],
        [2.5, 3.6, 0.7938140802904441, 0.20618591970955588, -0.17908863104220502],
        [2.5, 30, 0.9999999999878454, 1.215456977718304e-11, -3.320467967686098e-11],
        [9.9, 9.9, 0.5422823565567768, 0.4577176434432232, -0.12786651084152126],
        [10.1, 10.1, 0.541861372742308, 0.4581386272576921, -0.1265729976227854],
        [30, 31, 0.5953478209656109, 0.4046521790343891, -0.07068643603337486],
        [30, 80, 0.9999999999509677, 4.903229555810753e-11, -4.983885779415345e-11],
        [1000, 900, 0.0005499022657117829, 0.9994500977342882, -6.245709035841566e-05],
        [1000, 1000, 0.5042052441802155, 0.4957947558197845, -0.012616713994069625],
        [1000, 1001, 0.5168114529297863, 0.4831885470702138, -0.012604110408867036],
        [1000, 1200, 0.9999999987118394, 1.2881606086281433e-09, -2.416038611395438e-10],
        [9999, 9900, 0.161087125636736, 0.838912874363264, -0.002448113518844789],
        [10000, 9600, 2.547031418384642e-05, 0.9999745296858161, -1.09615273117067e-06],
        [10000, 10000, 0.5013298083399552, 0.4986701916600448, -0.003989456049453668],
        [10000, 10300, 0.9985295051036143, 0.001470494896385681, -4.768499514046361e-05],
        [12345.5, 12400.25, 0.6897090978281045, 0.3102909021718955, -0.003174154906561748],
        [1_000_000, 997500, 0.006179005917341974, 0.993820994082658, -1.745890815922588e-05],
        [1_000_000, 1_000_321, 0.6260080868036434, 0.3739919131963566, -0.0003788524719775976],
    ])
    func `values and derivatives`(_ row: [Double]) {
        let found = IncompleteGamma(shape: row[0], x: row[1], logX: log(row[1]))
        expectClose(found.lower, row[2], 4e-12, floor: 0, "P")
        expectClose(found.upper, row[3], 4e-12, floor: 0, "Q")
        expectClose(found.slope * exp(found.logWeight), row[4], 4e-12, floor: 0, "∂P/∂a")
        expectClose(found.logLower, log(row[2]), 4e-12, "log P")
        expectClose(found.logUpper, log(row[3]), 4e-12, "log Q")
    }

    /// a, log₁₀ P and log x; logs where x underflows.
    @Test(arguments: [
        [0.05, -300, -13816.04761941432], [0.01, -3, -691.3445586928207], [0.5, -300, -1381.792620271698],
        [3, -200, -152.9084197098604], [50, -100, -1.631780064834761],
    ])
    func `quantiles of small lower tails`(_ row: [Double]) {
        let found = IncompleteGamma.logQuantile(shape: row[0], lower: pow(10, row[1]), upper: 1)
        expectClose(found, row[2], 1e-13)
    }

    /// a, log₁₀ Q and log x.
    @Test(arguments: [
        [0.05, -300, 6.524453285489185], [0.05, -12, 3.077204386082853], [1, -300, 6.537814919904156],
        [50, -100, 5.930755437376084],
    ])
    func `quantiles of small upper tails`(_ row: [Double]) {
        let found = IncompleteGamma.logQuantile(shape: row[0], lower: 1, upper: pow(10, row[1]))
        expectClose(found, row[2], 1e-13)
    }

    @Test(arguments: [1e-6, 0.01, 0.3, 0.9, 1, 1.7, 12, 400, 9_999, 10_001, 1e6, 1e9])
    func `quantiles invert P and Q`(_ shape: Double) {
        for p in [1e-200, 1e-20, 1e-3, 0.1, 0.5, 0.9] {
            for isLower in [true, false] {
                let y = IncompleteGamma.logQuantile(
                    shape: shape, lower: isLower ? p : 1 - p, upper: isLower ? 1 - p : p)
                let found = IncompleteGamma(shape: shape, x: exp(y), logX: y)
                // What log x cannot tell apart at its size.
                let log = isLower ? found.logLower : found.logUpper
                let blur = 4 * y.ulp * exp(found.logWeight - log)
                let tolerance = 1e-11 + (blur.isFinite ? blur : 0)
                expectClose(log, Foundation.log(p), tolerance, "p = \(p), lower: \(isLower)")
            }
        }
    }

    @Test func `the methods agree where they meet`() {
        for x in stride(from: 9_000.0, through: 11_000, by: 125) {
            let series = IncompleteGamma(shape: 1e4.nextDown, x: x, logX: log(x))
            let expansion = IncompleteGamma(shape: 1e4, x: x, logX: log(x))
            expectClose(series.lower, expansion.lower, 1e-10, floor: 1e-300, "P at \(x)")
            expectClose(series.upper, expansion.upper, 1e-10, floor: 1e-300, "Q at \(x)")
            expectClose(series.slope, expansion.slope, 1e-10, floor: 0, "∂P/∂a at \(x)")
        }
    }
}
