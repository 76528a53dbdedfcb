/// How often, by weight, each document uses each term: rows of (term, count), terms ascending within a row.
///
/// Compressed sparse rows: 8 bytes an entry. Counts of parts of a corpus join with `append`.
public struct TermCounts: Sendable {
    /// The terms' texts.
    public private(set) var vocabulary = Vocabulary()
    /// Row `i` is `offsets[i]..<offsets[i + 1]`.
    public private(set) var offsets: [Int] = [0]
    /// The term of each entry.
    public private(set) var terms: [Int32] = []
    /// The weighted count of each entry; empty after ``withoutCounts()``.
    public private(set) var counts: [Float] = []
    private var row: [(term: Int32, count: Float)] = []

    /// No documents.
    public init() {}

    /// No documents yet, over terms that are known already.
    package init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// The number of documents.
    public var count: Int { offsets.count - 1 }

    /// Adds a term to the document being collected.
    @inline(__always)
    public mutating func add(_ term: UnsafeBufferPointer<UInt8>, weight: Float) {
        row.append((vocabulary.intern(term), weight))
    }

    /// Adds a term to the document being collected.
    public mutating func add(_ term: String, weight: Float) { row.append((vocabulary.intern(term), weight)) }

    /// Ends the document: its terms are summed and sorted. The order in which they were added does not matter.
    public mutating func endDocument() {
        row.sort { $0.term < $1.term }
        var index = 0
        while index < row.count {
            var sum: Float = 0
            let term = row[index].term
            while index < row.count, row[index].term == term {
                sum += row[index].count
                index += 1
            }
            terms.append(term)
            counts.append(sum)
        }
        offsets.append(terms.count)
        row.removeAll(keepingCapacity: true)
    }

    /// Adds another part's documents after ours.
    public mutating func append(_ other: TermCounts) {
        let map = vocabulary.merge(other.vocabulary)
        for document in 0..<other.count {
            for index in other.offsets[document]..<other.offsets[document + 1] {
                row.append((map[Int(other.terms[index])], other.counts[index]))
            }
            endDocument()
        }
    }

    /// In how many documents each term occurs.
    public var documentFrequencies: [Int32] {
        var frequencies = [Int32](repeating: 0, count: vocabulary.count)
        for term in terms { frequencies[Int(term)] += 1 }
        return frequencies
    }
}

extension TermCounts {
    /// Which terms each document has, without how often; their memory is given back.
    public consuming func withoutCounts() -> TermCounts {
        counts = []
        return self
    }

    /// No documents, the same vocabulary.
    public var vocabularyAlone: TermCounts {
        var result = TermCounts()
        result.vocabulary = vocabulary
        return result
    }

    /// The given documents in the given order, with the same vocabulary. O(entries).
    public func selecting(_ rows: [Int]) -> TermCounts {
        var result = TermCounts()
        result.vocabulary = vocabulary
        for row in rows {
            result.terms.append(contentsOf: terms[offsets[row]..<offsets[row + 1]])
            if !counts.isEmpty { result.counts.append(contentsOf: counts[offsets[row]..<offsets[row + 1]]) }
            result.offsets.append(result.terms.count)
        }
        return result
    }

    /// The same documents without the entries that `isKept` refuses. O(entries).
    public func filtering(_ isKept: (_ document: Int, _ term: Int32) -> Bool) -> TermCounts {
        var result = TermCounts()
        result.vocabulary = vocabulary
        for document in 0..<count {
            for entry in offsets[document]..<offsets[document + 1] where isKept(document, terms[entry]) {
                result.terms.append(terms[entry])
                result.counts.append(counts[entry])
            }
            result.offsets.append(result.terms.count)
        }
        return result
    }
}
