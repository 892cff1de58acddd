extension TrainingOptions {
    /// Where its numbers may lie.
    public enum Limits {
        public static let draws = Limit(1...4096)
        public static let batch = Limit(1...1 << 20)
        public static let shards = Limit<Int>("a power of two, at most 4096") {
            1...4096 ~= $0 && $0.nonzeroBitCount == 1
        }
        /// 0 stands for all rows at once.
        public static let shuffleBlock = Limit(0...1 << 16)
        public static let epochs = Limit(1...1_000_000_000)
        public static let samples = 1...1_000_000_000_000_000
        public static let learningRate = Limit.positive
        public static let epsilon = Limit<Double>("1e-30 or more") { $0 >= 1e-30 && $0.isFinite }
        public static let momentum = Limit<Double>("a number from 0 to below 1") { $0 >= 0 && $0 < 1 }
        public static let warmup = Limit.notNegative
        public static let weightDecay = Limit.notNegative
        public static let beta = Limit.notNegative
        public static let klWarmup = Limit.notNegative
        public static let alpha = Limit.notNegative
        public static let clipNorm = Limit.positive
        public static let initialDeviation = Limit.positive
        public static let patience = Limit<Int>("1 or more") { $0 >= 1 }
    }
}

extension TrainingBudget {
    /// Enough passes over few rows for as many steps as a small model needs.
    public static func standard(rows: Int) -> TrainingBudget {
        .epochs(max(20, (300_000 + rows - 1) / rows))
    }
}
