import OpinionIngest

/// Finds and ranks livelihood-project candidates (民生实事候选).
///
/// A need of the catalogue is a candidate when enough people speak of it; an issue that no need covers is one when it is
/// large, with its gates left to a person, so that nothing drops out because the catalogue lacks it. Gates come first:
/// whoever fails one is listed after all others, with the reason. Then comes the published score, the plain sum of
/// seven parts from 0 to 100 (see `ScoreParts`). Each person counts once per candidate, whatever they filed.
public struct CandidateRanker: Sendable {
    /// A ranker; all settings are in the input.
    public init() {}

    /// Ranks all candidates. O(n log n) in the records behind candidates.
    public func candidates(in input: RankingInput) -> [Candidate] {
        let subjects = Self.subjects(in: input)
        let parts = ScoreParts(input: input, subjects: subjects)
        let settings = input.configuration.candidates
        var candidates = subjects.map { subject in
            let parts = parts.parts(of: subject)
            return Candidate(
                key: subject.key, title: subject.title, rank: 0, score: parts.reduce(0) { $0 + $1.points },
                parts: parts,
                gates: subject.gates, issues: subject.issues.map { input.issues[$0].id },
                records: input.ids(subject.members), people: subject.people,
                likes: subject.members.reduce(0) {
                    $0 + min(max(input.facts[$1].likes, 0), settings.likesPerRecord)
                })
        }
        candidates.sort(by: Self.precedes)
        for index in candidates.indices { candidates[index].rank = index + 1 }
        Self.noteOverlaps(in: &candidates)
        return candidates
    }

    /// The share of the smaller candidate's records from which two candidates overlap.
    static let overlapShare = 0.4

    /// Fills each candidate's `overlaps`. O(records × candidates of a record, squared): a record is behind few candidates.
    public static func noteOverlaps(in candidates: inout [Candidate]) {
        var holders: [RecordID: [Int]] = [:]
        for (index, candidate) in candidates.enumerated() {
            for record in candidate.records { holders[record, default: []].append(index) }
        }
        var shared: [[Int: Int]] = candidates.map { _ in [:] }
        for list in holders.values {
            for (position, left) in list.enumerated() {
                for right in list.dropFirst(position + 1) {
                    shared[left][right, default: 0] += 1
                    shared[right][left, default: 0] += 1
                }
            }
        }
        let sizes = candidates.map(\.records.count)
        let keys = candidates.map(\.key)
        for index in candidates.indices {
            candidates[index].overlaps = shared[index]
                .filter { Double($0.value) >= overlapShare * Double(min(sizes[index], sizes[$0.key])) }
                .keys.sorted().map { keys[$0] }
        }
    }

    /// Gates, then score, then people, then key.
    static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
        if left.eligible != right.eligible { return left.eligible }
        if left.score != right.score { return left.score > right.score }
        if left.people != right.people { return left.people > right.people }
        return left.key < right.key
    }

    /// What may become a candidate, before scoring.
    struct Subject {
        var key: String
        var title: String
        var gates: [Gate]
        var issues: [Int]
        var members: [Int]
        var people: Int
    }

    static func subjects(in input: RankingInput) -> [Subject] {
        let settings = input.configuration.candidates
        var covered = [Bool](repeating: false, count: input.issues.count)
        var subjects: [Subject] = []
        for (need, support) in zip(input.needs, input.support) {
            for issue in support.issues { covered[issue] = true }
            let people = input.people.people(support.members)
            guard people >= settings.minimumPeople else { continue }
            subjects.append(
                Subject(
                    key: "need:\(need.id)", title: need.title, gates: need.gates, issues: support.issues,
                    members: support.members, people: people))
        }
        for (index, issue) in input.issues.enumerated() where !covered[index] {
            let people = input.people.people(input.members[index])
            guard people >= settings.minimumIssuePeople else { continue }
            subjects.append(
                Subject(
                    key: "issue:\(issue.id)", title: issue.label, gates: Gate.unjudged, issues: [index],
                    members: input.members[index], people: people))
        }
        return subjects
    }
}
