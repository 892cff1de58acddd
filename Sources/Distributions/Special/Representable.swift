import CLibrary

/// exp(`logarithm`) as a finite number above 0: draws stay inside their open support where they underflow or overflow.
func representableExp(_ logarithm: Double) -> Double {
    max(nearestFinite(exp(logarithm)), .leastNormalMagnitude)
}

/// The finite number nearest to `number`.
func nearestFinite(_ number: Double) -> Double {
    min(max(number, -.greatestFiniteMagnitude), .greatestFiniteMagnitude)
}

/// 1 / (1 + exp(−`logit`)), inside (0, 1) also where it rounds to an end.
func representableLogistic(_ logit: Double) -> Double {
    let tail = 1 / (1 + exp(abs(logit)))
    return logit < 0 ? max(tail, .leastNormalMagnitude) : min(1 - tail, 1.0.nextDown)
}

/// `a` · `b`, 0 where the first factor underflows and the second overflows.
func boundedProduct(_ a: Double, _ b: Double) -> Double { a == 0 ? 0 : a * b }
