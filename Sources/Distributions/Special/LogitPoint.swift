import CLibrary

/// x in (0, 1) by its logit, with 1 − x and the logarithms of both: each exact where it is small.
struct LogitPoint {
    /// x, and y = 1 − x.
    let (x, y): (Double, Double)
    let (logX, logY): (Double, Double)

    init(_ logit: Double) {
        let rest = log1p(exp(-abs(logit)))
        (logX, logY) = (min(logit, 0) - rest, min(-logit, 0) - rest)
        (x, y) = (exp(logX), exp(logY))
    }

    init(x: Double) {
        (self.x, y) = (x, 1 - x)
        (logX, logY) = (log(x), log1p(-x))
    }
}
