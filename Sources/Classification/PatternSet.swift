/// Finds all occurrences of many words in one pass over a text.
///
/// ```swift
/// let set = PatternSet(patterns: ["电梯", "加装电梯"])
/// set.matches(in: "老小区加装电梯") { pattern, range in … }  // 1 at 9..<21, then 0 at 15..<21
/// ```
/// The automaton of Aho and Corasick (1975) over characters: every character that some pattern has gets a number, all others are
/// 0 and lead to the root at once. Children stand in sorted lists, those of the root in a table. Building is n log n in the
/// patterns' characters, matching is linear in the text and the number of occurrences.
///
/// Quirks: characters (Unicode scalars) are compared as they are, so normalise first; bytes that are no UTF-8 match nothing. An
/// empty pattern never matches. A pattern given twice is reported under both indices.
public struct PatternSet: Sendable {
    /// The patterns as given; a match names one by its index.
    public let patterns: [String]

    /// The number of each character of the basic plane, 0 for those in no pattern.
    private var numbers: [UInt16]
    /// The numbers of the other characters, by scalar.
    private var beyond: [UInt32: UInt16] = [:]
    /// The root's child by the number of a character; 0 for none.
    private var roots: [Int32]
    /// Node 0 is the root. Children of node n are `edges[edgeStart[n] ..< edgeStart[n + 1]]`, sorted by number.
    private var edgeStart: [Int32]
    private var edgeNumber: [UInt16]
    private var edgeTarget: [Int32]
    /// Longest proper suffix that is a node.
    private var fallback: [Int32]
    /// A pattern that ends at the node, or −1; the others with the same text follow in `nextSame`.
    private var patternAt: [Int32]
    private var nextSame: [Int32]
    /// Nearest node along the fallbacks, itself excluded, at which a pattern ends; 0 for none.
    private var nextOutput: [Int32]
    /// Bytes of each pattern.
    private var lengths: [Int32]

    /// Builds the automaton.
    public init(patterns: [String]) {
        self.patterns = patterns
        lengths = patterns.map { Int32($0.utf8.count) }
        nextSame = patterns.map { _ in -1 }
        numbers = [UInt16](repeating: 0, count: 1 << 16)
        var count: UInt16 = 0
        for scalar in Set(patterns.joined().unicodeScalars).sorted() {
            count += 1
            if scalar.value < 1 << 16 { numbers[Int(scalar.value)] = count } else { beyond[scalar.value] = count }
        }
        let (table, others) = (numbers, beyond)
        let words = patterns.map { pattern in
            pattern.unicodeScalars.map { $0.value < 1 << 16 ? table[Int($0.value)] : others[$0.value] ?? 0 }
        }

        // Sorted words give the trie breadth by breadth: the children of a node are runs of equal characters.
        let order = words.indices.sorted {
            words[$0].lexicographicallyPrecedes(words[$1]) || (words[$0] == words[$1] && $0 < $1)
        }
        edgeStart = [0]
        edgeNumber = []
        edgeTarget = []
        patternAt = []
        var spans = [0..<order.count]
        var depths = [0]
        var node = 0
        while node < spans.count {
            let depth = depths[node]
            var position = spans[node].lowerBound
            let end = spans[node].upperBound
            var last = -1
            var first: Int32 = -1
            while position < end, words[order[position]].count == depth {
                let index = order[position]
                if last < 0 { first = Int32(index) } else { nextSame[last] = Int32(index) }
                last = index
                position += 1
            }
            patternAt.append(depth == 0 ? -1 : first)
            while position < end {
                let number = words[order[position]][depth]
                let start = position
                while position < end, words[order[position]][depth] == number { position += 1 }
                edgeNumber.append(number)
                edgeTarget.append(Int32(spans.count))
                spans.append(start..<position)
                depths.append(depth + 1)
            }
            edgeStart.append(Int32(edgeNumber.count))
            node += 1
        }

        fallback = spans.map { _ in 0 }
        nextOutput = fallback
        roots = [Int32](repeating: 0, count: Int(count) + 1)
        for edge in 0..<Int(edgeStart[1]) { roots[Int(edgeNumber[edge])] = edgeTarget[edge] }
        addFallbacks()
    }

    /// Nodes are numbered by depth, so that a node's fallback is complete before its children need it.
    private mutating func addFallbacks() {
        for node in fallback.indices {
            for edge in Int(edgeStart[node])..<Int(edgeStart[node + 1]) {
                let child = Int(edgeTarget[edge])
                guard node != 0 else { continue }
                var suffix = Int(fallback[node])
                var target = step(suffix, edgeNumber[edge])
                while target == 0, suffix != 0 {
                    suffix = Int(fallback[suffix])
                    target = step(suffix, edgeNumber[edge])
                }
                fallback[child] = Int32(target)
                nextOutput[child] = patternAt[target] >= 0 ? Int32(target) : nextOutput[target]
            }
        }
    }

    /// The child of a node by a character's number; 0 when there is none, since no edge leads to the root.
    private func step(_ node: Int, _ number: UInt16) -> Int {
        if node == 0 { return Int(roots[Int(number)]) }
        for edge in Int(edgeStart[node])..<Int(edgeStart[node + 1]) where edgeNumber[edge] == number {
            return Int(edgeTarget[edge])
        }
        return 0
    }

    /// Calls `body` with each occurrence's pattern and byte range, by end of the range, longer ones first.
    public func matches(in bytes: UnsafeBufferPointer<UInt8>, _ body: (_ pattern: Int, _ range: Range<Int>) -> Void) {
        numbers.withUnsafeBufferPointer { numbers in
            edgeStart.withUnsafeBufferPointer { starts in
                edgeNumber.withUnsafeBufferPointer { labels in
                    edgeTarget.withUnsafeBufferPointer { targets in
                        roots.withUnsafeBufferPointer { roots in
                            let walk = Walk(
                                numbers: numbers, roots: roots, starts: starts, labels: labels, targets: targets)
                            scan(bytes, walk, body)
                        }
                    }
                }
            }
        }
    }

    /// The same for a text; ranges count its UTF-8 bytes.
    public func matches(in text: String, _ body: (_ pattern: Int, _ range: Range<Int>) -> Void) {
        var text = text
        text.withUTF8 { matches(in: $0, body) }
    }

    private func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ walk: Walk, _ body: (_ pattern: Int, _ range: Range<Int>) -> Void
    ) {
        var node = 0
        var position = 0
        while position < bytes.count {
            let (scalar, length) = Self.scalar(bytes, position)
            position &+= length
            let number = scalar < 1 << 16 ? walk.numbers[Int(scalar)] : beyond[scalar] ?? 0
            guard number != 0 else {
                node = 0
                continue
            }
            var target = walk.step(node, number)
            while target == 0, node != 0 {
                node = Int(fallback[node])
                target = walk.step(node, number)
            }
            node = target
            var output = patternAt[node] >= 0 ? node : Int(nextOutput[node])
            while output != 0 {
                var pattern = patternAt[output]
                while pattern >= 0 {
                    body(Int(pattern), position - Int(lengths[Int(pattern)])..<position)
                    pattern = nextSame[Int(pattern)]
                }
                output = Int(nextOutput[output])
            }
        }
    }

    /// The character at a position and its bytes; a byte that begins none is one of its own that no pattern has.
    @inline(__always)
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int) {
        let lead = UInt32(bytes[at])
        if lead < 0x80 { return (lead, 1) }
        let length = lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard length > 0, at + length <= bytes.count else { return (.max, 1) }
        func more(_ offset: Int) -> UInt32 { UInt32(bytes[at &+ offset] & 0x3F) }
        switch length {
        case 2: return ((lead & 0x1F) << 6 | more(1), 2)
        case 3: return ((lead & 0x0F) << 12 | more(1) << 6 | more(2), 3)
        default: return ((lead & 0x07) << 18 | more(1) << 12 | more(2) << 6 | more(3), 4)
        }
    }

    /// The tables as plain pointers for the inner loop.
    private struct Walk {
        let numbers: UnsafeBufferPointer<UInt16>
        let roots: UnsafeBufferPointer<Int32>
        let starts: UnsafeBufferPointer<Int32>
        let labels: UnsafeBufferPointer<UInt16>
        let targets: UnsafeBufferPointer<Int32>

        @inline(__always)
        func step(_ node: Int, _ number: UInt16) -> Int {
            if node == 0 { return Int(roots[Int(number)]) }
            var edge = Int(starts[node])
            let end = Int(starts[node &+ 1])
            while edge < end {
                if labels[edge] == number { return Int(targets[edge]) }
                edge &+= 1
            }
            return 0
        }
    }
}
