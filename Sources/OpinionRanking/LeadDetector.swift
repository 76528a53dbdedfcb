import OpinionIngest

/// Looks for one kind of sign. The same input gives the same leads, whatever the order in which it was given; nothing
/// in, nothing out. Detectors do not cap or tag: `LeadFinder` does.
public protocol LeadDetector: Sendable {
    /// The kind of all leads that it gives.
    var kind: LeadKind { get }
    /// The leads, strongest first, equal ones by key.
    func leads(in input: RankingInput) -> [Lead]
}

extension Sequence<Lead> {
    /// Strongest first, equal ones by key.
    func strongestFirst() -> [Lead] {
        sorted { ($1.strength, $0.key) < ($0.strength, $1.key) }
    }
}

extension RankingInput {
    /// Whether two records are known to be about different places: an unknown part contradicts nothing.
    func placesConflict(_ left: Int, _ right: Int) -> Bool {
        let (left, right) = (facts[left].place, facts[right].place)
        func differ(_ first: String?, _ second: String?) -> Bool {
            guard let first, let second else { return false }
            return first != second
        }
        return differ(left.county, right.county) || differ(left.township, right.township)
            || differ(left.community, right.community)
    }

    /// How a list of records is named in evidence: numbers (or ids) with the day received, at most `limit`.
    func list(_ members: [Int], limit: Int = 5) -> String {
        let shown = members.prefix(limit).map { index in
            facts[index].shown + (facts[index].received.map { "（\($0.dayText)）" } ?? "")
        }
        return shown.joined(separator: "、") + (members.count > limit ? " 等\(members.count)件" : "")
    }

    /// Members ordered by day of receipt, then id; those without a day are left out.
    func byDay(_ members: [Int]) -> [Int] {
        members.compactMap { index in days[index].map { ($0, index) } }.sorted { $0 < $1 }.map(\.1)
    }
}

extension CivilTime {
    /// The date without the time of day.
    var dayText: String { CivilTime(seconds: seconds, precision: min(precision, .day)).description }
}
