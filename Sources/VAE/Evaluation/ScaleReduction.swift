import Distributions

/// R̂ of sequences of N numbers each: √(((N − 1) / N · W + B) / W), with W the mean of their variances and B the variance of
/// their means (Gelman & Rubin 1992). 1 where all tell the same; with the halves of chains as sequences it also tells
/// of chains that drift (Gelman et al. 2013, section 11.4).
///
/// Infinite where none of them moves but they differ, or where a number is not finite.
func scaleReduction(_ sequences: some Collection<Moments>) -> Double {
    var (means, within) = (Moments(), Moments())
    for sequence in sequences {
        means.add(sequence.mean)
        within.add(sequence.populationVariance)
    }
    if within.mean == 0 && means.squares == 0 { return 1 }
    let ratio = (within.mean + means.variance) / within.mean
    return ratio.isNaN ? .infinity : ratio.squareRoot()
}
