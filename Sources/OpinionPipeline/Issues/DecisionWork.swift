import OpinionIngest
import OpinionRanking

/// The groups while `DecisionStage` works on them.
struct DecisionWork {
    private let constraints: DecisionConstraints
    private let ids: [RecordID]
    /// The group of each record, -1 for none.
    private var groupOf: [Int]
    private var groupCount: Int
    /// Records that belong together, by their first record; single records of splits too.
    private var bonds: [Bond] = []
    private var bondOf: [Int: Int] = [:]

    /// Records that move as one.
    struct Bond {
        var records: [Int]
        /// Whether a person named them: named bonds get a part of their own.
        var isNamed = false
        /// The issue they are pinned to.
        var pin: IssueID?
        /// Records that show where that issue is.
        var anchors: [Int] = []
    }

    init(_ constraints: DecisionConstraints, groups: [[Int]], ids: [RecordID]) {
        self.constraints = constraints
        self.ids = ids
        groupCount = groups.count
        groupOf = [Int](repeating: -1, count: ids.count)
        for (group, members) in groups.enumerated() { for member in members { groupOf[member] = group } }
        for record in constraints.excluded.keys {
            if let position = Self.position(record, ids) { groupOf[position] = -1 }
        }
        makeBonds()
    }

    /// Where a record stands among ascending ids; nil where it is not there.
    private static func position(_ record: RecordID, _ ids: [RecordID]) -> Int? {
        var (low, high) = (0, ids.count)
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < record { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == record ? low : nil
    }

    /// The positions of records that are there and not excluded, ascending.
    private func positions(_ records: [RecordID]) -> [Int] {
        records.filter { constraints.excluded[$0] == nil }.compactMap { Self.position($0, ids) }.sorted()
    }

    private mutating func makeBonds() {
        var closure = DecisionConstraints.Closure(constraints)
        var members: [RecordID: Set<Int>] = [:]
        let single = constraints.aparts.flatMap { $0.named + $0.others }
        for record in constraints.together.flatMap(\.records) + single where constraints.excluded[record] == nil {
            if let position = Self.position(record, ids) { members[closure.root(record), default: []].insert(position) }
        }
        bonds = members.values.map { Bond(records: $0.sorted()) }.sorted { $0.records[0] < $1.records[0] }
        for (index, bond) in bonds.enumerated() { for record in bond.records { bondOf[record] = index } }
        for record in constraints.aparts.flatMap(\.named) { named(record) { $0.isNamed = true } }
        var pinned: [IssueID: Set<Int>] = [:]
        for pin in constraints.pins { pinned[pin.issue, default: []].formUnion(positions(pin.records)) }
        for pin in constraints.pins {
            let anchors = positions(pin.anchors).filter { pinned[pin.issue]?.contains($0) != true }
            for record in pin.records {
                named(record) { bond in
                    bond.isNamed = true
                    bond.pin = pin.issue
                    if bond.anchors.isEmpty { bond.anchors = anchors }
                }
            }
        }
    }

    private mutating func named(_ record: RecordID, _ change: (inout Bond) -> Void) {
        if let position = Self.position(record, ids), let index = bondOf[position] { change(&bonds[index]) }
    }

    /// The group that holds most of some records, ties the first; nil where none holds any.
    private func home(_ records: [Int]) -> (group: Int, count: Int)? {
        var counts: [Int: Int] = [:]
        var first: [Int: Int] = [:]
        for record in records where groupOf[record] >= 0 {
            counts[groupOf[record], default: 0] += 1
            first[groupOf[record]] = min(first[groupOf[record]] ?? record, record)
        }
        return counts.min { left, right in
            left.value != right.value ? left.value > right.value : (first[left.key] ?? 0) < (first[right.key] ?? 0)
        }.map { ($0.key, $0.value) }
    }
}

// MARK: The steps

extension DecisionWork {
    /// Joins whole groups: each that holds at least half of a side of a merge, with all that came to it since.
    mutating func joinMerges() {
        guard !constraints.merges.isEmpty else { return }
        var target = Array(0..<groupCount)
        func top(_ group: Int) -> Int {
            var group = group
            while target[group] != group { group = target[group] }
            return group
        }
        for merge in constraints.merges {
            var joined: [Int] = []
            for side in merge.sides {
                let records = positions(side.records)
                guard let home = home(records), home.count * 2 >= records.count else { continue }
                joined.append(top(home.group))
            }
            guard let lowest = joined.min() else { continue }
            for group in joined { target[top(group)] = lowest }
        }
        for record in groupOf.indices where groupOf[record] >= 0 { groupOf[record] = top(groupOf[record]) }
    }

    /// Moves each bond into the group that holds most of it; a pinned one into the group of its issue.
    mutating func bringTogether() {
        // Pinned ones last: where their issue is may depend on the others.
        for bond in bonds.filter({ $0.pin == nil && $0.records.count > 1 }) + bonds.filter({ $0.pin != nil }) {
            let anchored = bond.anchors.isEmpty ? nil : home(bond.anchors)
            let target = (anchored ?? home(bond.records))?.group ?? groupCount
            if target == groupCount { groupCount += 1 }
            for record in bond.records { groupOf[record] = target }
        }
    }

    /// The groups, those divided that hold what must be apart.
    func divided(_ likeness: DecisionStage.Likeness) -> [[Int]] {
        var members = [[Int]](repeating: [], count: groupCount)
        for (record, group) in groupOf.enumerated() where group >= 0 { members[group].append(record) }
        let conflicts = mustBeApart()
        return members.flatMap { group -> [[Int]] in
            let present = Set(group.compactMap { bondOf[$0] })
            let conflicting = present.filter { !(conflicts[$0] ?? []).isDisjoint(with: present) }
            return conflicting.isEmpty ? [group] : parts(group, conflicting.sorted(), present.sorted(), likeness)
        }.filter { !$0.isEmpty }
    }

    /// For each bond, those that it must be apart from.
    private func mustBeApart() -> [Int: Set<Int>] {
        var conflicts: [Int: Set<Int>] = [:]
        func add(_ left: Set<Int>, _ right: Set<Int>) {
            for one in left { conflicts[one, default: []].formUnion(right) }
            for one in right { conflicts[one, default: []].formUnion(left) }
        }
        for apart in constraints.aparts {
            add(
                Set(positions(apart.named).compactMap { bondOf[$0] }),
                Set(positions(apart.others).compactMap { bondOf[$0] }))
        }
        let pinned = bonds.indices.filter { bonds[$0].pin != nil }
        for one in pinned { for two in pinned where bonds[one].pin != bonds[two].pin { add([one], [two]) } }
        return conflicts
    }

    /// A part for each named bond and one for the other bonds that have to be apart from those; the rest by likeness.
    private func parts(
        _ group: [Int], _ conflicting: [Int], _ present: [Int], _ likeness: DecisionStage.Likeness
    ) -> [[Int]] {
        var parts = conflicting.filter { bonds[$0].isNamed }.map { bonds[$0].records }
        let others = conflicting.filter { !bonds[$0].isNamed }.flatMap { bonds[$0].records }
        var placed = Set(parts.joined()).union(others)
        // Records of a pinned issue stay with what is pinned to it.
        for (part, bond) in conflicting.filter({ bonds[$0].isNamed }).enumerated() {
            let own = bonds[bond].anchors.filter {
                bondOf[$0] == nil && group.binaryContains($0) && !placed.contains($0)
            }
            parts[part] += own
            placed.formUnion(own)
        }
        if !others.isEmpty { parts.append(others) }
        let medoids = parts.map { likeness.medoid($0.sorted()) }
        // Ties go to the largest part, then to the one with the lowest record.
        let order = parts.indices.sorted {
            (parts[$1].count, parts[$0].min() ?? 0) < (parts[$0].count, parts[$1].min() ?? 0)
        }
        func nearest(_ record: Int) -> Int {
            var best = order[0]
            var most = likeness.cosine(record, medoids[best])
            for part in order.dropFirst() {
                let cosine = likeness.cosine(record, medoids[part])
                if cosine > most { (best, most) = (part, cosine) }
            }
            return best
        }
        for bond in present where !conflicting.contains(bond) {
            let records = bonds[bond].records.filter { !placed.contains($0) }
            guard !records.isEmpty else { continue }
            parts[nearest(likeness.medoid(records))] += records
            placed.formUnion(records)
        }
        for record in group where !placed.contains(record) { parts[nearest(record)].append(record) }
        return parts.map { $0.sorted() }
    }
}

extension [Int] {
    /// Whether an ascending list holds a number.
    fileprivate func binaryContains(_ number: Int) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == number
    }
}
