import Clustering
import OpinionIngest
import OpinionStore
import Proposals
import TermVectors

/// What is suggested for a proposal: who leads, who helps. What the source says of the proposal itself is not used.
struct UnitAdvice: Sendable {
    /// The leading unit and those that follow it in the ranking.
    var lead: UnitAdvisor.Advice
    /// The helping units.
    var helpers: [HelperAdvisor.Suggestion]

    /// Advice for each proposal, from the table's duties and what was routed earlier.
    static func all(
        _ reading: ProposalReading, _ graph: NeighborGraph, _ table: UnitTable, _ settings: ProposalStage.Settings,
        threads: Int
    ) -> [UnitAdvice] {
        let advisor = UnitAdvisor(table, settings: settings.units)
        let helpers = HelperAdvisor(table, settings: settings.helpers)
        let units = reading.facts.map { $0.handling.leadUnit.map(table.unit(named:)) }
        let joint = reading.facts.map { $0.handling.jointUnits.map(table.unit(named:)) }
        let routed = reading.facts.indices.filter { units[$0] != nil }
        let finder = SupportFinder(matrix: reading.texts, groups: routed.map { [$0] })
        let partners = Partners(reading, graph, units: units, joint: joint)
        return ParallelChunks.map(count: reading.proposals.count, size: 8, threads: threads) { range in
            range.map { index -> UnitAdvice in
                let proposal = reading.proposals[index]
                let past = finder.matches(
                    reading.queries, row: index, from: settings.precedentFrom, limit: settings.precedents + 1
                ).filter { routed[$0.matter] != proposal.row }.prefix(settings.precedents)
                let precedents = past.compactMap { match -> UnitAdvisor.Precedent? in
                    let row = routed[match.matter]
                    return units[row].map { .init(unit: $0, joint: joint[row], likeness: match.likeness) }
                }
                let plan = ProposalParts(of: proposal.body).text(.plan)
                let lead = advisor.advice(
                    title: proposal.title, body: proposal.body, plan: plan, past: precedents)
                return UnitAdvice(
                    lead: lead,
                    helpers: helpers.helpers(
                        plan: plan, lead: lead.lead?.unit,
                        past: .init(
                            likeShare: partners.likeShare(index, from: settings.helpedFrom),
                            partnerShare: partners.share(of: lead.lead?.unit, without: proposal.row))))
            }
        }.flatMap { $0 }
    }

    /// How the suggestions meet what the source says, each proposal judged without it.
    static func trial(
        _ reading: ProposalReading, _ advice: [UnitAdvice], _ table: UnitTable
    ) -> ProposalReport.UnitTrial? {
        var trial = ProposalReport.UnitTrial(
            proposals: 0, first: 0, firstThree: 0, joint: 0, jointSuggested: 0, jointFound: 0)
        for (proposal, advice) in zip(reading.proposals, advice) {
            guard let given = proposal.facts.handling.leadUnit.map(table.unit(named:)) else { continue }
            trial.proposals += 1
            if advice.lead.lead?.unit == given { trial.first += 1 }
            if advice.lead.ranking.prefix(3).contains(where: { $0.unit == given }) { trial.firstThree += 1 }
            let joint = Set(proposal.facts.handling.jointUnits.map(table.unit(named:)))
            trial.joint += joint.count
            trial.jointSuggested += advice.helpers.count
            trial.jointFound += advice.helpers.count { joint.contains($0.unit) }
        }
        return trial.proposals > 0 ? trial : nil
    }
}

/// Who helped whom in the proposals that a store has.
private struct Partners: Sendable {
    /// Fewer proposals of a unit say nothing about whom it works with.
    private static let least = 3

    private let reading: ProposalReading
    private let graph: NeighborGraph
    private let joint: [[String]]
    /// For each leading unit the rows of its proposals that name helpers.
    private var rowsOf: [String: [Int]] = [:]

    init(_ reading: ProposalReading, _ graph: NeighborGraph, units: [String?], joint: [[String]]) {
        self.reading = reading
        self.graph = graph
        self.joint = joint
        for proposal in reading.proposals where !joint[proposal.row].isEmpty {
            guard let unit = units[proposal.row] else { continue }
            rowsOf[unit, default: []].append(proposal.row)
        }
    }

    /// The share of a unit's other proposals that each unit helped with.
    func share(of unit: String?, without row: Int) -> [String: Double] {
        let rows = (unit.flatMap { rowsOf[$0] } ?? []).filter { $0 != row }
        guard rows.count >= Self.least else { return [:] }
        var counts: [String: Double] = [:]
        for row in rows { for name in Set(joint[row]) { counts[name, default: 0] += 1 } }
        return counts.mapValues { $0 / Double(rows.count) }
    }

    /// Each unit's share among the like proposals that had help, weighted by likeness.
    func likeShare(_ index: Int, from least: Double) -> [String: Double] {
        var (all, shares) = (0.0, [String: Double]())
        for edge in graph.edges[index] where Double(edge.weight) >= least {
            let names = joint[reading.proposals[Int(edge.to)].row]
            guard !names.isEmpty else { continue }
            all += Double(edge.weight)
            for name in Set(names) { shares[name, default: 0] += Double(edge.weight) }
        }
        return all > 0 ? shares.mapValues { $0 / all } : [:]
    }
}
