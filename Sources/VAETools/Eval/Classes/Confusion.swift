import CLibrary
import Distributions

/// How the classes that a model found agree with those of labels.
struct Confusion {
    /// How many rows of each class, by its place, were found to be of each other.
    private(set) var counts: [[Int]]
    private(set) var accuracy = Moments()
    private(set) var logLoss = Moments()

    init(classes: Int) {
        counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    }

    /// - Parameter label: the place of the row's class.
    mutating func add(_ row: RowClass, label: Int) {
        guard let best = row.best else { return }
        counts[label][best.first] += 1
        accuracy.add(best.first == label ? 1 : 0)
        logLoss.add(-row.logProbabilities[label])
    }
}
