import Classification
import OpinionIngest
import OpinionRanking
import OpinionStore
import TermVectors

/// What the pipeline knows of all records after reading them once: their terms, facts and classes, in the order of
/// their ids. Texts are not kept.
package struct ReadRecords: Sendable {
    package var ids: [RecordID] = []
    package var counts = TermCounts()
    package var marks = TextMarks()
    package var facts: [RecordFacts] = []
    package var classes: [ClassAssignment?] = []
    /// What the office's own model says of each record; nil where there is no model, and seed words decide.
    var trained: [RecordClass?]?
    /// The matching title, or the beginning of the text where there is none.
    package var titles: [String] = []
    /// A hash of each text, 0 where there is none (`TextHash`).
    package var texts: [UInt64] = []
    /// Whether each one's number is shown as the source gives it.
    var hasPlainNumber: [Bool] = []
    /// The rows of informants' reports (举报).
    package var informants: Set<Int> = []
    /// Whether the record is a deputy's proposal whose texts are kept for a second look.
    package var proposals: [Int: StoredRecord] = [:]

    package init() {}

    /// The terms, which are gone from here then; they are large.
    mutating func takeCounts() -> TermCounts {
        defer { counts = TermCounts() }
        return counts
    }

    /// The marks, which are gone from here then: only the search for issues needs them, and they are large.
    mutating func takeMarks() -> TextMarks {
        defer { marks = TextMarks() }
        return marks
    }
}

/// Stage: stored records → terms, needs, severity and class of each; a pure function of one record, run on all cores.
struct ReadStage: Sendable {
    let extractor: TermExtractor
    let classification: ClassificationData
    /// The office's own model, where there is one.
    var trained: TrainedClasses?
    let threads: Int

    private static let masker = Masker()

    /// Records held in memory at a time.
    static let batch = 1_024

    private struct Part: Sendable {
        var counts = TermCounts()
        var marks = TextMarks()
        var facts: [RecordFacts] = []
        var classes: [ClassAssignment?] = []
        var trained: [RecordClass?] = []
        var titles: [String] = []
        var texts: [UInt64] = []
        var hasPlainNumber: [Bool] = []
    }

    /// Reads every record of the store once.
    func read(_ store: Store, progress: (Int) -> Void) throws -> ReadRecords {
        var result = ReadRecords()
        if trained != nil { result.trained = [] }
        var batch: [StoredRecord] = []
        try store.forEachRecord { record in
            batch.append(record)
            guard batch.count == Self.batch else { return }
            add(batch[...], to: &result)
            batch.removeAll(keepingCapacity: true)
            progress(result.ids.count)
        }
        add(batch[...], to: &result)
        progress(result.ids.count)
        return result
    }

    /// Reads records in the order given.
    func read(_ records: [StoredRecord]) -> ReadRecords {
        var result = ReadRecords()
        if trained != nil { result.trained = [] }
        add(records[...], to: &result)
        return result
    }

    private func add(_ records: ArraySlice<StoredRecord>, to result: inout ReadRecords) {
        let first = records.startIndex
        let parts = ParallelChunks.map(count: records.count, size: 64, threads: threads) { range in
            part(records[(first + range.lowerBound)..<(first + range.upperBound)])
        }
        for part in parts {
            result.counts.append(part.counts)
            result.marks.append(part.marks)
            result.facts += part.facts
            result.classes += part.classes
            result.trained?.append(contentsOf: part.trained)
            result.titles += part.titles
            result.texts += part.texts
            result.hasPlainNumber += part.hasPlainNumber
        }
        for record in records {
            if record.facts.channel == .proposal { result.proposals[result.ids.count] = record }
            if record.facts.isInformant { result.informants.insert(result.ids.count) }
            result.ids.append(record.facts.id)
        }
    }

    private func part(_ records: ArraySlice<StoredRecord>) -> Part {
        var part = Part()
        var buffers = TermExtractor.Buffers()
        var own = TextClassifier.Buffers()
        for record in records {
            extractor.extract(title: record.matchTitle, body: record.matchBody, into: &part.counts, &buffers)
            part.marks.add(title: record.matchTitle, body: record.matchBody)
            let ownClass = trained?.recordClass(of: record, &own)
            if trained != nil { part.trained.append(ownClass) }
            let needs = classification.matcher.matches(title: record.matchTitle, body: record.matchBody)
            let assignment = classification.classifier.classify(title: record.matchTitle, body: record.matchBody)
            let severity = classification.severity.severity(of: record.matchTitle + "\n" + record.matchBody)
            let facts = Self.facts(
                record.facts, needs: needs.map(\.id), severity: severity,
                category: trained == nil ? assignment?.level1 : ownClass?.level1)
            part.hasPlainNumber.append(facts.number == record.facts.number)
            part.facts.append(facts)
            part.classes.append(assignment)
            part.texts.append(TextHash.of(record.matchTitle, record.matchBody))
            part.titles.append(record.matchTitle.isEmpty ? String(record.matchBody.prefix(40)) : record.matchTitle)
        }
        return part
    }

    /// What ranking knows of a record.
    ///
    /// - Parameters:
    ///   - category: its class's first level, where the source gives none.
    ///   - hasPlainNumber: whether it is known that its number holds nothing to mask.
    static func facts(
        _ stored: StoredFacts, needs: [String], severity: Double, category: String?, hasPlainNumber: Bool = false
    ) -> RecordFacts {
        var facts = stored
        // Leads stand beside a unit's name: of an informant's report they may count it, and quote nothing.
        if facts.isInformant {
            facts.number = nil
            facts.handling.reply = nil
        }
        return RecordFacts(
            id: facts.id, channel: facts.channel, received: facts.received, person: facts.person, place: facts.place,
            handling: facts.handling, evaluation: facts.evaluation, likes: facts.likes,
            category: facts.categories.first ?? category, needs: needs, severity: severity,
            demandType: facts.demandType,
            number: hasPlainNumber ? facts.number : facts.number.map(masker.maskField))
    }
}
