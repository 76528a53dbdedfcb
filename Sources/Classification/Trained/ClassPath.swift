/// Classes with levels, written as one name: `城乡建设/物业管理/电梯`.
///
/// Where the model is not sure enough of the leaf, the level above is given, whose probability is that of all its leaves
/// together (Silla and Freitas 2011, "A survey of hierarchical classification", post-processing by back-off).
public struct ClassPath: Sendable {
    /// What stands between the levels.
    public static let separator: Character = "/"

    /// A class or a level above it, and its probability.
    public struct Level: Sendable, Hashable {
        /// The name down to the level.
        public var name: String
        /// The levels in the name, 1 and up.
        public var depth: Int
        /// The probability of everything below.
        public var probability: Double
    }

    private let paths: [[String]]

    /// Classes by name.
    public init(classes: [String]) {
        paths = classes.map { name in
            let levels = name.split(separator: Self.separator).map(String.init)
            return levels.isEmpty ? [name] : levels
        }
    }

    /// The deepest level of the best class that is at least as probable as `threshold`; where none is, the first.
    public func level(of best: Int, probabilities: [Double], threshold: Double) -> Level {
        let path = paths[best]
        var depth = max(1, path.count)
        while true {
            let prefix = path.prefix(depth)
            let sum = zip(paths, probabilities).reduce(0) { $1.0.starts(with: prefix) ? $0 + $1.1 : $0 }
            if sum >= threshold || depth == 1 {
                return Level(
                    name: prefix.joined(separator: String(Self.separator)), depth: depth, probability: min(1, sum))
            }
            depth -= 1
        }
    }
}
