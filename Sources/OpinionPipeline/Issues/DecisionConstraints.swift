import OpinionIngest
import OpinionRanking
import OpinionStore

/// What the decisions that hold demand of every grouping, record by record.
///
/// - Excluded records are in no issue.
/// - The records of a `together` are in one issue, so far as they are not excluded.
/// - No named record of an `apart` is in an issue with any of its others.
/// - Records pinned to different issues are in different issues.
struct DecisionConstraints: Sendable {
    /// Records that belong together: all of a merge, the named ones of a split, the pinned ones of a pin.
    struct Together: Sendable {
        var decision: Int
        var records: [RecordID]
    }

    /// A split.
    struct Apart: Sendable {
        var decision: Int
        var issue: IssueID?
        var named: [RecordID]
        var others: [RecordID]
    }

    /// A merge, for finding the groups that continue its sides.
    struct Merge: Sendable {
        var decision: Int
        var sides: [IssueDecision.Side]
    }

    /// A pin.
    struct Pin: Sendable {
        var decision: Int
        var issue: IssueID
        /// Records that show where the issue is; empty where all of it was pinned.
        var anchors: [RecordID]
        var records: [RecordID]
    }

    /// Records of no issue, with the decision.
    private(set) var excluded: [RecordID: Int] = [:]
    private(set) var together: [Together] = []
    private(set) var aparts: [Apart] = []
    private(set) var merges: [Merge] = []
    private(set) var pins: [Pin] = []
    /// Labels that people gave; the latest decision counts.
    private(set) var labels: [IssueID: String] = [:]

    /// - Parameter decisions: those that hold, oldest first.
    init(_ decisions: [IssueDecision]) {
        for decision in decisions {
            let sides = decision.sides
            switch decision.kind {
            case .merge:
                merges.append(.init(decision: decision.id, sides: sides))
                together.append(.init(decision: decision.id, records: sides.flatMap(\.records)))
            case .split where sides.count == 2:
                aparts.append(
                    .init(
                        decision: decision.id, issue: sides[0].issue, named: sides[1].records, others: sides[0].records
                    ))
                together.append(.init(decision: decision.id, records: sides[1].records))
            case .pin where sides.count == 2:
                guard let issue = sides[0].issue else { continue }
                pins.append(
                    .init(decision: decision.id, issue: issue, anchors: sides[0].records, records: sides[1].records))
                together.append(.init(decision: decision.id, records: sides[1].records))
            case .exclude:
                for record in sides.flatMap(\.records) where excluded[record] == nil { excluded[record] = decision.id }
            case .rename:
                if let issue = decision.issues.first { labels[issue] = decision.label }
            case .split, .pin, .undo: continue
            }
        }
        linkPins()
    }

    /// Whether nothing is demanded of the grouping.
    var isEmpty: Bool { excluded.isEmpty && together.isEmpty }

    /// Records pinned to one issue by several decisions belong together too.
    private mutating func linkPins() {
        var last: [IssueID: Int] = [:]
        for (index, pin) in pins.enumerated() {
            if let before = last[pin.issue], let one = pins[before].records.first, let two = pin.records.first {
                together.append(.init(decision: pin.decision, records: [one, two]))
            }
            last[pin.issue] = index
        }
    }
}

extension DecisionConstraints {
    /// The records that belong together, directly or over others, as sets.
    struct Closure {
        private var parent: [RecordID: RecordID] = [:]

        init(_ constraints: DecisionConstraints) {
            for set in constraints.together {
                guard let first = set.records.first else { continue }
                for record in set.records { join(first, record) }
            }
        }

        /// The lowest record of a record's set.
        mutating func root(_ record: RecordID) -> RecordID {
            var top = record
            while let next = parent[top], next != top { top = next }
            var current = record
            while let next = parent[current], next != top {
                parent[current] = top
                current = next
            }
            return top
        }

        private mutating func join(_ left: RecordID, _ right: RecordID) {
            let (one, two) = (root(left), root(right))
            if one != two { parent[max(one, two)] = min(one, two) }
        }
    }

    /// The decisions that contradict each other, ascending; empty where all can be fulfilled.
    ///
    /// They can, exactly where no set of records that belong together holds both sides of a split or records pinned to
    /// different issues.
    func contradiction() -> [Int] {
        var closure = Closure(self)
        var broken: Set<RecordID> = []
        var decisions: Set<Int> = []
        for apart in aparts {
            let named = Set(apart.named.map { closure.root($0) })
            let shared = apart.others.map { closure.root($0) }.filter(named.contains)
            if !shared.isEmpty {
                decisions.insert(apart.decision)
                broken.formUnion(shared)
            }
        }
        var pinnedTo: [RecordID: Pin] = [:]
        for pin in pins {
            guard let root = pin.records.first.map({ closure.root($0) }) else { continue }
            if let other = pinnedTo[root], other.issue != pin.issue {
                decisions.formUnion([other.decision, pin.decision])
                broken.insert(root)
            }
            pinnedTo[root] = pin
        }
        guard !broken.isEmpty else { return [] }
        for set in together {
            if let first = set.records.first, broken.contains(closure.root(first)) { decisions.insert(set.decision) }
        }
        return decisions.sorted()
    }

    /// The issue that a record is pinned to, and by which decision.
    func pin(of record: RecordID) -> Pin? { pins.last { $0.records.contains(record) } }
}
