/// Labelled texts with the probabilities that a model gave, and the figures that say how good it is.
public struct HeldOutResults: Sendable {
    /// The figures of one class.
    public struct ClassFigures: Sendable, Hashable {
        /// The class.
        public var name: String
        /// Texts of the class.
        public var texts: Int
        /// Right among those given the class; 0 where none was.
        public var precision: Double
        /// Right among those of the class.
        public var recall: Double
        /// The harmonic mean of the two.
        public var f1: Double
    }

    /// Texts of one class that got another.
    public struct Confusion: Sendable, Hashable {
        /// The right class.
        public var label: String
        /// The class given.
        public var guess: String
        /// The texts as indices, the surest mistakes first.
        public var rows: [Int]
    }

    /// The classes' names.
    public let classes: [String]
    /// The right class of each text.
    public let labels: [Int]
    /// The probability of each class, text by text.
    public let probabilities: [[Double]]
    /// The class given to each text: the most probable, the first of equals.
    public let guesses: [Int]

    init(classes: [String], labels: [Int], probabilities: [[Double]]) {
        self.classes = classes
        self.labels = labels
        self.probabilities = probabilities
        guesses = probabilities.map { row in
            row.indices.max { row[$0] < row[$1] || (row[$0] == row[$1] && $0 > $1) } ?? 0
        }
    }

    /// The probability of the class given.
    public func confidence(_ row: Int) -> Double { probabilities[row][guesses[row]] }

    /// The share of texts that got their class.
    public var accuracy: Double {
        Double(labels.indices.count { labels[$0] == guesses[$0] }) / Double(max(1, labels.count))
    }

    /// Precision, recall and F1 class by class.
    public var figures: [ClassFigures] {
        classes.indices.map { number in
            let right = labels.indices.count { labels[$0] == number && guesses[$0] == number }
            let given = guesses.count { $0 == number }
            let texts = labels.count { $0 == number }
            return ClassFigures(
                name: classes[number], texts: texts, precision: Double(right) / Double(max(1, given)),
                recall: Double(right) / Double(max(1, texts)), f1: 2 * Double(right) / Double(max(1, given + texts)))
        }
    }

    /// The mean F1 of the classes that have texts.
    public var macroF1: Double {
        let present = figures.filter { $0.texts > 0 }
        return present.reduce(0) { $0 + $1.f1 } / Double(max(1, present.count))
    }

    /// How many texts of each class (row) got each class (column).
    public var confusionTable: [[Int]] {
        var table = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
        for (label, guess) in zip(labels, guesses) { table[label][guess] += 1 }
        return table
    }

    /// The most frequent confusions, most texts first.
    public func worstConfusions(_ limit: Int) -> [Confusion] {
        var rows: [[Int]: [Int]] = [:]
        for row in labels.indices where labels[row] != guesses[row] {
            rows[[labels[row], guesses[row]], default: []].append(row)
        }
        return rows.sorted { (-$0.value.count, $0.key[0], $0.key[1]) < (-$1.value.count, $1.key[0], $1.key[1]) }
            .prefix(limit).map { pair, members in
                Confusion(
                    label: classes[pair[0]], guess: classes[pair[1]],
                    rows: members.sorted { (-confidence($0), $0) < (-confidence($1), $1) })
            }
    }

    /// Expected calibration error over ten bins of equal width: the mean distance between how sure the model was and how
    /// often it was right (Naeini, Cooper and Hauskrecht 2015).
    public var calibrationError: Double {
        var bins = [(count: Int, confidence: Double, right: Int)](repeating: (0, 0, 0), count: 10)
        for row in labels.indices {
            let bin = min(9, Int(confidence(row) * 10))
            bins[bin].count += 1
            bins[bin].confidence += confidence(row)
            bins[bin].right += labels[row] == guesses[row] ? 1 : 0
        }
        return bins.reduce(0) { $0 + abs($1.confidence - Double($1.right)) } / Double(max(1, labels.count))
    }

    /// The largest share of texts, surest first, of which at least `precision` are right, and the confidence of the last.
    public func coverage(precision: Double) -> (share: Double, confidence: Double) {
        let order = labels.indices.sorted { (-confidence($0), $0) < (-confidence($1), $1) }
        var right = 0
        var best = (share: 0.0, confidence: 1.0)
        for (index, row) in order.enumerated() {
            if labels[row] == guesses[row] { right += 1 }
            if Double(right) >= precision * Double(index + 1) {
                best = (Double(index + 1) / Double(labels.count), confidence(row))
            }
        }
        return best
    }
}

extension HeldOutResults {
    /// The results of a model on labelled texts that it was applied to.
    ///
    /// - Parameters:
    ///   - known: the model's classes.
    ///   - answers: the right class, known or not, and the probabilities of the known classes; nil where the text had
    ///     nothing to go by, which counts as wrong and unsure.
    public init(known: [String], answers: [(label: String, probabilities: [Double]?)]) {
        var numbers: [String: Int] = [:]
        for (number, name) in known.enumerated() { numbers[name] = number }
        var names = known
        for name in Set(answers.map(\.label)).subtracting(known).sorted() {
            numbers[name] = names.count
            names.append(name)
        }
        // Texts without any answer get a class that no text has.
        let none = names.count
        if answers.contains(where: { $0.probabilities == nil }) { names.append("未分类") }
        self.init(
            classes: names, labels: answers.map { numbers[$0.label] ?? 0 },
            probabilities: answers.map { answer in
                var row = [Double](repeating: 0, count: names.count)
                guard let probabilities = answer.probabilities else {
                    row[none] = 1e-9
                    return row
                }
                row.replaceSubrange(0..<known.count, with: probabilities)
                return row
            })
    }
}
