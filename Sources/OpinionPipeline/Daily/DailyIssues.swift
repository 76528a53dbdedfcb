import Clustering
import OpinionIngest
import OpinionRanking
import OpinionStore
import TermVectors

/// The groups of the index with what new rows changed in them → issues. Issues whose records are the same stay as they are
/// stored; the others get labels and outlines anew.
struct DailyIssues: Sendable {
    /// Every issue, with its lasting id, as they are shown.
    private(set) var issues: [Issue] = []
    /// What the identity stage says.
    private(set) var identified: IssueIdentityStage.Result
    /// The issues that are new or have changed.
    private(set) var changed: [Issue] = []
    /// Their outlines.
    private(set) var outlines: [IssueOutline] = []
    /// Stored issues that are no more.
    private(set) var ended: [IssueID] = []

    /// What the stage reads.
    struct Input {
        var records: DailyRecords
        var texts: DailyTexts
        var pairs: [SearchIndex.Pair]
        var groups: [[Int]]
        var found: DailyGroups
        var earlier: EarlierIssues
        /// The titles of records.
        var titles: ([RecordID]) throws -> [String]
    }

    init(_ input: Input, _ stage: IssueStage, _ outlineStage: IssueOutlineStage) throws {
        let (records, texts) = (input.records, input.texts)
        let rowOf = Self.rows(records, texts)
        let recordsOf = RecordsOfRows(rowOf, rows: texts.base + texts.count)
        let final = Self.groups(input, stage, rowOf: rowOf, recordsOf)

        // The stored issue that each record is in, and which groups are the records of one.
        var storedAt = [Int32](repeating: -1, count: records.ids.count)
        for (number, issue) in input.earlier.issues.enumerated() {
            for member in issue.members { if let place = records.place(of: member) { storedAt[place] = Int32(number) } }
        }
        var same = [Bool](repeating: false, count: input.earlier.issues.count)
        var open: [[Int]] = []
        for group in final {
            let stored = storedAt[group[0]]
            if stored >= 0, input.earlier.issues[Int(stored)].members.count == group.count,
                group.allSatisfy({ storedAt[$0] == stored })
            {
                same[Int(stored)] = true
            } else {
                open.append(group)
            }
        }
        let corpus = try Corpus(open, input, rowOf: rowOf)
        identified = input.earlier.identified(
            corpus.issues(stage, isDecided: !input.earlier.decisionStage.isEmpty),
            same: zip(input.earlier.issues, same).filter(\.1).map(\.0))
        issues = identified.issues
        var before: [IssueID: Issue] = [:]
        for issue in input.earlier.issues { before[issue.id] = issue }
        changed = issues.filter { before[$0.id] != $0 }
        let now = Set(issues.map(\.id))
        ended = input.earlier.issues.map(\.id).filter { !now.contains($0) }.sorted()
        let nearest = Self.nearest(changed.filter { before[$0.id] == nil }, issues, input, recordsOf)
        // An issue that only got another label keeps its outline.
        let outlined = changed.filter { before[$0.id]?.members != $0.members }
        let own = outlined
        outlines = outlineStage.outlines(outlined, corpus.read, corpus.texts) { nearest[own[$0].id] }
    }

    /// The row of every record.
    private static func rows(_ records: DailyRecords, _ texts: DailyTexts) -> [Int] {
        var rows = records.knownRows
        for (number, place) in records.places.enumerated() { rows[place] = texts.rowOf[number] }
        return rows
    }

    /// The final groups of records, by place, ascending: the index's with the changes, split by communities, as people decided.
    private static func groups(
        _ input: Input, _ stage: IssueStage, rowOf: [Int], _ recordsOf: RecordsOfRows
    ) -> [[Int]] {
        let texts = input.texts
        var rows = input.groups.enumerated().filter { !input.found.absorbed.contains($0.offset) }.map(\.element)
        rows += split(input.found.changed, texts, stage)
        var isGrouped = [Bool](repeating: false, count: recordsOf.rows)
        for group in rows { for row in group { isGrouped[row] = true } }
        // A text that many sent but that resembles no other is an issue of its own.
        for row in 0..<recordsOf.rows where !isGrouped[row] && recordsOf.count(row) > 1 { rows.append([row]) }
        let groups = rows.map { $0.flatMap { recordsOf.records($0) }.sorted() }.sorted { $0[0] < $1[0] }
        let decisions = input.earlier.decisionStage
        guard !decisions.isEmpty else { return groups }
        return decisions.groups(
            groups, ids: input.records.ids,
            likeness: DecisionStage.Likeness(
                cosine: { texts.matrix(of: [rowOf[$0], rowOf[$1]]).dot(0, 1) },
                medoid: { members in
                    let own = Set(members.map { rowOf[$0] }).sorted()
                    let row = own[IssueClusterer.cluster(Array(own.indices), texts.matrix(of: own)).medoid]
                    return members.first { rowOf[$0] == row } ?? members[0]
                }))
    }

    private static func split(_ groups: [[Int]], _ texts: DailyTexts, _ stage: IssueStage) -> [[Int]] {
        guard stage.lexicon.namesCommunities else { return groups }
        let splitter = stage.communitySplitter(texts.counts.vocabulary)
        return groups.flatMap { rows -> [[Int]] in
            let matrix = texts.matrix(of: rows)
            let cluster = IssueClusterer.cluster(Array(rows.indices), matrix)
            return splitter.split([cluster], matrix: matrix) {
                matrix.columns[matrix.offsets[$0]..<matrix.offsets[$0 + 1]]
            }.map { part in part.members.map { rows[$0] } }
        }
    }

    /// For new issues, the other issue that has the text most like one of theirs.
    private static func nearest(
        _ fresh: [Issue], _ issues: [Issue], _ input: Input, _ recordsOf: RecordsOfRows
    ) -> [IssueID: IssueOutline.Nearest] {
        let ids = Set(fresh.map(\.id))
        guard !ids.isEmpty else { return [:] }
        var issueOf: [RecordID: IssueID] = [:]
        let asked = Set(input.pairs.flatMap { [input.texts.base + $0.row, $0.other] })
        let records = Set(asked.compactMap { recordsOf.first($0) })
        for issue in issues {
            for member in issue.members where input.records.place(of: member).map(records.contains) == true {
                issueOf[member] = issue.id
            }
        }
        func issue(_ row: Int) -> IssueID? { recordsOf.first(row).flatMap { issueOf[input.records.ids[$0]] } }
        var nearest: [IssueID: IssueOutline.Nearest] = [:]
        for pair in input.pairs {
            guard let left = issue(input.texts.base + pair.row), let right = issue(pair.other), left != right else {
                continue
            }
            for (own, other) in [(left, right), (right, left)] where ids.contains(own) {
                let likeness = Double(min(1, max(0, pair.cosine)))
                if let known = nearest[own], (known.likeness, -known.issue.rawValue) >= (likeness, -other.rawValue) {
                    continue
                }
                nearest[own] = .init(issue: other, likeness: likeness)
            }
        }
        return nearest
    }
}

/// The records of each row.
struct RecordsOfRows: Sendable {
    private var limits: [Int]
    private var places: [Int32]

    /// - Parameter rowOf: the row of each record.
    init(_ rowOf: [Int], rows: Int) {
        limits = [Int](repeating: 0, count: rows + 1)
        for row in rowOf { limits[row + 1] += 1 }
        for row in 0..<rows { limits[row + 1] += limits[row] }
        var next = limits
        places = [Int32](repeating: 0, count: rowOf.count)
        for (place, row) in rowOf.enumerated() {
            places[next[row]] = Int32(place)
            next[row] += 1
        }
    }

    /// How many rows there are.
    var rows: Int { limits.count - 1 }

    /// How many records a row has.
    func count(_ row: Int) -> Int { limits[row + 1] - limits[row] }

    /// The first record of a row; nil where it has none.
    func first(_ row: Int) -> Int? { count(row) > 0 ? Int(places[limits[row]]) : nil }

    /// The records of a row by their places, ascending.
    func records(_ row: Int) -> [Int] { places[limits[row]..<limits[row + 1]].map { Int($0) } }
}

extension DailyIssues {
    /// The records of the groups that changed, made ready as a full analysis makes all.
    private struct Corpus {
        private let groups: [[Int]]
        /// Their ids and titles.
        let read: ReadRecords
        /// Their texts.
        let texts: IssueTexts
        private let prepared: IssueStage.Prepared

        init(_ groups: [[Int]], _ input: Input, rowOf: [Int]) throws {
            // Groups as numbers in this corpus.
            let places = Set(groups.joined()).sorted()
            var number: [Int: Int] = [:]
            for (position, place) in places.enumerated() { number[place] = position }
            self.groups = groups.map { $0.compactMap { number[$0] } }

            var read = ReadRecords()
            read.ids = places.map { input.records.ids[$0] }
            read.titles = try input.titles(read.ids)
            read.facts = places.map { input.records.facts[$0] }
            read.informants = Set(places.indices.filter { input.records.informants.contains(places[$0]) })
            var first: [Int: Int] = [:]
            var representative: [Int] = []
            var copiesOf: [Int: [Int]] = [:]
            for (position, place) in places.enumerated() {
                let own = first[rowOf[place]] ?? position
                first[rowOf[place]] = own
                representative.append(own)
                copiesOf[own, default: []].append(position)
            }
            let rows = places.indices.filter { representative[$0] == $0 }
            let matrix = input.texts.matrix(of: rows.map { rowOf[places[$0]] })
            prepared = IssueStage.Prepared(
                representative: representative, copiesOf: copiesOf.filter { $0.value.count > 1 }, rows: rows,
                distinct: input.texts.counts.vocabularyAlone, rarity: input.texts.rarity, matrix: matrix,
                kinds: input.texts.terms.kinds)
            texts = IssueTexts(prepared, terms: TermCounts())
            self.read = read
        }

        /// The groups as issues, with passing ids.
        func issues(_ stage: IssueStage, isDecided: Bool) -> [Issue] {
            let drafts = groups.map { members -> IssueStage.Draft in
                (IssueClusterer.cluster(Set(members.map { texts.rowOf[$0] }).sorted(), prepared.matrix), members)
            }
            return stage.issues(
                drafts, ids: read.ids, titles: read.titles, informants: read.informants, isDecided: isDecided,
                prepared)
        }
    }
}
