/// The seconds that each call of `body` takes: the median over some calls, after one that is not counted.
func seconds(calls: Int, _ body: () -> Void) -> Double {
    body()
    let clock = ContinuousClock()
    let times = (0..<calls).map { _ in clock.measure(body) / .seconds(1) }
    return times.sorted()[calls / 2]
}
