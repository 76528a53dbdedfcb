import OpinionIngest

/// One text that a person should look at.
public struct ReviewItem: Sendable, Hashable, Encodable {
    /// Its id.
    public var id: String
    /// The class given; 未分类 where there was nothing to go by.
    public var guess: String
    /// The probability of the class, 0 … 1.
    public var confidence: Double
    /// The second class.
    public var runnerUp: String
    /// The text in one line, masked.
    public var text: String

    /// An item as it is.
    public init(id: String, guess: String, confidence: Double, runnerUp: String, text: String) {
        self.id = id
        self.guess = guess
        self.confidence = confidence
        self.runnerUp = runnerUp
        self.text = text
    }
}

/// Keeps the answers that a model is least sure of: those are worth most as examples (uncertainty sampling; Lewis and Gale
/// 1994). Memory does not grow with the number of answers.
public struct ReviewQueue: Sendable {
    private let limit: Int
    private let classes: [String]
    private var kept: [(confidence: Double, order: Int, answer: TextClassifier.Answer)] = []
    private var count = 0

    /// - Parameters:
    ///   - limit: how many items are wanted, 1 and up.
    ///   - classes: the model's classes.
    public init(limit: Int, classes: [String]) {
        self.limit = limit
        self.classes = classes
    }

    /// Adds answers.
    public mutating func add(_ answers: [TextClassifier.Answer]) {
        for answer in answers {
            kept.append((answer.decision?.confidence ?? 0, count, answer))
            count += 1
        }
        if kept.count > limit * 2 + 2_048 { trim() }
    }

    private mutating func trim() {
        kept.sort { ($0.confidence, $0.order) < ($1.confidence, $1.order) }
        kept.removeLast(max(0, kept.count - limit))
    }

    /// The least certain first; of equals the earlier first.
    public mutating func items() -> [ReviewItem] {
        trim()
        let masker = Masker()
        return kept.map { entry in
            let text = masker.mask(String(decoding: entry.answer.text, as: UTF8.self)).text
            return ReviewItem(
                id: String(decoding: entry.answer.id, as: UTF8.self),
                guess: entry.answer.decision.map { classes[$0.best] } ?? "未分类", confidence: entry.confidence,
                runnerUp: entry.answer.decision.map { classes[$0.runnerUp] } ?? "", text: ReviewTable.oneLine(text))
        }
    }
}
