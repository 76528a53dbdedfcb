import Foundation

/// The class that a text was given, how sure that is, and why.
public struct ClassAssignment: Sendable, Hashable, Codable {
    /// The second choice.
    public struct RunnerUp: Sendable, Hashable, Codable {
        /// Code of the class.
        public let code: String
        /// Its first level.
        public let level1: String
        /// Its second level.
        public let level2: String
        /// Its share of all points, 0 … 1; above the class's own only where the title decided.
        public let share: Double
    }

    /// Code of the class.
    public let code: String
    /// First level.
    public let level1: String
    /// Second level; may be empty.
    public let level2: String
    /// 0 … 1, larger is surer: the class's share of all points, times how much evidence there is at all. It orders
    /// assignments for review; it is not the probability of being right.
    public let confidence: Double
    /// The class with the second most points, if another has any.
    public let runnerUp: RunnerUp?
    /// The seed words that spoke for the class, strongest first; empty when only the nearest issue did.
    public let evidence: [String]
}

/// Classifies a text by seed words, helped by the classes of the nearest issue's records.
///
/// Points of a class = Σ over its seeds found of weight ÷ (classes that share the seed) × (`titleWeight` if it is in the
/// title + 1 + ln(occurrences in the body)), divided by the class's size (pivoted: Singhal, Buckley and Mitra 1996), so
/// that a class with a long list of seeds has no head start; plus `neighbourWeight` × its share of the neighbours' votes.
/// The class with the most points wins, but where the title alone is clear (its best class has `titleLead` times the points
/// of its second) the title decides, and body and neighbours only move the confidence.
///
/// Quirks: a seed inside a longer seed does not count there (大学 in 大学生公寓), whichever class the longer one belongs to.
/// Of classes with equal points the earlier in the table wins. Text and seeds are compared byte by byte: normalise first.
public struct SeedClassifier: Sendable {
    /// The weights; each is stated in reports beside the result.
    public struct Options: Sendable, Hashable, Codable {
        /// Points for a seed of weight 1 in the title (a body's first occurrence is 1). ≥ 0.
        public var titleWeight = 3.0
        /// How many times the points of its second class a title's best must have to decide alone. ≥ 1.
        public var titleLead = 2.0
        /// Points shared out among the classes of the nearest issue's records. ≥ 0.
        public var neighbourWeight = 2.0
        /// How much a class's size counts, 0 (not) … 1 (fully).
        public var pivotSlope = 0.2
        /// Points at which the amount of evidence counts half. > 0.
        public var halfEvidence = 1.0

        /// The defaults.
        public init() {}
    }

    /// The classes.
    public let taxonomy: SeedTaxonomy
    /// The weights.
    public let options: Options

    private let words: PatternSet
    /// For each word, the classes that hold it with the points for one unit of it.
    private let holders: [[Holder]]
    private let indexOfCode: [String: Int]

    private struct Holder: Sendable {
        let index: Int
        let points: Double
    }

    /// Builds the matcher; linear in the taxonomy.
    public init(_ taxonomy: SeedTaxonomy, options: Options = Options()) {
        self.taxonomy = taxonomy
        self.options = options
        var list: [String] = []
        var holders: [[(index: Int, weight: Double)]] = []
        var indexOfWord: [String: Int] = [:]
        for (index, entry) in taxonomy.classes.enumerated() {
            for seed in entry.seeds {
                let word = indexOfWord[seed.word] ?? list.count
                if word == list.count {
                    indexOfWord[seed.word] = word
                    list.append(seed.word)
                    holders.append([])
                }
                holders[word].append((index, seed.weight))
            }
        }
        let seeds = taxonomy.classes.reduce(0) { $0 + $1.seeds.count }
        let mean = Double(max(1, seeds)) / Double(max(1, taxonomy.classes.count))
        let sizes = taxonomy.classes.map {
            1 - options.pivotSlope + options.pivotSlope * Double($0.seeds.count) / mean
        }
        self.holders = holders.map { entries in
            entries.map { Holder(index: $0.index, points: $0.weight / Double(entries.count) / sizes[$0.index]) }
        }
        words = PatternSet(patterns: list)
        indexOfCode = Dictionary(
            taxonomy.classes.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The class of a text, or nil when nothing speaks for any (未分类).
    ///
    /// `neighbourVotes` are the classes (by code) of the nearest issue's records with their weights; unknown codes and
    /// weights that are not positive are left out. Linear in the text, n log n in the occurrences.
    public func classify(
        title: String, body: String, neighbourVotes: [String: Double] = [:]
    ) -> ClassAssignment? {
        let inTitle = occurrences(in: title)
        let inBody = occurrences(in: body)
        var points = [Double](repeating: 0, count: taxonomy.classes.count)
        var titlePoints = points
        var evidence: [(word: Int, index: Int, points: Double)] = []
        for word in Set(inTitle.keys).union(inBody.keys).sorted() {
            let bodyCount = inBody[word] ?? 0
            let units =
                (inTitle[word] == nil ? 0 : options.titleWeight) + (bodyCount == 0 ? 0 : 1 + log(Double(bodyCount)))
            for holder in holders[word] {
                points[holder.index] += units * holder.points
                if inTitle[word] != nil { titlePoints[holder.index] += options.titleWeight * holder.points }
                evidence.append((word, holder.index, units * holder.points))
            }
        }
        // Sorted, since the sum of floating-point numbers depends on their order.
        let votes = neighbourVotes.sorted { $0.key < $1.key }.compactMap { code, weight in
            weight > 0 && weight.isFinite ? indexOfCode[code].map { (index: $0, weight: weight) } : nil
        }
        let allVotes = votes.reduce(0) { $0 + $1.weight }
        if allVotes.isFinite {
            for vote in votes { points[vote.index] += options.neighbourWeight * vote.weight / allVotes }
        }
        return assignment(points, decided: clear(titlePoints), evidence)
    }

    /// The class that a title speaks for clearly, if any.
    private func clear(_ points: [Double]) -> Int? {
        let order = Self.order(points)
        guard let best = order.first else { return nil }
        guard let second = order.dropFirst().first else { return best }
        return points[best] >= options.titleLead * points[second] ? best : nil
    }

    /// Classes with points, the most first.
    private static func order(_ points: [Double]) -> [Int] {
        points.indices.filter { points[$0] > 0 }.sorted { (-points[$0], $0) < (-points[$1], $1) }
    }

    private func assignment(
        _ points: [Double], decided: Int?, _ evidence: [(word: Int, index: Int, points: Double)]
    ) -> ClassAssignment? {
        var order = Self.order(points)
        if let decided, points[decided] > 0 { order = [decided] + order.filter { $0 != decided } }
        guard let best = order.first else { return nil }
        let total = points.reduce(0, +)
        let entry = taxonomy.classes[best]
        let amount = points[best] / (points[best] + options.halfEvidence)
        let reasons = evidence.filter { $0.index == best && $0.points > 0 }
            .sorted { (-$0.points, $0.word) < (-$1.points, $1.word) }
        return ClassAssignment(
            code: entry.code, level1: entry.level1, level2: entry.level2,
            confidence: min(1, points[best] / total * amount),
            runnerUp: order.dropFirst().first.map { index in
                let other = taxonomy.classes[index]
                return ClassAssignment.RunnerUp(
                    code: other.code, level1: other.level1, level2: other.level2, share: points[index] / total)
            },
            evidence: reasons.map { words.patterns[$0.word] })
    }

    /// How often each seed occurs, those inside a longer seed left out.
    private func occurrences(in text: String) -> [Int: Int] {
        var found: [(word: Int, range: Range<Int>)] = []
        words.matches(in: text) { word, range in found.append((word, range)) }
        // By start, longer first: what ends no later than an earlier one lies inside it.
        found.sort { ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound) }
        var counts: [Int: Int] = [:]
        var reached = 0
        for match in found where match.range.upperBound > reached {
            reached = match.range.upperBound
            counts[match.word, default: 0] += 1
        }
        return counts
    }
}
