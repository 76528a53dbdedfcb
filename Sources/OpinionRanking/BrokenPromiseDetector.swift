import OpinionIngest

/// Finds dated promises of replies that have passed while complaints about the same matter go on (承诺未兑现).
///
/// A later record counts when it comes in the year after the due day and some days of grace, about the same issue and not
/// from a place known to be another, or, outside issues, about the same need from the same person, address or community.
/// Thanks do not count, nor do promises of an answer alone. One lead per matter: its promise with the most records
/// after it. Matters in which the same unit promised the same in the same words for the same day are one lead, under the
/// matter with the most records. The reply's day is the closure, else the dispatch, else the receipt. O(n log n) and, per issue, distinct
/// promised days × places.
public struct BrokenPromiseDetector: LeadDetector {
    private let parser = PromiseParser()

    /// A detector; all settings are in the input.
    public init() {}

    /// `.brokenPromise`.
    public var kind: LeadKind { .brokenPromise }

    private struct Broken {
        var record: Int
        var promise: DatedPromise
        var later: [Int]
        var people: Int
    }

    /// One lead for each matter with a promise that was not kept.
    public func leads(in input: RankingInput) -> [Lead] {
        var promises = [[DatedPromise]](repeating: [], count: input.facts.count)
        for (index, fact) in input.facts.enumerated() {
            guard let reply = fact.handling.reply, !reply.isEmpty,
                let replied = fact.handling.closed ?? fact.handling.dispatched ?? fact.received
            else { continue }
            promises[index] = parser.promises(in: reply, replied: replied).filter {
                !$0.answerOnly && $0.due.dayNumber + input.configuration.leads.promiseGraceDays < input.now.dayNumber
            }
        }
        var matters: [Matter] = []
        for (issue, members) in zip(input.issues, input.members) {
            let found = broken(members, promises, input) { !input.placesConflict($0, $1) }
            if let found {
                matters.append(
                    Matter(
                        key: "issue:\(issue.id)", name: issue.label, issue: issue.id, size: members.count, broken: found
                    ))
            }
        }
        for (need, support) in zip(input.needs, input.support) {
            let spoken = support.members.filter { input.facts[$0].needs.contains(need.id) && input.issueOf[$0] == nil }
            let found = broken(spoken, promises, input) { samePlace($0, $1, input) }
            if let found {
                matters.append(
                    Matter(key: "need:\(need.id)", name: need.title, issue: nil, size: spoken.count, broken: found))
            }
        }
        return merged(matters, input).strongestFirst()
    }

    private struct Matter {
        var key: String
        var name: String
        var issue: IssueID?
        var size: Int
        var broken: Broken
    }

    private struct PromiseIdentity: Hashable {
        var unit: String
        var due: Int
        var words: String
    }

    /// One lead for each promise: a unit's standard reply to several issues promises once.
    private func merged(_ matters: [Matter], _ input: RankingInput) -> [Lead] {
        var groups: [[Matter]] = []
        var known: [PromiseIdentity: Int] = [:]
        for matter in matters {
            guard let unit = input.facts[matter.broken.record].handling.leadUnit, !unit.isEmpty else {
                groups.append([matter])
                continue
            }
            let words = String(matter.broken.promise.words.filter { $0.isLetter || $0.isNumber })
            let identity = PromiseIdentity(unit: unit, due: matter.broken.promise.due.dayNumber, words: words)
            if let group = known[identity] {
                groups[group].append(matter)
            } else {
                known[identity] = groups.count
                groups.append([matter])
            }
        }
        return groups.compactMap { group in
            // Issues before needs, then the larger, then the first.
            let ordered = group.enumerated().sorted {
                ($0.element.issue == nil ? 1 : 0, -$0.element.size, $0.offset)
                    < ($1.element.issue == nil ? 1 : 0, -$1.element.size, $1.offset)
            }
            guard let main = ordered.first?.element else { return nil }
            var broken = main.broken
            broken.later = input.byDay(RankingInput.distinct(group.flatMap(\.broken.later)))
            broken.people = input.people.people(broken.later)
            return lead(
                broken, replies: RankingInput.distinct(group.map(\.broken.record)), key: main.key, name: main.name,
                issue: main.issue, input)
        }
    }

    private func samePlace(_ left: Int, _ right: Int, _ input: RankingInput) -> Bool {
        let (first, second) = (input.facts[left].place, input.facts[right].place)
        if let address = first.address, address.utf8.count >= 12, address == second.address { return true }
        guard let community = first.community, !community.isEmpty else { return false }
        return community == second.community && !input.placesConflict(left, right)
    }

    /// The promise of some records with the most people complaining after it; `matches` compares places alone.
    private func broken(
        _ members: [Int], _ promises: [[DatedPromise]], _ input: RankingInput, matches: (Int, Int) -> Bool
    ) -> Broken? {
        let settings = input.configuration.leads
        guard members.contains(where: { !promises[$0].isEmpty }) else { return nil }
        let dated = input.byDay(members.filter { !input.isThanks[$0] })
        var places: [PlaceKey: [Int]] = [:]
        var persons: [PersonKey: [Int]] = [:]
        for index in dated {
            places[PlaceKey(input.facts[index]), default: []].append(index)
            if let person = input.facts[index].person { persons[person, default: []].append(index) }
        }
        let groups = places.values.sorted { ($0.first ?? 0) < ($1.first ?? 0) }

        func own(_ record: Int, _ promise: DatedPromise) -> [Int] {
            guard let person = input.facts[record].person, let list = persons[person] else { return [] }
            return after(promise, in: list, input).filter { $0 != record }
        }
        // Which groups a place agrees with is worked out once for each place.
        var agreeing: [PlaceKey: [Int]] = [:]
        func others(_ record: Int, _ promise: DatedPromise) -> [Int] {
            let place = PlaceKey(input.facts[record])
            let near =
                agreeing[place]
                ?? groups.indices.filter { number in groups[number].first.map { matches(record, $0) } ?? false }
            agreeing[place] = near
            return near.flatMap { after(promise, in: groups[$0], input) }.filter { $0 != record }
        }
        // Promises for one day about one place have the same complaints after them: counted once.
        var counted: [PromiseKey: Int] = [:]
        var best: Broken?
        for record in members {
            for promise in promises[record] {
                let key = PromiseKey(due: promise.due.dayNumber, place: PlaceKey(input.facts[record]))
                let around = counted[key] ?? input.people.people(others(record, promise))
                counted[key] = around
                let returned = !own(record, promise).isEmpty
                let people = max(around, returned ? 1 : 0)
                guard people >= settings.promiseMinimumPeople || returned else { continue }
                let broken = Broken(record: record, promise: promise, later: [], people: people)
                if let known = best, !precedes(broken, known) { continue }
                best = broken
            }
        }
        guard var best else { return nil }
        let later = others(best.record, best.promise) + own(best.record, best.promise)
        best.later = input.byDay(RankingInput.distinct(later))
        best.people = input.people.people(best.later)
        return best
    }

    /// The records of a list ordered by day that come after a promise's grace and not too late to bear on it.
    private func after(_ promise: DatedPromise, in list: [Int], _ input: RankingInput) -> ArraySlice<Int> {
        let settings = input.configuration.leads
        let first = promise.due.dayNumber + settings.promiseGraceDays + 1
        let start = lowerBound(list, first, input)
        let end = lowerBound(list, first + settings.promiseWithinDays, input)
        return list[start..<max(start, end)]
    }

    /// More people, then a firm promise, then the earlier due day, then the smaller record id.
    private func precedes(_ left: Broken, _ right: Broken) -> Bool {
        if left.people != right.people { return left.people > right.people }
        if left.promise.soft != right.promise.soft { return right.promise.soft }
        return (left.promise.due, left.record) < (right.promise.due, right.record)
    }

    private struct PlaceKey: Hashable {
        var county: String?
        var township: String?
        var community: String?
        var address: String?

        init(_ fact: RecordFacts) {
            county = fact.place.county
            township = fact.place.township
            community = fact.place.community
            address = fact.place.address
        }
    }

    private struct PromiseKey: Hashable {
        var due: Int
        var place: PlaceKey
    }

    private func lowerBound(_ list: [Int], _ day: Int, _ input: RankingInput) -> Int {
        var low = 0
        var high = list.count
        while low < high {
            let middle = (low + high) / 2
            if input.days[list[middle]] ?? Int.min >= day { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func lead(
        _ broken: Broken, replies: [Int], key: String, name: String, issue: IssueID?, _ input: RankingInput
    ) -> Lead {
        let promise = broken.promise
        let fact = input.facts[broken.record]
        let replied = (fact.handling.closed ?? fact.handling.dispatched ?? fact.received)?.dayText ?? "日期不详"
        return Lead(
            key: "brokenPromise:\(key):\(promise.due)", kind: .brokenPromise,
            title: "“\(name)”承诺\(promise.due)前\(promise.verb)，到期后仍有\(broken.people)人反映",
            explanation: "\(fact.handling.leadUnit ?? "承办单位")于\(replied)答复“\(promise.words)”，期限已过，"
                + "同一事项又收到\(broken.later.count)件来件"
                + (promise.soft ? "；原文用语有保留（如“预计”“力争”）。" : "。"),
            strength: (promise.soft ? 0.7 : 1) * Double(broken.people),
            evidence: [
                LeadEvidence(name: "承诺原文", value: promise.words),
                LeadEvidence(name: "承诺期限", value: promise.due.description),
                LeadEvidence(name: "答复日期", value: replied),
                LeadEvidence(name: "承诺性质", value: promise.soft ? "有保留" : "明确"),
                LeadEvidence(name: "答复记录", value: input.list(replies)),
                LeadEvidence(name: "到期后来件", value: "\(broken.people)人、\(broken.later.count)件"),
                LeadEvidence(name: "后续记录", value: input.list(broken.later)),
            ], issue: issue, unit: fact.handling.leadUnit,
            records: input.ids(RankingInput.distinct(broken.later + replies)), topics: [])
    }
}
