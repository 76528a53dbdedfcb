import Classification
import Clustering
import OpinionIngest
import OpinionStore
import TermVectors

/// A first model for an office that has labelled nothing yet: seed words from the taxonomy's names and descriptions, spread
/// over a graph of like texts, then learned by the classifier.
///
/// Confidence is honest in this sense: nobody checked an answer, so its mean is set to how often two ways that look at
/// different words agree (the seeds, and a model that has not seen the text), which is lower than the model's own opinion.
public struct ColdStart: Sendable {
    /// The settings.
    public struct Settings: Sendable {
        /// The level whose classes are told apart; classes above it that have none below count too.
        public var level = 1
        /// How votes spread.
        public var propagation = LabelPropagation()
        /// Likeness from which texts are neighbours.
        public var neighborsFrom: Float = 0.1
        /// Neighbours of a text, at most.
        public var neighbors = 15
        /// Share of the texts, surest first within each class, that the model learns from.
        public var learnedShare = 0.7
        /// Whether the seed words that ship with the program help: a shipped class lends its seeds to the class that it is
        /// most like by name.
        public var borrowsSeeds = true

        /// The defaults.
        public init() {}
    }

    /// What a cold start gives.
    public struct Outcome: Sendable {
        /// The model.
        public var trained: TrainedClassifier
        /// Texts read.
        public var texts: Int
        /// Texts with any seed word.
        public var seeded: Int
        /// Texts that the model learned from.
        public var learned: Int
        /// How often seeds and model agree over the texts with seeds: the mean confidence.
        public var agreement: Double
        /// For each class its name and how many texts it was given.
        public var classes: [(name: String, texts: Int)]
        /// Classes for which no text was found; the model does not know them.
        public var empty: [String]
    }

    private let analyzer: Analyzer
    private let data: DataFolder
    private let settings: Settings

    /// A cold start with a run's dictionaries.
    public init(analyzer: Analyzer, data: DataFolder, settings: Settings = Settings()) {
        self.analyzer = analyzer
        self.data = data
        self.settings = settings
    }

    /// The texts of a store's records; informants' reports are left out.
    public static func texts(of store: Store) throws -> [[UInt8]] {
        var texts: [[UInt8]] = []
        try store.forEachRecord { record in
            guard !record.facts.isInformant else { return }
            texts.append(Array("\(record.matchTitle)\n\(record.matchBody)".utf8))
        }
        return texts
    }

    /// Learns from texts without labels.
    ///
    /// - Parameters:
    ///   - taxonomy: where the classes and their words are from.
    ///   - texts: UTF-8, the title first.
    /// - Throws: `ClassifierError.unusable` where fewer than two classes find texts; `DictionaryError`.
    public func run(_ texts: [[UInt8]], taxonomy: Taxonomy) throws -> Outcome {
        let nodes = classNodes(taxonomy)
        guard nodes.count >= 2 else {
            throw ClassifierError.unusable(reason: "第 \(settings.level) 级只有 \(nodes.count) 个类别，至少要有两个")
        }
        let counts = terms(texts.map { (title: "", body: String(decoding: $0, as: UTF8.self)) })
        let model = TFIDF(minimumDocuments: 2, maximumShare: 0.25)
        let matrix = model.matrix(counts)
        let rarity = model.weights(documentFrequencies: counts.documentFrequencies, documents: counts.count)
        let seeds = seedWords(taxonomy, nodes, vocabulary: counts.vocabulary)
        let votes = SeedVotes(classes: seeds, rarity: rarity).votes(matrix)
        let spread = settings.propagation.spread(balanced(votes), edges: edges(matrix))
        return try learn(texts, taxonomy, nodes, votes: votes, spread: spread)
    }

    // MARK: Seeds

    /// The classes of the level, and leaves above it.
    private func classNodes(_ taxonomy: Taxonomy) -> [Int] {
        let leaves = Set(taxonomy.leaves)
        return taxonomy.nodes.indices.filter {
            taxonomy.nodes[$0].level == settings.level
                || (taxonomy.nodes[$0].level < settings.level && leaves.contains($0))
        }
    }

    /// For each class the words of its own name and note (twice), of those above it and of all below it.
    private func seedWords(
        _ taxonomy: Taxonomy, _ nodes: [Int], vocabulary: Vocabulary
    ) -> [[(term: Int32, count: Float)]] {
        var texts = nodes.map { node -> String in
            let own = "\(taxonomy.nodes[node].name)，\(taxonomy.nodes[node].note)"
            let above = taxonomy.lineage(node).dropLast().map { taxonomy.nodes[$0].name }
            let below = taxonomy.nodes.indices.filter { $0 != node && taxonomy.lineage($0).contains(node) }.map {
                "\(taxonomy.nodes[$0].name)，\(taxonomy.nodes[$0].note)"
            }
            return ([own, own] + above + below).joined(separator: "，")
        }
        if settings.borrowsSeeds, let lent = try? lentSeeds(texts) {
            for (number, words) in lent.enumerated() where !words.isEmpty {
                texts[number] += "，" + words.joined(separator: "，")
            }
        }
        let counts = terms(texts.map { (title: "", body: $0) })
        let map = (0..<Int32(counts.vocabulary.count)).map { vocabulary.find(counts.vocabulary.term($0)) }
        return (0..<counts.count).map { row in
            (counts.offsets[row]..<counts.offsets[row + 1]).compactMap { entry in
                map[Int(counts.terms[entry])].map { ($0, counts.counts[entry]) }
            }
        }
    }

    /// For each class the seeds of the shipped classes that are most like it; a shipped class that is like none lends none.
    private func lentSeeds(_ classes: [String]) throws -> [[String]] {
        let rows = try TableFile(data.dictionary("taxonomy.tsv")).rows.filter { $0.count >= 4 }
        let shipped = rows.map { row -> (names: String, seeds: [String]) in
            // A seed may end in its weight: 电梯*2.
            let seeds = row[3].split(separator: "|").map { seed in String(seed.prefix(while: { $0 != "*" })) }
            return ("\(row[1])，\(row[2])", seeds)
        }
        let texts = classes + shipped.map { "\($0.names)，\($0.names)，\($0.seeds.joined(separator: "，"))" }
        let matrix = TFIDF(minimumDocuments: 2, maximumShare: 0.5).matrix(terms(texts.map { (title: "", body: $0) }))
        var lent = [[String]](repeating: [], count: classes.count)
        for (index, entry) in shipped.enumerated() {
            let likeness = classes.indices.map { matrix.dot($0, classes.count + index) }
            guard let best = likeness.indices.max(by: { (likeness[$0], $1) < (likeness[$1], $0) }) else { continue }
            let second = likeness.indices.filter { $0 != best }.map { likeness[$0] }.max() ?? 0
            if likeness[best] >= 0.05, likeness[best] >= second * 1.25 { lent[best] += entry.seeds }
        }
        return lent
    }

    private func terms(_ texts: [(title: String, body: String)]) -> TermCounts {
        var settings = analyzer.configuration.terms
        settings.pairWeight = 0
        let extractor = TermExtractor(segmenter: analyzer.segmenter, lexicon: analyzer.lexicon, settings: settings)
        let parts = ParallelChunks.map(count: texts.count, size: 128, threads: analyzer.threads) { range in
            var part = TermCounts()
            var buffers = TermExtractor.Buffers()
            for text in texts[range] {
                // What stands first says what is wanted; it counts as a title does.
                extractor.extract(
                    title: text.title.isEmpty ? String(text.body.prefix(40)) : text.title, body: text.body, into: &part,
                    &buffers)
            }
            return part
        }
        var counts = TermCounts()
        for part in parts { counts.append(part) }
        return counts
    }

    // MARK: Spreading

    /// Votes as shares, and no class louder than another: each class's votes are divided by the root of their sum.
    private func balanced(_ votes: [[Float]]) -> [[Float]] {
        guard let classes = votes.first?.count else { return votes }
        var sums = [Float](repeating: 0, count: classes)
        for row in votes { for number in 0..<classes { sums[number] += row[number] } }
        let mean = max(1e-6, sums.reduce(0, +) / Float(max(1, classes)))
        return votes.map { row in
            let scaled = row.indices.map { row[$0] / max(0.1, sums[$0] / mean).squareRoot() }
            let most = scaled.max() ?? 0
            guard most > 0 else { return row }
            // Squares: a clear lead counts more than a crowd of weak words.
            let squares = scaled.map { $0 * $0 }
            let sum = squares.reduce(0, +)
            return squares.map { $0 / sum }
        }
    }

    private func edges(_ matrix: SparseMatrix) -> [[(to: Int, weight: Float)]] {
        NeighborSearch(
            threshold: settings.neighborsFrom, limit: settings.neighbors, threads: analyzer.threads
        ).graph(matrix).edges.map { list in list.map { (Int($0.to), $0.weight) } }
    }

    // MARK: Learning

    private func learn(
        _ texts: [[UInt8]], _ taxonomy: Taxonomy, _ nodes: [Int], votes: [[Float]], spread: [[Float]]
    ) throws -> Outcome {
        let guesses = spread.map(SeedVotes.best)
        var byClass = [[Int]](repeating: [], count: nodes.count)
        for (row, guess) in guesses.enumerated() { if let guess { byClass[guess.number].append(row) } }
        var learned: [Int] = []
        for rows in byClass {
            let sorted = rows.sorted { (-(guesses[$0]?.margin ?? 0), $0) < (-(guesses[$1]?.margin ?? 0), $1) }
            learned += sorted.prefix(max(2, Int((Double(sorted.count) * settings.learnedShare).rounded(.up))))
        }
        learned.sort()
        let distinct = nodes.indices.map { number in
            Set(learned.filter { guesses[$0]?.number == number }.map { texts[$0] }).count
        }
        let words = try ClassifierWords(data)
        var trainer = ClassifierTrainer()
        var buffers = ClassifierWords.Buffers()
        var rows: [Int] = []
        for row in learned {
            guard let guess = guesses[row], distinct[guess.number] >= 2 else { continue }
            rows.append(row)
            try texts[row].withUnsafeBufferPointer { text in
                words.find(in: text, &buffers)
                try trainer.add(text, tokens: buffers.ranges, label: taxonomy.path(nodes[guess.number]))
            }
        }
        guard distinct.count(where: { $0 >= 2 }) >= 2 else {
            throw ClassifierError.unusable(
                reason: "按分类体系的名称和说明，只有 \(distinct.count { $0 >= 2 }) 个类别找到两件以上的文本；请给类别加“说明”（写常见用词），或先标注一些")
        }
        let trained = try trainer.train(
            dictionaryHash: words.dictionaryHash, contentHash: taxonomy.contentHash, isColdStart: true,
            threads: analyzer.threads)
        // What the model says of each text, and for those that it learned from what one said that had not seen it.
        let model = try LinearClassifier(bytes: trained.bytes)
        var scratch = LinearClassifier.Buffers()
        var answers = texts.map { text -> [Double]? in
            text.withUnsafeBufferPointer { bytes in
                words.find(in: bytes, &buffers)
                return model.classify(bytes, tokens: buffers.ranges, terms: 0, using: &scratch)?.probabilities
            }
        }
        let spoken = answers.compactMap { $0 }
        for (index, row) in rows.enumerated() { answers[row] = trained.heldOut.probabilities[index] }
        var (agreeing, judged) = (0, 0)
        for (row, answer) in answers.enumerated() {
            guard let answer, let seed = SeedVotes.best(votes[row]),
                let best = answer.indices.max(by: { (answer[$0], $1) < (answer[$1], $0) })
            else { continue }
            judged += 1
            if trained.classes[best] == taxonomy.path(nodes[seed.number]) { agreeing += 1 }
        }
        let agreement = judged > 0 ? Double(agreeing) / Double(judged) : 0
        return Outcome(
            trained: trained.scaled(toMeanConfidence: agreement, over: spoken), texts: texts.count,
            seeded: votes.count { $0.contains { $0 > 0 } }, learned: rows.count, agreement: agreement,
            classes: nodes.indices.map { (taxonomy.path(nodes[$0]), byClass[$0].count) },
            empty: nodes.indices.filter { distinct[$0] < 2 }.map { taxonomy.path(nodes[$0]) })
    }
}
