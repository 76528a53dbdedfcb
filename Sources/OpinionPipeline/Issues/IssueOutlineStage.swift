import ChineseSegmenter
import Clustering
import OpinionIngest
import OpinionRanking
import OpinionStore
import TermVectors

/// Stage: the issues and the texts as they were compared → an outline of each issue, and themes above them.
///
/// An informant's report is never shown as what differs, and neither names a part nor counts in it.
///
/// Law: the outlines follow from issues, texts and classes alone, whatever the number of threads; every issue has one, each
/// theme has two issues or more of one category, an issue is in one theme at most.
package struct IssueOutlineStage: Sendable {
    let segmenter: Segmenter
    let lexicon: Lexicon
    let threads: Int

    /// Members that show how far an issue reaches.
    static let extremes = 3
    /// Words of a theme's label.
    static let words = 3

    package init(segmenter: Segmenter, lexicon: Lexicon, threads: Int) {
        self.segmenter = segmenter
        self.lexicon = lexicon
        self.threads = threads
    }

    /// The outlines, in the order of the issues, and the themes, those with the most records first.
    ///
    /// - Parameters:
    ///   - issues: with their lasting ids, as they are shown.
    ///   - records: the records by id, with their titles.
    ///   - texts: of the same records.
    ///   - classes: of the records that have one.
    package func outlines(
        _ issues: [OpinionRanking.Issue], _ records: ReadRecords, _ texts: IssueTexts, classes: [RecordClass]
    ) -> (outlines: [IssueOutline], themes: [IssueTheme]) {
        let known = Known(issues, records, texts)
        let relations = ClusterRelations(threads: threads)
        let nearest = relations.nearest(known.rows, texts.matrix)
        let outlines = outlines(issues, known, records, texts) { number in
            nearest[number].map { .init(issue: issues[$0.cluster].id, likeness: $0.cosine) }
        }
        return (outlines, themes(issues, known.rows, records, texts, relations, classes: classes, index: known.index))
    }

    /// Where the issues' records are.
    private struct Known: Sendable {
        /// The row of each record.
        var index: [RecordID: Int] = [:]
        /// Each issue's records, informants' reports left out.
        let open: [[Int]]
        /// Their distinct texts.
        let rows: [[Int]]

        init(_ issues: [OpinionRanking.Issue], _ records: ReadRecords, _ texts: IssueTexts) {
            var index: [RecordID: Int] = [:]
            index.reserveCapacity(records.ids.count)
            for (row, id) in records.ids.enumerated() { index[id] = row }
            self.index = index
            open = issues.map { issue in
                issue.members.compactMap { index[$0] }.filter { !records.informants.contains($0) }
            }
            rows = open.map { Set($0.map { texts.rowOf[$0] }).sorted() }
        }
    }

    /// The outlines of some issues, without themes; `nearest` says which issue each is most like, by its place in the list.
    func outlines(
        _ issues: [OpinionRanking.Issue], _ records: ReadRecords, _ texts: IssueTexts,
        nearest: @Sendable (Int) -> IssueOutline.Nearest?
    ) -> [IssueOutline] {
        outlines(issues, Known(issues, records, texts), records, texts, nearest)
    }

    private func outlines(
        _ issues: [OpinionRanking.Issue], _ known: Known, _ records: ReadRecords, _ texts: IssueTexts,
        _ nearest: @Sendable (Int) -> IssueOutline.Nearest?
    ) -> [IssueOutline] {
        ParallelChunks.map(count: issues.count, size: 16, threads: threads) { range in
            var pieces = PieceMaker(segmenter: segmenter, lexicon: lexicon, vocabulary: texts.vocabulary)
            return range.map { number in
                let issue = issues[number]
                var outline = IssueOutline(issue: issue.id)
                outline.nearest = nearest(number)
                guard let medoid = known.index[issue.medoid], !records.informants.contains(medoid) else {
                    return outline
                }
                var recordsOf: [Int: [Int]] = [:]
                for record in known.open[number] { recordsOf[texts.rowOf[record], default: []].append(record) }
                outline.extremes = InnerGroups.extremes(
                    known.rows[number], medoid: texts.rowOf[medoid], count: Self.extremes, texts.matrix
                ).compactMap { recordsOf[$0]?.first.map { records.ids[$0] } }
                outline.parts = InnerGroups().groups(known.rows[number], texts.matrix).map { inner in
                    part(inner, recordsOf, records, texts, &pieces)
                }
                return outline
            }
        }.flatMap { $0 }
    }

    private func part(
        _ rows: [Int], _ recordsOf: [Int: [Int]], _ records: ReadRecords, _ texts: IssueTexts,
        _ pieces: inout PieceMaker
    ) -> IssueOutline.Part {
        let cluster = IssueClusterer.cluster(rows, texts.matrix)
        let order = ([cluster.medoid] + rows.filter { $0 != cluster.medoid }).compactMap { recordsOf[$0]?.first }
        let labeler = IssueLabeler()
        let label = labeler.label(
            titles: order.prefix(labeler.sampled).map { pieces.pieces(records.titles[$0]) }, rarity: texts.rarity)
        return IssueOutline.Part(
            label: label ?? String(records.titles[order.first ?? 0].prefix(labeler.length.upperBound)),
            records: rows.flatMap { recordsOf[$0] ?? [] }.sorted().map { records.ids[$0] })
    }

    private func themes(
        _ issues: [OpinionRanking.Issue], _ rows: [[Int]], _ records: ReadRecords, _ texts: IssueTexts,
        _ relations: ClusterRelations, classes: [RecordClass], index: [RecordID: Int]
    ) -> [IssueTheme] {
        // Words that tell the kind of problem; names of places and pairs of characters don't.
        let tellsKind = texts.kinds.map { $0.isDisjoint(with: [.pair, .place]) }
        var level1 = [String?](repeating: nil, count: records.ids.count)
        for item in classes { if let row = index[item.record] { level1[row] = item.level1 } }
        let categories = issues.map { issue in
            Self.most(issue.members.compactMap { index[$0].flatMap { level1[$0] } })
        }
        // Themes lie within one category, so that the levels nest.
        let groups = Dictionary(grouping: issues.indices, by: { categories[$0] }).values.flatMap { inside in
            relations.themes(inside.map { rows[$0] }, texts.matrix) { tellsKind[Int($0)] }
                .filter { $0.count > 1 }.map { $0.map { inside[$0] } }
        }.sorted { left, right in
            let (few, many) = (left.reduce(0) { $0 + rows[$1].count }, right.reduce(0) { $0 + rows[$1].count })
            return (many, left[0]) < (few, right[0])
        }
        let keywords = KeywordRanker(limit: 64)
        return groups.enumerated().map { number, group in
            let members = group.flatMap { rows[$0] }
            // A word counts by the issues that have it, so that one large issue does not name the theme alone.
            var spread: [Int32: Int] = [:]
            for issue in group {
                for term in Set(rows[issue].flatMap { texts.terms(of: $0) }) { spread[term, default: 0] += 1 }
            }
            let ranked = keywords.keywords(members, texts.matrix).enumerated()
                .filter { tellsKind[Int($1)] && texts.vocabulary.term($1).count > 1 }
                .map { (rank: $0, term: $1, spread: spread[$1] ?? 0) }
                .sorted { (-$0.spread, $0.rank) < (-$1.spread, $1.rank) }
            let words = Self.distinct(ranked.prefix(12).map { texts.vocabulary.term($0.term) }).prefix(Self.words)
            return IssueTheme(
                id: number + 1,
                label: words.isEmpty ? issues[group[0]].label : words.joined(separator: "、"),
                category: categories[group[0]],
                issues: group.map { issues[$0].id })
        }
    }

    /// The most frequent of some names, ties by name; nil where there are none.
    private static func most(_ names: [String]) -> String? {
        var counts: [String: Int] = [:]
        for name in names { counts[name, default: 0] += 1 }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }

    /// The words without those inside another or around one that came before.
    private static func distinct(_ words: [String]) -> [String] {
        var kept: [String] = []
        for word in words where !kept.contains(where: { $0.contains(word) || word.contains($0) }) { kept.append(word) }
        return kept
    }
}

extension IssueTexts {
    /// The terms of a row.
    func terms(of row: Int) -> ArraySlice<Int32> { matrix.columns[matrix.offsets[row]..<matrix.offsets[row + 1]] }
}
