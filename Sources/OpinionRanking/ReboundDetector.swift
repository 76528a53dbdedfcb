import Foundation
import OpinionIngest

/// Finds matters that come back after they were closed (反弹), and matters closed though not solved.
///
/// A closed record rebounds when, from some days to half a year after its closure, the same person or the same place
/// raises the same matter again. The matter is the issue; for records of which at most one is in an issue, a need that
/// both speak of. The same place is the same address or community, within an issue also the same township where no finer
/// place is known. People are counted, not records.
///
/// A lead needs more returns than chance gives: people who came back in person against a binomial at the rate of all
/// other matters; people whose place came back, with at least three people returning and a shrunk rate above the overall
/// one, against a Poisson of what the place's later records would hit by themselves, spread evenly over the data's time;
/// people unsolved in an issue against a binomial at the others' rate or that
/// of the issue's units, whichever is higher. Benjamini–Hochberg over matters × tests. O(n log n).
public struct ReboundDetector: LeadDetector {
    /// A detector; all settings are in the input.
    public init() {}

    /// `.rebound`.
    public var kind: LeadKind { .rebound }

    private struct Found {
        var key: String
        var name: String
        var issue: IssueID?
        /// Closed records of the matter.
        var closed: [Int] = []
        /// Closed records that came back, by the same person or from the same place.
        var rebounds: [Int] = []
        /// Those of them that the same person raised again.
        var inPerson = Set<Int>()
        /// The records that came after.
        var later: [Int] = []
        /// People whose place would be raised again within the time if its records were spread evenly.
        var expectedByPlace = 0.0
        /// Closed records whose sender says that the matter is not solved.
        var unsolved: [Int] = []
    }

    /// One lead for each matter that came back often enough, or stays unsolved far more often than others.
    public func leads(in input: RankingInput) -> [Lead] {
        var matters: [Found] = []
        for (issue, members) in zip(input.issues, input.members) {
            matters.append(
                find(
                    Found(key: "issue:\(issue.id)", name: issue.label, issue: issue.id), members, input, townships: true
                ))
        }
        for (need, support) in zip(input.needs, input.support) {
            let spoken = support.members.filter { input.facts[$0].needs.contains(need.id) }
            matters.append(
                find(Found(key: "need:\(need.id)", name: need.title, issue: nil), spoken, input, townships: false))
        }
        return significant(matters, input)
    }

    /// Weight, in people, of the rate that matters are taken to have before anything is known, and that rate.
    private static let priorPeople = 10.0
    private static let priorRate = 0.05

    private func significant(_ matters: [Found], _ input: RankingInput) -> [Lead] {
        let settings = input.configuration.leads
        func people(_ members: some Sequence<Int>) -> Int { input.people.people(members) }
        let counts = matters.map { matter in
            (
                closed: people(matter.closed), inPerson: people(matter.inPerson), back: people(matter.rebounds),
                later: people(matter.later), unsolved: people(matter.unsolved)
            )
        }
        let closed = counts.reduce(0) { $0 + $1.closed }
        guard closed > 0 else { return [] }
        let back = counts.reduce(0) { $0 + $1.back }
        let inPerson = counts.reduce(0) { $0 + $1.inPerson }
        let unsolved = counts.reduce(0) { $0 + $1.unsolved }
        /// The rate of all other matters.
        func rate(_ all: Int, without own: Int, of ownClosed: Int) -> Double {
            (Double(all - own) + Self.priorPeople * Self.priorRate) / (Double(closed - ownClosed) + Self.priorPeople)
        }
        let overall = Double(back) / Double(closed)
        var values: [(person: Double, place: Double, unsolved: Double)] = []
        for (matter, count) in zip(matters, counts) {
            let shrunk = (Double(count.back) + 10 * overall) / (Double(count.closed) + 10)
            let person =
                count.inPerson > 0
                ? Statistics.binomialTail(
                    successes: count.inPerson, trials: count.closed,
                    probability: rate(inPerson, without: count.inPerson, of: count.closed)) : 1
            let place =
                count.back >= settings.reboundMinimum && count.later >= Self.placePeople && shrunk > overall
                ? Statistics.negativeBinomialTail(
                    observed: count.back, mean: matter.expectedByPlace, variance: matter.expectedByPlace) : 1
            let open =
                matter.issue != nil && count.unsolved >= settings.unsolvedMinimum
                    && Double(count.unsolved * closed) >= 2 * Double(unsolved * count.closed)
                ? Statistics.binomialTail(
                    successes: count.unsolved, trials: count.closed,
                    probability: max(
                        rate(unsolved, without: count.unsolved, of: count.closed), unitRate(matter, input))) : 1
            values.append((person, place, open))
        }
        let tests = counts.count { $0.closed > 0 } * 3
        guard
            let limit = Statistics.rejectionLimit(
                values.flatMap { [$0.person, $0.place, $0.unsolved] }.filter { $0 < 1 }, tests: tests,
                rate: settings.falseDiscoveryRate)
        else { return [] }
        return zip(zip(matters, counts), values).compactMap { pair, p -> Lead? in
            let (matter, count) = pair
            let cameBack = min(p.person, p.place) <= limit
            guard cameBack || p.unsolved <= limit else { return nil }
            let shrunk = (Double(count.back) + 10 * overall) / (Double(count.closed) + 10)
            return lead(
                matter, cameBack: cameBack, p: cameBack ? min(p.person, p.place) : p.unsolved, rate: shrunk,
                overall: overall, input)
        }.strongestFirst()
    }

    /// The share of unsolved among the other closed records of the matter's units, so that what is the unit's is not told
    /// again for each of its matters (单位异常).
    private func unitRate(_ matter: Found, _ input: RankingInput) -> Double {
        let own = Set(matter.closed)
        let units = Set(matter.closed.compactMap { input.facts[$0].handling.leadUnit })
        var all = 0
        var unsolved = 0
        for (index, fact) in input.facts.enumerated() where fact.handling.closed != nil && !own.contains(index) {
            guard let unit = fact.handling.leadUnit, units.contains(unit) else { continue }
            all += 1
            if fact.evaluation.solved == false { unsolved += 1 }
        }
        return all == 0 ? 0 : Double(unsolved) / Double(all)
    }

    /// People who must return where nobody is known to have come back in person.
    private static let placePeople = 3

    private enum Key: Hashable {
        case person(PersonKey)
        case address(String)
        case community(String)
        case township(String)
    }

    private func find(_ found: Found, _ members: [Int], _ input: RankingInput, townships: Bool) -> Found {
        var found = found
        let settings = input.configuration.leads
        let closed = members.filter { index in
            guard let day = closedDay(index, input) else { return false }
            return day <= input.now.dayNumber && !(input.days[index].map { $0 > day } ?? false)
        }
        // Most matters have nothing closed, and many stores know of no closure at all.
        guard !closed.isEmpty else { return found }
        var byKey: [Key: [Int]] = [:]
        for index in input.byDay(members) where !input.isThanks[index] {
            for key in keys(of: index, input, townships: townships) { byKey[key, default: []].append(index) }
        }
        found.closed = closed
        found.unsolved = closed.filter { input.facts[$0].evaluation.solved == false }
        var later = Set<Int>()
        // Spans of each key's list that come after some closure, so that a long list is walked once.
        var spans: [Key: [Range<Int>]] = [:]
        for index in closed {
            guard let day = closedDay(index, input) else { continue }
            var came = false
            for key in keys(of: index, input, townships: townships) {
                guard let list = byKey[key] else { continue }
                let start = lowerBound(list, input) { $0 >= day + max(1, settings.reboundGapDays) }
                let end = lowerBound(list, input) { $0 > day + settings.reboundWithinDays }
                guard start < end else { continue }
                let matches = found.issue != nil || list[start..<end].contains { comparable(index, $0, input) }
                guard matches else { continue }
                came = true
                if case .person = key { found.inPerson.insert(index) }
                if found.issue != nil {
                    spans[key, default: []].append(start..<end)
                } else {
                    later.formUnion(list[start..<end].filter { comparable(index, $0, input) })
                }
            }
            if came { found.rebounds.append(index) }
        }
        found.expectedByPlace = expectedByPlace(closed, byKey, input, townships: townships)
        for (key, ranges) in spans {
            guard let list = byKey[key] else { continue }
            var reached = 0
            for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
                let start = max(reached, range.lowerBound)
                if start < range.upperBound { later.formUnion(list[start..<range.upperBound]) }
                reached = max(reached, range.upperBound)
            }
        }
        found.later = input.byDay(Array(later))
        return found
    }

    /// How many people's places would come back by themselves: 1 − e^(−λ), λ the place's other records times the share of
    /// the data's time that the window covers. Of one person's records the likeliest counts.
    private func expectedByPlace(
        _ closed: [Int], _ byKey: [Key: [Int]], _ input: RankingInput, townships: Bool
    ) -> Double {
        let settings = input.configuration.leads
        let days = Double((input.horizon?.count ?? 1) * 30)
        let window = Double(max(1, settings.reboundWithinDays - settings.reboundGapDays + 1))
        var chance: [Int: Double] = [:]
        for index in closed {
            let others = keys(of: index, input, townships: townships).map { (byKey[$0]?.count ?? 1) - 1 }.max() ?? 0
            let hit = 1 - exp(-Double(max(0, others)) * min(1, window / days))
            let token = input.people.tokens[index]
            chance[token] = max(chance[token] ?? 0, hit)
        }
        return chance.values.sorted().reduce(0, +)
    }

    /// In a need's list two records of issues are either one matter, counted with the issue, or two.
    private func comparable(_ left: Int, _ right: Int, _ input: RankingInput) -> Bool {
        left != right && (input.issueOf[left] == nil || input.issueOf[right] == nil)
    }

    private func closedDay(_ index: Int, _ input: RankingInput) -> Int? {
        guard let closed = input.facts[index].handling.closed, closed.precision >= .day else { return nil }
        return closed.dayNumber
    }

    private func keys(of index: Int, _ input: RankingInput, townships: Bool) -> [Key] {
        let fact = input.facts[index]
        let place = fact.place
        var keys: [Key] = []
        if let person = fact.person { keys.append(.person(person)) }
        if let address = place.address, address.utf8.count >= 12 { keys.append(.address(address)) }
        if let community = place.community, !community.isEmpty {
            keys.append(.community("\(place.county ?? "")/\(place.township ?? "")/\(community)"))
        } else if townships, let township = place.township, !township.isEmpty {
            keys.append(.township("\(place.county ?? "")/\(township)"))
        }
        return keys
    }

    /// The first place in a list ordered by day at which the day satisfies a monotone condition.
    private func lowerBound(_ list: [Int], _ input: RankingInput, _ reached: (Int) -> Bool) -> Int {
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            if reached(input.days[list[middle]] ?? Int.min) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func lead(
        _ matter: Found, cameBack: Bool, p: Double, rate: Double, overall: Double, _ input: RankingInput
    ) -> Lead {
        let back = input.people.people(matter.rebounds)
        let unsolved = input.people.people(matter.unsolved)
        let closed = matter.closed.count
        let title: String
        if !cameBack {
            title = "“\(matter.name)”已办结但未解决：\(closed)件办结中有\(matter.unsolved.count)件群众反馈未解决"
        } else if matter.inPerson.isEmpty {
            title = "“\(matter.name)”办结后反弹：\(closed)件办结中有\(matter.rebounds.count)件同一地点再反映"
        } else {
            title = "“\(matter.name)”办结后反弹：\(closed)件办结中有\(matter.inPerson.count)件为同一人办结后再反映"
        }
        var evidence = [
            LeadEvidence(name: "已办结", value: "\(input.people.people(matter.closed))人、\(matter.closed.count)件"),
            LeadEvidence(name: "办结后再反映", value: "\(back)人、\(matter.rebounds.count)件"),
            LeadEvidence(name: "其中同一人再反映", value: "\(matter.inPerson.count)件"),
            LeadEvidence(name: "后续来件", value: "\(matter.later.count)件"),
            LeadEvidence(name: "办结但反馈未解决", value: "\(unsolved)人、\(matter.unsolved.count)件"),
            LeadEvidence(name: "反弹率（收缩后）", value: "\(Show.percent(rate))，总体\(Show.percent(overall))"),
            LeadEvidence(name: "p值", value: Show.p(p)),
        ]
        if !matter.rebounds.isEmpty {
            let shown = matter.rebounds.prefix(5).map { index in
                "\(input.facts[index].shown)（\(input.facts[index].handling.closed?.dayText ?? "")办结）"
            }
            let more = matter.rebounds.count > 5 ? " 等\(matter.rebounds.count)件" : ""
            evidence.append(LeadEvidence(name: "办结记录", value: shown.joined(separator: "、") + more))
            evidence.append(LeadEvidence(name: "后续记录", value: input.list(matter.later)))
        }
        // Whether a place that comes back is the same trouble is less sure than with a person.
        let weight = Double(matter.inPerson.count) + 0.25 * Double(matter.rebounds.count - matter.inPerson.count)
        let days = input.configuration.leads
        return Lead(
            key: "rebound:\(matter.key)", kind: .rebound, title: title,
            explanation: cameBack
                ? "办结\(days.reboundGapDays)至\(days.reboundWithinDays)天内，同一人或同一地点多次就同一事项再次反映，办理可能未真正到位，宜“回头看”。"
                : "办结记录中反馈未解决的比例至少为总体的两倍，宜“回头看”。",
            strength: rate * log(1 + weight + 0.5 * Double(unsolved)), evidence: evidence, issue: matter.issue,
            unit: nil,
            records: input.ids(
                RankingInput.distinct(matter.rebounds + matter.later + (cameBack ? [] : matter.unsolved))),
            topics: [])
    }
}
