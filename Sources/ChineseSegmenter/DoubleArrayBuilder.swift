/// Builds a double-array trie (Aoe 1989) over sequences of 16-bit character codes.
///
/// State 1 is the root. The child of state `s` by code `c` is `t = base[s] + c` where `check[t] == s`.
/// Keys must be sorted and distinct. Free cells are kept in a linked list, so building is close to linear.
struct DoubleArrayBuilder {
    private(set) var base: [Int32] = []
    private(set) var check: [Int32] = []
    private(set) var value: [Int32] = []
    private var next: [Int32] = []
    private var previous: [Int32] = []

    /// - Parameters:
    ///   - keys: sorted, distinct, non-empty code sequences; codes are 1 and up.
    ///   - values: what each key maps to, 0 and up.
    init(keys: [[UInt16]], values: [Int32]) {
        grow(to: 1 << 16)
        take(0)
        take(1)
        check[1] = 0
        // Depth-first over (state, key range, depth); an explicit stack, so deep keys can't exhaust the real one.
        var stack: [(state: Int, low: Int, high: Int, depth: Int)] = [(1, 0, keys.count, 0)]
        var labels: [UInt16] = []
        var starts: [Int] = []
        // States with one child fit anywhere: they wait and fill the gaps.
        var single: [(state: Int, low: Int, high: Int, depth: Int)] = []
        while let (state, low, high, depth) = stack.popLast() ?? single.popLast() {
            labels.removeAll(keepingCapacity: true)
            starts.removeAll(keepingCapacity: true)
            var index = low
            if index < high, keys[index].count == depth {
                value[state] = values[index]
                index += 1
            }
            while index < high {
                let label = keys[index][depth]
                if labels.last != label {
                    labels.append(label)
                    starts.append(index)
                }
                index += 1
            }
            guard !labels.isEmpty else { continue }
            if labels.count == 1, !stack.isEmpty {
                single.append((state, low, high, depth))
                continue
            }
            if labels.count == 1 { searchFrom = 0 }
            let offset = place(labels)
            base[state] = Int32(offset)
            for (position, label) in labels.enumerated() {
                let child = offset + Int(label)
                take(child)
                check[child] = Int32(state)
                let end = position + 1 < starts.count ? starts[position + 1] : high
                stack.append((child, starts[position], end, depth + 1))
            }
        }
        trim()
    }

    private var failures = 0
    private var searchFrom = 0

    /// The smallest usable offset at or after the search position such that every label's cell is free.
    private mutating func place(_ labels: [UInt16]) -> Int {
        let first = Int(labels[0])
        var cell = Int(next[searchFrom])
        var tried = 0
        while true {
            if cell == 0 {
                let tail = lastFree
                grow(to: base.count * 2)
                cell = Int(next[tail])
            }
            let offset = cell - first
            if offset > 0 {
                let last = offset + Int(labels[labels.count - 1])
                if last >= base.count { grow(to: max(base.count * 2, last + 1)) }
                if labels.allSatisfy({ check[offset + Int($0)] < 0 }) {
                    // Crowded beginnings are given up after many misses: a little space for a lot of time.
                    if tried > 4_000 { searchFrom = Int(previous[cell]) }
                    return offset
                }
            }
            tried += 1
            cell = Int(next[cell])
        }
    }

    private mutating func take(_ cell: Int) {
        let before = Int(previous[cell])
        let after = Int(next[cell])
        if cell != 0 {
            next[before] = Int32(after)
            if after != 0 { previous[after] = Int32(before) }
            if searchFrom == cell { searchFrom = before }
        }
        check[cell] = 0
    }

    private mutating func grow(to count: Int) {
        let old = base.count
        guard count > old else { return }
        // Cell 0 is the head of the free list; the last free cell points to 0.
        var tail = old == 0 ? 0 : lastFree
        base.append(contentsOf: repeatElement(0, count: count - old))
        check.append(contentsOf: repeatElement(-1, count: count - old))
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
        while cell > 0 && check[cell] >= 0 { cell -= 1 }
        return cell
    }

    /// Cuts the unused end; readers must check that `base + code` lies inside.
    private mutating func trim() {
        var end = base.count
        while end > 2 && check[end - 1] < 0 { end -= 1 }
        base.removeLast(base.count - end)
        check.removeLast(check.count - end)
        value.removeLast(value.count - end)
        next = []
        previous = []
    }

    /// For each cell the lengths of the keys along the path to it: bit `n - 1` for a key of `n` codes, up to 8.
    func lengthMasks() -> [UInt8] {
        var masks = [UInt8](repeating: 0, count: base.count)
        var known = [Bool](repeating: false, count: base.count)
        var depth = [Int](repeating: 0, count: base.count)
        known[1] = true
        for cell in base.indices where check[cell] > 0 {
            var path: [Int] = []
            var at = cell
            while !known[at] {
                path.append(at)
                at = Int(check[at])
            }
            for step in path.reversed() {
                let parent = Int(check[step])
                depth[step] = depth[parent] + 1
                masks[step] = masks[parent]
                if value[step] >= 0, depth[step] <= 8 { masks[step] |= 1 << UInt8(depth[step] - 1) }
                known[step] = true
            }
        }
        return masks
    }
}
