import Foundation
import OpinionIngest
import OpinionRanking
import OpinionStore

/// Takes people's decisions on issues: checks each against what is there and against earlier decisions, then stores it with the
/// entry in the audit log. The next run carries it out.
///
/// Decisions speak of the issues as they are once the decisions before are carried out, so several may be taken in a row.
public struct IssueCorrection {
    /// What a person decides.
    public enum Request: Sendable, Equatable {
        /// These issues are one matter; the first keeps its id.
        case merge([IssueID])
        /// These records of an issue are another matter.
        case split(IssueID, [RecordID])
        /// The issue's label; 1 to 60 characters.
        case rename(IssueID, String)
        /// These records belong to the issue; none: all that it has now.
        case pin(IssueID, [RecordID])
        /// These records belong to no issue.
        case exclude([RecordID])
        /// An earlier decision is taken back.
        case undo(Int)
    }

    private let store: Store?
    let earlier: EarlierIssues
    let issues: [IssueID: Issue]

    /// Reads what the store knows. Linear in the records of issues.
    public init(_ store: Store) throws {
        self.init(try EarlierIssues(store), store: store)
    }

    /// Over what was known before; without a store, decisions are only checked.
    package init(_ earlier: EarlierIssues, store: Store? = nil) {
        self.store = store
        self.earlier = earlier
        var issues: [IssueID: Issue] = [:]
        // The parts of a split get their ids in the next run only: until then nobody can name them.
        let known = Set(earlier.issues.map(\.id))
        for issue in earlier.decided() where known.contains(issue.id) { issues[issue.id] = issue }
        self.issues = issues
    }

    /// Checks a request and stores it as the next decision.
    ///
    /// - Parameters:
    ///   - author: who decides; 1 to 40 characters.
    ///   - reason: why; 1 to 200 characters; personal data in it is masked.
    /// - Returns: the decision as stored.
    /// - Throws: `CorrectionError` where it can't be taken, `StoreError`; nothing is stored then.
    public func take(_ request: Request, author: String, reason: String, at time: CivilTime) throws -> IssueDecision {
        let decision = try checked(request, author: author, reason: reason, at: time)
        try store?.add(decision, audit: try DecisionEntry(decision).json)
        return decision
    }

    /// The decision that a request would be.
    package func checked(
        _ request: Request, author: String, reason: String, at time: CivilTime
    ) throws -> IssueDecision {
        var decision = IssueDecision(
            id: (earlier.decisions.last?.id ?? 0) + 1, kind: .merge, time: time,
            author: try Self.text(author, field: "--author（姓名）", limit: 40),
            reason: Masker().maskField(try Self.text(reason, field: "--reason（理由）", limit: 200)))
        switch request {
        case .merge(let ids): try merge(ids, &decision)
        case .split(let id, let records): try split(id, records, &decision)
        case .rename(let id, let label):
            decision.kind = .rename
            decision.sides = [.init(issue: try issue(id).id)]
            decision.label = Masker().maskField(try Self.text(label, field: "名称", limit: 60))
        case .pin(let id, let records): try pin(id, records, &decision)
        case .exclude(let records): try exclude(records, &decision)
        case .undo(let id):
            guard let undone = earlier.decisions.first(where: { $0.id == id }) else {
                throw CorrectionError.unknownDecision(id)
            }
            guard standing.contains(where: { $0.id == undone.id }) else { throw CorrectionError.notUndoable(id) }
            decision.kind = .undo
            decision.undoes = id
        }
        if decision.kind != .undo {
            let broken = DecisionConstraints(standing + [decision]).contradiction().filter { $0 != decision.id }
            if !broken.isEmpty { throw contradiction(broken) }
        }
        return decision
    }

    /// The record that a name stands for: a record's id, or a number that one record has.
    public func record(_ name: String) throws -> RecordID {
        guard let store else { return RecordID(rawValue: name) }
        if try store.shownRecord(RecordID(rawValue: name)) != nil { return RecordID(rawValue: name) }
        let numbered = try store.find(number: name)
        guard let only = numbered.first else { throw CorrectionError.unknownRecord(name) }
        guard numbered.count == 1 else { throw CorrectionError.ambiguousRecord(name, count: numbered.count) }
        return only
    }

    /// The issue that a name such as `12` or `issue:12` stands for.
    public func issueID(_ name: String) throws -> IssueID {
        guard let number = Int(name.hasPrefix("issue:") ? String(name.dropFirst(6)) : name), number > 0 else {
            throw CorrectionError.unknownIssue(name)
        }
        return try issue(IssueID(rawValue: number)).id
    }
}

// MARK: Checks

extension IssueCorrection {
    var standing: [IssueDecision] { earlier.decisions.standing }

    private func merge(_ ids: [IssueID], _ decision: inout IssueDecision) throws {
        var seen: Set<IssueID> = []
        let merged = try ids.filter { seen.insert($0).inserted }.map { try issue($0) }
        guard merged.count > 1 else { throw CorrectionError.tooFewIssues }
        // A pinned issue keeps its id, so it can't be the one that ends.
        let pins = DecisionConstraints(standing).pins.filter { pin in merged.dropFirst().contains { $0.id == pin.issue }
        }
        if !pins.isEmpty { throw contradiction(pins.map(\.decision)) }
        decision.kind = .merge
        decision.sides = merged.map { .init(issue: $0.id, records: $0.members) }
    }

    private func split(_ id: IssueID, _ records: [RecordID], _ decision: inout IssueDecision) throws {
        let issue = try issue(id)
        let named = Set(records)
        let members = Set(issue.members)
        if let other = named.subtracting(members).min() { throw CorrectionError.notInIssue(other, id) }
        guard !named.isEmpty, named.count < members.count else { throw CorrectionError.nothingLeft(id) }
        let pins = DecisionConstraints(standing).pins.filter { !named.isDisjoint(with: $0.records) }
        if !pins.isEmpty { throw contradiction(pins.map(\.decision)) }
        decision.kind = .split
        decision.sides = [
            .init(issue: id, records: issue.members.filter { !named.contains($0) }), .init(records: named.sorted()),
        ]
    }

    private func pin(_ id: IssueID, _ records: [RecordID], _ decision: inout IssueDecision) throws {
        let issue = try issue(id)
        let constraints = DecisionConstraints(standing)
        let members = Set(issue.members)
        var pinned = Set(records.isEmpty ? issue.members : records)
        for record in pinned.sorted() {
            if let excluded = constraints.excluded[record] { throw contradiction([excluded]) }
            guard let pin = constraints.pin(of: record) else { continue }
            if pin.issue != id { throw contradiction([pin.decision]) }
            if !records.isEmpty { throw CorrectionError.alreadySo(decision: try known(pin.decision)) }
            pinned.remove(record)
        }
        if pinned.isEmpty, let pin = constraints.pins.last(where: { $0.issue == id }) {
            throw CorrectionError.alreadySo(decision: try known(pin.decision))
        }
        // A record that is bound to others elsewhere would draw them along; one that was parted from the issue can't be in it.
        let coming = pinned.subtracting(members)
        let bound = constraints.together.filter {
            !coming.isDisjoint(with: $0.records) && !Set($0.records).subtracting(pinned).subtracting(members).isEmpty
        }
        let parted = constraints.aparts.filter { apart in
            (!coming.isDisjoint(with: apart.named) && !members.isDisjoint(with: apart.others))
                || (!coming.isDisjoint(with: apart.others) && !members.isDisjoint(with: apart.named))
        }
        let broken = Set(bound.map(\.decision) + parted.map(\.decision))
        if !broken.isEmpty { throw contradiction(broken.sorted()) }
        decision.kind = .pin
        decision.sides = [
            .init(issue: id, records: records.isEmpty ? [] : issue.members.filter { !pinned.contains($0) }),
            .init(records: pinned.sorted()),
        ]
    }

    private func exclude(_ records: [RecordID], _ decision: inout IssueDecision) throws {
        let constraints = DecisionConstraints(standing)
        let named = Set(records).sorted()
        for record in named {
            if let excluded = constraints.excluded[record] {
                throw CorrectionError.alreadySo(decision: try known(excluded))
            }
            if let pin = constraints.pin(of: record) { throw contradiction([pin.decision]) }
        }
        decision.kind = .exclude
        decision.sides = [.init(records: named)]
    }

    private func issue(_ id: IssueID) throws -> Issue {
        if let issue = issues[id] { return issue }
        // Ended by a decision that no run has carried out yet, or long ago.
        let members = Set(earlier.issues.first { $0.id == id }?.members ?? [])
        if !members.isEmpty {
            let now = issues.values.filter { !members.isDisjoint(with: $0.members) }.map(\.id).sorted()
            throw CorrectionError.endedIssue(id, now: now)
        }
        guard let store, try !store.issueTrail(from: id).isEmpty else {
            throw CorrectionError.unknownIssue(id.description)
        }
        throw CorrectionError.endedIssue(id, now: try IssueFate(id, in: store).now.sorted())
    }

    private func known(_ id: Int) throws -> IssueDecision {
        guard let decision = earlier.decisions.first(where: { $0.id == id }) else {
            throw CorrectionError.unknownDecision(id)
        }
        return decision
    }

    private func contradiction(_ ids: [Int]) -> CorrectionError {
        let ids = Set(ids)
        return .contradicts(decisions: earlier.decisions.filter { ids.contains($0.id) })
    }

    private static func text(_ text: String, field: String, limit: Int) throws -> String {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...limit).contains(trimmed.count),
            !trimmed.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw CorrectionError.badText(field: field, limit: limit) }
        return trimmed
    }
}

/// What the audit log says of a decision: no records' ids, which the decision itself has.
private struct DecisionEntry: Encodable {
    var decision: Int
    var kind: String
    var issues: [Int]
    var records: Int
    var label: String?
    var undoes: Int?
    var author: String
    var reason: String

    init(_ decision: IssueDecision) {
        self.decision = decision.id
        kind = decision.kind.rawValue
        issues = decision.issues.map(\.rawValue)
        records = decision.sides.reduce(0) { $0 + $1.records.count }
        label = decision.label
        undoes = decision.undoes
        author = decision.author
        reason = decision.reason
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
