import ChineseSegmenter
import Clustering
import OpinionIngest
import OpinionRanking
import TermVectors

/// Stage: the records' terms → issues. Copies are collapsed, the rest is clustered, the same story of different villages is
/// split, each issue gets its label.
///
/// Informants' reports are members like others, but label, keywords and the record that stands for an issue are taken from
/// the other members only; an issue of nothing else has `informantLabel` and no keywords.
///
/// Law: the same records give the same issues in any order and with any number of threads.
package struct IssueStage: Sendable {
    let terms: RunConfiguration.TermSettings
    let clustering: IssueClusterer.Settings
    let segmenter: Segmenter
    let lexicon: Lexicon
    let threads: Int

    package init(
        terms: RunConfiguration.TermSettings, clustering: IssueClusterer.Settings, segmenter: Segmenter,
        lexicon: Lexicon, threads: Int
    ) {
        self.terms = terms
        self.clustering = clustering
        self.segmenter = segmenter
        self.lexicon = lexicon
        self.threads = threads
    }

    /// The label of an issue of informants' reports only.
    package static let informantLabel = "举报类诉求（内容不显示）"

    /// The issues, largest first, numbered from 1, and the texts as they were compared; `IssueIdentityStage` gives the issues
    /// their lasting ids.
    ///
    /// - Parameters:
    ///   - ids: the records' ids, ascending.
    ///   - channels: how each came in.
    ///   - counts: their terms, a document each; given away.
    ///   - titles: their matching titles, or the beginning of the text where there is none.
    ///   - days: the day number of each, nil where it has no date; empty: no dates.
    ///   - people: a number for each one's person, nil where unknown; empty: nobody is known.
    ///   - marks: what their texts have beside words, a document each; given away, their memory is used again.
    ///   - informants: the rows of informants' reports.
    ///   - decisions: what people decided.
    ///   - index: where the search is kept, so that later records can be compared with these.
    package func found(
        ids: [RecordID], channels: [Channel], counts: consuming TermCounts, titles: [String], days: [Int?] = [],
        people: [Int?] = [], marks: consuming TextMarks = TextMarks(), informants: Set<Int> = [],
        decisions: DecisionStage = DecisionStage(), index: IssueIndexWriter? = nil
    ) -> (issues: [Issue], texts: IssueTexts) {
        var prepared = prepare(channels: channels, counts: counts)
        let all = counts.withoutCounts()
        let copiesOf = prepared.copiesOf
        let (rows, matrix) = (prepared.rows, prepared.matrix)
        let clusterer = IssueClusterer(settings: clustering, threads: threads)
        var clusters =
            switch clustering.method {
            case .cosine: clusterer.clusters(matrix)
            case .evidence: clusters(&prepared, clusterer, titles, days, people, marks, index)
            }
        if lexicon.namesCommunities {
            clusters = communitySplitter(prepared.distinct.vocabulary)
                .split(clusters, counts: prepared.distinct, matrix: matrix)
        }
        index?.add(groups: clusters.map(\.members))

        var grouped = Set<Int>()
        var drafts: [(cluster: Cluster, members: [Int])] = clusters.map { cluster in
            let members = cluster.members.flatMap { row -> [Int] in
                grouped.insert(rows[row])
                return copiesOf[rows[row]] ?? [rows[row]]
            }
            return (cluster, members.sorted())
        }
        // A text that many sent but that resembles no other is an issue of its own.
        for (position, row) in rows.enumerated() where !grouped.contains(row) {
            if let group = copiesOf[row] {
                drafts.append((Cluster(members: [position], medoid: position, cohesion: 1), group))
            }
        }
        drafts = decided(drafts, decisions, ids: ids, prepared)
        let issues = issues(
            drafts, ids: ids, titles: titles, informants: informants, isDecided: !decisions.isEmpty, prepared)
        return (issues, IssueTexts(prepared, terms: all))
    }

    /// Splits by the communities of the lexicon.
    func communitySplitter(_ vocabulary: Vocabulary) -> CommunitySplitter {
        CommunitySplitter(
            isCommunity: (0..<Int32(vocabulary.count)).map {
                lexicon.flags(of: vocabulary.term($0)).contains(.community)
            })
    }

    /// The drafts as issues, largest first, numbered from 1, each with its label.
    ///
    /// - Parameter isDecided: whether decisions may have parted copies.
    func issues(
        _ drafts: [Draft], ids: [RecordID], titles: [String], informants: Set<Int>, isDecided: Bool,
        _ prepared: Prepared
    ) -> [Issue] {
        let (rows, vocabulary, matrix) = (prepared.rows, prepared.distinct.vocabulary, prepared.matrix)
        let (representative, copiesOf, rarity) = (prepared.representative, prepared.copiesOf, prepared.rarity)
        var drafts = drafts
        drafts.sort { ($1.members.count, rows[$0.cluster.medoid]) < ($0.members.count, rows[$1.cluster.medoid]) }
        let labeler = IssueLabeler()
        let keywords = KeywordRanker(limit: 24)
        let sorted = drafts
        let copied = CopyLookup(representative: representative, groups: copiesOf)
        return ParallelChunks.map(count: sorted.count, size: 16, threads: threads) { range in
            var pieces = PieceMaker(segmenter: segmenter, lexicon: lexicon, vocabulary: vocabulary)
            return range.map { number in
                let (cluster, members) = sorted[number]
                let open = informants.isEmpty ? members : members.filter { !informants.contains($0) }
                // A text with an open copy may be shown as that copy's.
                let standsIn: (Int) -> Int? = { position in
                    let row = rows[position]
                    if !informants.contains(row) { return row }
                    return copiesOf[row]?.first { !informants.contains($0) }
                }
                let others = cluster.members.filter { $0 != cluster.medoid }
                let positions = ([cluster.medoid] + others).filter { standsIn($0) != nil }
                let order = positions.compactMap(standsIn)
                let medoid = order.first ?? rows[cluster.medoid]
                let label = labeler.label(
                    titles: order.prefix(labeler.sampled).map { pieces.pieces(titles[$0]) },
                    copies: positions.prefix(labeler.sampled).map { copiesOf[rows[$0]]?.count ?? 1 }, rarity: rarity)
                let shown = positions.sorted()
                // Pairs of characters, marked with #, serve the search for neighbours and are no words for people.
                let words = keywords.keywords(shown, matrix).map(vocabulary.term)
                    .filter { !$0.hasPrefix("#") }.prefix(8)
                return Issue(
                    id: IssueID(rawValue: number + 1),
                    label: open.isEmpty ? Self.informantLabel : label ?? String(titles[medoid].prefix(24)),
                    keywords: Array(words), medoid: ids[medoid], members: members.map { ids[$0] },
                    cohesion: min(1, max(0, cluster.cohesion)),
                    copies: copied.groups(of: members).map { $0.map { ids[$0] } })
            }
        }.flatMap { $0 }.enumerated().map {
            isDecided ? Self.within(sorted[$0].members, $1, ids: ids, informants: informants, prepared) : $1
        }
    }

    /// The groups that the evidence of pairs makes. Counts that nothing needs afterwards are forgotten on the way.
    private func clusters(
        _ prepared: inout Prepared, _ clusterer: IssueClusterer, _ titles: [String], _ days: [Int?],
        _ people: [Int?], _ marks: consuming TextMarks, _ index: IssueIndexWriter?
    ) -> [Cluster] {
        let words = titleTerms(prepared.rows.map { titles[$0] }, prepared.distinct.vocabulary)
        let evidence = evidence(
            prepared, titleTerms: words, days: days, people: people, marks: marks, remembers: index != nil)
        index?.add(evidence, prepared, titles: words, model: model)
        if !lexicon.namesCommunities { prepared.distinct = prepared.distinct.vocabularyAlone }
        return clusterer.clusters(evidence, model: .shipped)
    }
}

/// Which texts are copies of which.
private struct CopyLookup: Sendable {
    /// The first copy of each row; the row itself where it has none.
    let representative: [Int]
    /// The group of each first copy that has others.
    let groups: [Int: [Int]]

    /// The groups among some rows that contain whole groups, in their order.
    func groups(of members: [Int]) -> [[Int]] {
        members.filter { representative[$0] == $0 }.compactMap { groups[$0] }
    }
}

/// The texts of the records as the search for issues saw them.
package struct IssueTexts: Sendable {
    /// Which terms each record has, boilerplate included.
    let terms: TermCounts
    /// The row of each record: that of its first copy.
    let rowOf: [Int]
    /// The vectors of the distinct texts.
    let matrix: SparseMatrix
    /// The columns' texts.
    let vocabulary: Vocabulary
    /// ln(1 + n ÷ df) of each column.
    let rarity: [Float]
    /// What each column is.
    let kinds: [EdgeEvidence.TermKind]

    init(_ prepared: IssueStage.Prepared, terms: TermCounts) {
        self.terms = terms
        let records = prepared.representative.count
        var rowOf = [Int](repeating: 0, count: records)
        for (row, record) in prepared.rows.enumerated() { rowOf[record] = row }
        for record in 0..<records { rowOf[record] = rowOf[prepared.representative[record]] }
        self.rowOf = rowOf
        matrix = prepared.matrix
        vocabulary = prepared.distinct.vocabulary
        rarity = prepared.rarity
        kinds = prepared.kinds
    }
}
