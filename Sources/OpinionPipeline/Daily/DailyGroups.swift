import Clustering
import TermVectors

/// New rows among the groups of the index: each joins a group, opens one with others, or stays alone.
///
/// The evidence of new rows is that of a full analysis; groups of the index stay whole, and what the index's rows have to do with
/// each other counts as unscored, so two of them fall together only where new rows alone are reason enough.
struct DailyGroups: Sendable {
    /// The groups of two rows and more that have changed, each ascending.
    private(set) var changed: [[Int]] = []
    /// The groups of the index that are in one of those, by number.
    private(set) var absorbed: Set<Int> = []

    /// - Parameters:
    ///   - pairs: of new rows with earlier ones.
    ///   - groupOf: the group of each row of the index, -1 for none.
    ///   - personOf: a number for the person behind each row; nil where unknown.
    init(
        _ texts: DailyTexts, _ pairs: [SearchIndex.Pair], _ index: SearchIndex, groups: [[Int]], groupOf: [Int32],
        personOf: (Int) -> Int?, clusterer: IssueClusterer
    ) {
        let base = texts.base
        let known = Set(pairs.lazy.map(\.other).filter { $0 < base }).sorted()
        // Rows compared: those of the index, then all new ones.
        var local: [Int: Int] = [:]
        for (number, row) in known.enumerated() { local[row] = number }
        var evidence = index.evidence(of: known, columns: texts.evidence.matrix.columnCount, terms: texts.terms)
        evidence.append(texts.evidence)
        evidence.name(people: (known + (base..<(base + texts.count))).map(personOf))
        let graph = PairGraph(rowCount: known.count + texts.count) { add in
            for pair in pairs {
                let other = pair.other < base ? local[pair.other] ?? 0 : known.count + pair.other - base
                add(known.count + pair.row, other, pair.cosine)
            }
        }
        let scored = clusterer.scored(graph, evidence, model: .shipped)

        var nodes: [[Int]] = []
        var nodeOf: [Int] = []
        var ofGroup: [Int32: Int] = [:]
        for row in known {
            let group = groupOf[row]
            if group >= 0, let node = ofGroup[group] {
                nodeOf.append(node)
                continue
            }
            if group >= 0 { ofGroup[group] = nodes.count }
            nodeOf.append(nodes.count)
            nodes.append(group >= 0 ? groups[Int(group)] : [row])
        }
        for row in 0..<texts.count {
            nodeOf.append(nodes.count)
            nodes.append([base + row])
        }
        let linkage = DampedLinkage(joinFrom: clusterer.settings.sameFrom, threads: clusterer.threads)
        for joined in linkage.groups(scored, nodeOf: nodeOf, sizes: nodes.map(\.count)) where joined.count > 1 {
            let rows = joined.flatMap { nodes[$0] }.sorted()
            guard rows.contains(where: { $0 >= base }) else { continue }
            changed.append(rows)
            for row in rows where row < base && groupOf[row] >= 0 { absorbed.insert(Int(groupOf[row])) }
        }
    }
}
