/// Builds a double-array trie (Aoe 1989) over sequences of 16-bit character codes.
///
/// State 1 is the root. The child of state `s` by code `c` is `t = base[s] + c` where `label[t] == c`. No two states
/// share a base, so that the label proves the parent and a cell needs no number of it (Yata et al. 2007, "A compact
/// static double-array keeping character codes"); a state without children has base 0. Of the states that can be placed, the one with the most children always comes first and takes the first place that fits, so those
/// with one child fill the gaps at the end: the arrays are nearly full. Free cells are kept in a linked list.
struct DoubleArrayBuilder {
    private(set) var base: [Int32] = []
    /// The code that leads to each cell; `noLabel` where the cell is free or the root.
    private(set) var label: [UInt16] = []
    private(set) var value: [Int32] = []
    private var isTaken: [Bool] = []
    private var isBase: [Bool] = []
    private var next: [Int32] = []
    private var previous: [Int32] = []

    /// A state whose children wait for a place: the keys that lead through it, and how many codes they share.
    private struct Pending {
        var state: Int
        var low: Int
        var high: Int
        var depth: Int
    }

    /// No code: codes are 1 to 65,534.
    static let noLabel = UInt16.max

    /// - Parameters:
    ///   - keys: sorted, distinct, non-empty code sequences; codes are 1 to 65,534.
    ///   - values: what each key maps to, 0 and up.
    init(keys: [[UInt16]], values: [Int32]) {
        grow(to: 1 << 16)
        take(1)
        isTaken[0] = true
        // Waiting states by number of children, small numbers apart.
        var waiting = [[Pending]](repeating: [], count: 65)
        func children(_ pending: Pending) -> [(label: UInt16, start: Int)] {
            var found: [(label: UInt16, start: Int)] = []
            for index in pending.low..<pending.high where keys[index].count > pending.depth {
                let label = keys[index][pending.depth]
                if found.last?.label != label { found.append((label, index)) }
            }
            return found
        }
        func enter(_ pending: Pending) {
            if pending.low < pending.high, keys[pending.low].count == pending.depth {
                value[pending.state] = values[pending.low]
            }
            let count = children(pending).count
            if count > 0 { waiting[min(count, 64)].append(pending) }
        }
        enter(Pending(state: 1, low: 0, high: keys.count, depth: 0))
        while let most = waiting.lastIndex(where: { !$0.isEmpty }), let pending = waiting[most].popLast() {
            let found = children(pending)
            let offset = place(found.map(\.label))
            base[pending.state] = Int32(offset)
            isBase[offset] = true
            for child in found {
                let cell = offset + Int(child.label)
                take(cell)
                label[cell] = child.label
            }
            for (position, child) in found.enumerated() {
                let end = position + 1 < found.count ? found[position + 1].start : pending.high
                enter(Pending(state: offset + Int(child.label), low: child.start, high: end, depth: pending.depth + 1))
            }
        }
        trim()
    }

    /// The smallest unused offset from 1 at which every label's cell is free.
    private mutating func place(_ labels: [UInt16]) -> Int {
        let first = Int(labels[0])
        var cell = Int(next[0])
        while true {
            if cell == 0 {
                let tail = lastFree
                grow(to: base.count * 2)
                cell = Int(next[tail])
            }
            let offset = cell - first
            if offset > 0, !isBase[offset] {
                let last = offset + Int(labels[labels.count - 1])
                if last >= base.count { grow(to: max(base.count * 2, last + 1)) }
                if labels.allSatisfy({ !isTaken[offset + Int($0)] }) { return offset }
            }
            cell = Int(next[cell])
        }
    }

    private mutating func take(_ cell: Int) {
        let before = Int(previous[cell])
        let after = Int(next[cell])
        next[before] = Int32(after)
        if after != 0 { previous[after] = Int32(before) }
        isTaken[cell] = true
    }

    private mutating func grow(to count: Int) {
        let old = base.count
        guard count > old else { return }
        // Cell 0 is the head of the free list; the last free cell points to 0.
        var tail = old == 0 ? 0 : lastFree
        base.append(contentsOf: repeatElement(0, count: count - old))
        label.append(contentsOf: repeatElement(Self.noLabel, count: count - old))
        isTaken.append(contentsOf: repeatElement(false, count: count - old))
        isBase.append(contentsOf: repeatElement(false, count: count - old))
        value.append(contentsOf: repeatElement(-1, count: count - old))
        next.append(contentsOf: repeatElement(0, count: count - old))
        previous.append(contentsOf: repeatElement(0, count: count - old))
        for cell in max(old, 1)..<count {
            next[tail] = Int32(cell)
            previous[cell] = Int32(tail)
            tail = cell
        }
    }

    private var lastFree: Int {
        var cell = base.count - 1
        while cell > 0 && isTaken[cell] { cell -= 1 }
        return cell
    }

    /// Cuts the unused end; readers must check that `base + code` lies inside.
    private mutating func trim() {
        var end = base.count
        while end > 2 && !isTaken[end - 1] { end -= 1 }
        base.removeLast(base.count - end)
        label.removeLast(label.count - end)
        isTaken = []
        isBase = []
        value.removeLast(value.count - end)
        next = []
        previous = []
    }
}
