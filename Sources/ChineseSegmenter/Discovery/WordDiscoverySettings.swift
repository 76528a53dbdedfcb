extension WordDiscovery {
    /// What a candidate must reach. Every setting has a range; `WordDiscovery.init` refuses values outside it.
    public struct Settings: Sendable, Equatable {
        /// Occurrences that a word needs, 2…1,000,000.
        public var minimumFrequency = 5
        /// Distinct texts that a word needs, 1…1,000,000.
        public var minimumTexts = 3
        /// Longest word in characters, 2…8.
        public var maximumLength = 8
        /// Least cohesion in bits, 0…40: see `WordCandidate.cohesion`.
        public var minimumCohesion = 3.0
        /// Least normalised cohesion, −1…1: see `WordCandidate.normalizedCohesion`.
        public var minimumNormalizedCohesion = 0.35
        /// Least left entropy in bits, 0…20.
        public var minimumLeftEntropy = 1.5
        /// Least right entropy in bits, 0…20.
        public var minimumRightEntropy = 1.5
        /// Share of the occurrences, 0…1, at which the segmenter also sees word boundaries on both sides and no function
        /// word inside.
        public var minimumAgreement = 0.6
        /// A candidate inside a longer one goes where the longer one has this share of its occurrences, 0…1.
        public var fragmentRatio = 0.7
        /// Stretches of Han characters between punctuation, this long or longer, that occur word for word again count once,
        /// 2…10,000: forms, campaigns, greetings and quoted circulars make no words.
        public var copyLength = 2
        /// Candidates returned at most, best first, 0…1,000,000; 0 is all.
        public var limit = 200
        /// Context examples a candidate, each from another text, 0…20.
        public var contexts = 2
        /// Characters of context on either side, 0…200.
        public var contextReach = 12
        /// Characters of all texts together, 1…1,000,000,000: memory is at most about 30 bytes a character.
        public var maximumCharacters = 100_000_000

        /// The defaults.
        public init() {}

        /// - Throws: `WordDiscoveryError.badSetting` for the first value outside its range.
        func validate() throws {
            func check<Value: Comparable>(_ name: String, _ value: Value, _ range: ClosedRange<Value>) throws {
                guard range.contains(value) else {
                    throw WordDiscoveryError.badSetting(
                        name: name, expected: "\(range.lowerBound)…\(range.upperBound)", found: "\(value)")
                }
            }
            try check("minimumFrequency", minimumFrequency, 2...1_000_000)
            try check("minimumTexts", minimumTexts, 1...1_000_000)
            try check("maximumLength", maximumLength, 2...8)
            try check("minimumCohesion", minimumCohesion, 0...40)
            try check("minimumNormalizedCohesion", minimumNormalizedCohesion, -1...1)
            try check("minimumLeftEntropy", minimumLeftEntropy, 0...20)
            try check("minimumRightEntropy", minimumRightEntropy, 0...20)
            try check("minimumAgreement", minimumAgreement, 0...1)
            try check("fragmentRatio", fragmentRatio, 0...1)
            try check("copyLength", copyLength, 2...10_000)
            try check("limit", limit, 0...1_000_000)
            try check("contexts", contexts, 0...20)
            try check("contextReach", contextReach, 0...200)
            try check("maximumCharacters", maximumCharacters, 1...1_000_000_000)
        }
    }
}

/// What can be wrong with a search for words.
public enum WordDiscoveryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A setting outside its range.
    case badSetting(name: String, expected: String, found: String)
    /// The texts have more characters than `Settings.maximumCharacters`.
    case tooMuchText(limit: Int)

    /// The error in one Chinese line.
    public var description: String {
        switch self {
        case .badSetting(let name, let expected, let found): "新词发现设置 \(name)：应为 \(expected)，实为 \(found)"
        case .tooMuchText(let limit): "文本超过 \(limit) 字，请分批查找新词"
        }
    }
}
