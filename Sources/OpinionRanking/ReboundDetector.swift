import Foundation
import OpinionIngest

/// Finds matters that come back after they were closed (反弹), and matters closed though not solved.
///
/// A closed record rebounds when, from some days to half a year after its closure, the same person or the same place
/// raises the same matter again. The matter is the issue; for records of which at most one is in an issue, a need that
/// both speak of. The same place is the same address or community, within an issue also the same township where no finer
/// place is known. People are counted, not records, and each matter's rate is shrunk towards the overall one. O(n log n).
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
        /// Closed records whose sender says that the matter is not solved.
        var unsolved: [Int] = []
    }

    /// One lead for each matter that came back often enough, or stays unsolved far more often than others.
    public func leads(in input: RankingInput) -> [Lead] {
        let settings = input.configuration.leads
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
        func people(_ members: [Int]) -> Double { Double(input.people.people(members)) }
        let closed = matters.reduce(0) { $0 + people($1.closed) }
        guard closed > 0 else { return [] }
        let overall = matters.reduce(0) { $0 + people($1.rebounds) } / closed
        let unsolvedOverall = matters.reduce(0) { $0 + people($1.unsolved) } / closed
        return matters.compactMap { matter -> Lead? in
            let all = people(matter.closed)
            let back = people(matter.rebounds)
            let unsolved = people(matter.unsolved)
            let cameBack = back >= Double(settings.reboundMinimum) || !matter.inPerson.isEmpty
            let staysUnsolved =
                unsolved >= Double(settings.unsolvedMinimum) && unsolved >= 2 * unsolvedOverall * all
            guard cameBack || staysUnsolved else { return nil }
            let rate = (back + 10 * overall) / (all + 10)
            return lead(matter, cameBack: cameBack, rate: rate, overall: overall, input)
        }.strongestFirst()
    }

    private enum Key: Hashable {
        case person(PersonKey)
        case address(String)
        case community(String)
        case township(String)
    }

    private func find(_ found: Found, _ members: [Int], _ input: RankingInput, townships: Bool) -> Found {
        var found = found
        let settings = input.configuration.leads
        var byKey: [Key: [Int]] = [:]
        for index in input.byDay(members) where !input.facts[index].isThanks {
            for key in keys(of: index, input, townships: townships) { byKey[key, default: []].append(index) }
        }
        let closed = members.filter { index in
            guard let day = closedDay(index, input) else { return false }
            return day <= input.now.dayNumber && !(input.days[index].map { $0 > day } ?? false)
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

    private func lead(_ matter: Found, cameBack: Bool, rate: Double, overall: Double, _ input: RankingInput) -> Lead {
        let back = input.people.people(matter.rebounds)
        let unsolved = input.people.people(matter.unsolved)
        let title =
            cameBack
            ? "“\(matter.name)”办结后反弹：\(matter.rebounds.count)件办结后又有\(matter.later.count)件反映"
            : "“\(matter.name)”已办结但未解决：\(matter.unsolved.count)件办结后群众反馈未解决"
        var evidence = [
            LeadEvidence(name: "已办结", value: "\(input.people.people(matter.closed))人、\(matter.closed.count)件"),
            LeadEvidence(name: "办结后再反映", value: "\(back)人、\(matter.rebounds.count)件"),
            LeadEvidence(name: "其中同一人再反映", value: "\(matter.inPerson.count)件"),
            LeadEvidence(name: "后续来件", value: "\(matter.later.count)件"),
            LeadEvidence(name: "办结但反馈未解决", value: "\(unsolved)人、\(matter.unsolved.count)件"),
            LeadEvidence(name: "反弹率（收缩后）", value: "\(Show.percent(rate))，总体\(Show.percent(overall))"),
        ]
        if !matter.rebounds.isEmpty {
            let shown = matter.rebounds.prefix(5).map { index in
                "\(input.facts[index].id)（\(input.facts[index].handling.closed?.dayText ?? "")办结）"
            }
            let more = matter.rebounds.count > 5 ? " 等\(matter.rebounds.count)件" : ""
            evidence.append(LeadEvidence(name: "办结记录", value: shown.joined(separator: "、") + more))
            evidence.append(LeadEvidence(name: "后续记录", value: input.list(matter.later)))
        }
        // A person who comes back weighs twice a place that does.
        let weight = Double(matter.inPerson.count) + Double(matter.rebounds.count)
        let days = input.configuration.leads
        return Lead(
            key: "rebound:\(matter.key)", kind: .rebound, title: title,
            explanation: cameBack
                ? "办结\(days.reboundGapDays)至\(days.reboundWithinDays)天内，同一人或同一地点就同一事项再次反映，办理可能未真正到位，宜“回头看”。"
                : "办结记录中反馈未解决的比例至少为总体的两倍，宜“回头看”。",
            strength: rate * log(1 + weight + 0.5 * Double(unsolved)), evidence: evidence, issue: matter.issue,
            unit: nil,
            records: input.ids(
                RankingInput.distinct(matter.rebounds + matter.later + (cameBack ? [] : matter.unsolved))),
            topics: [])
    }
}
