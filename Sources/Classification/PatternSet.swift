/// Finds all occurrences of many words in one pass over the bytes of a text.
///
/// ```swift
/// let set = PatternSet(patterns: ["电梯", "加装电梯"])
/// set.matches(in: "老小区加装电梯") { pattern, range in … }  // 1 at 9..<21, then 0 at 15..<21
/// ```
/// The automaton of Aho and Corasick (1975), in flat arrays: a node with many children has a row of 256 targets, the
/// others keep their few children in a sorted list. Building is linear in the patterns' bytes (times the alphabet for
/// the rows), matching is linear in the text and the number of occurrences.
///
/// Quirks: bytes are compared as they are, so normalise first; words of valid UTF-8 match valid UTF-8 only at character
/// boundaries. An empty pattern never matches. A pattern given twice is reported under both indices.
public struct PatternSet: Sendable {
    /// The patterns as given; a match names one by its index.
    public let patterns: [String]

    /// Node 0 is the root. Children of node n are `edges[edgeStart[n] ..< edgeStart[n + 1]]`, sorted by byte.
    private var edgeStart: [Int32]
    private var edgeByte: [UInt8]
    private var edgeTarget: [Int32]
    /// Row of a wide node in `rows`, or −1.
    private var rowOfNode: [Int32]
    private var rows: [Int32]
    /// Longest proper suffix that is a node.
    private var fallback: [Int32]
    /// A pattern that ends at the node, or −1; the others with the same text follow in `nextSame`.
    private var patternAt: [Int32]
    private var nextSame: [Int32]
    /// Nearest node along the fallbacks, itself excluded, at which a pattern ends; 0 for none.
    private var nextOutput: [Int32]
    private var lengths: [Int32]

    private static let widestList = 6

    /// Builds the automaton.
    public init(patterns: [String]) {
        self.patterns = patterns
        let words = patterns.map { Array($0.utf8) }
        lengths = words.map { Int32($0.count) }
        nextSame = words.map { _ in -1 }

        // Sorted words give the trie breadth by breadth: the children of a node are runs of equal bytes.
        let order = words.indices.sorted {
            words[$0].lexicographicallyPrecedes(words[$1]) || (words[$0] == words[$1] && $0 < $1)
        }
        edgeStart = [0]
        edgeByte = []
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
                let byte = words[order[position]][depth]
                let start = position
                while position < end, words[order[position]][depth] == byte { position += 1 }
                edgeByte.append(byte)
                edgeTarget.append(Int32(spans.count))
                spans.append(start..<position)
                depths.append(depth + 1)
            }
            edgeStart.append(Int32(edgeByte.count))
            node += 1
        }

        fallback = spans.map { _ in 0 }
        nextOutput = fallback
        rowOfNode = spans.map { _ in -1 }
        rows = []
        addRows()
        addFallbacks()
    }

    private mutating func addRows() {
        for node in rowOfNode.indices {
            let edges = Int(edgeStart[node])..<Int(edgeStart[node + 1])
            guard node == 0 || edges.count > Self.widestList else { continue }
            rowOfNode[node] = Int32(rows.count / 256)
            let base = rows.count
            rows.append(contentsOf: repeatElement(0, count: 256))
            for edge in edges { rows[base + Int(edgeByte[edge])] = edgeTarget[edge] }
        }
    }

    /// Nodes are numbered by depth, so that a node's fallback is complete before its children need it.
    private mutating func addFallbacks() {
        for node in fallback.indices {
            for edge in Int(edgeStart[node])..<Int(edgeStart[node + 1]) {
                let child = Int(edgeTarget[edge])
                guard node != 0 else { continue }
                var suffix = Int(fallback[node])
                var target = step(suffix, edgeByte[edge])
                while target == 0, suffix != 0 {
                    suffix = Int(fallback[suffix])
                    target = step(suffix, edgeByte[edge])
                }
                fallback[child] = Int32(target)
                nextOutput[child] = patternAt[target] >= 0 ? Int32(target) : nextOutput[target]
            }
        }
    }

    /// The child of a node by a byte; 0 when there is none, since no edge leads to the root.
    private func step(_ node: Int, _ byte: UInt8) -> Int {
        let row = Int(rowOfNode[node])
        if row >= 0 { return Int(rows[row * 256 + Int(byte)]) }
        for edge in Int(edgeStart[node])..<Int(edgeStart[node + 1]) where edgeByte[edge] == byte {
            return Int(edgeTarget[edge])
        }
        return 0
    }

    /// Calls `body` with each occurrence's pattern and byte range, by end of the range, longer ones first.
    public func matches(in bytes: UnsafeBufferPointer<UInt8>, _ body: (_ pattern: Int, _ range: Range<Int>) -> Void) {
        edgeStart.withUnsafeBufferPointer { starts in
            edgeByte.withUnsafeBufferPointer { labels in
                edgeTarget.withUnsafeBufferPointer { targets in
                    rowOfNode.withUnsafeBufferPointer { rowOfNode in
                        rows.withUnsafeBufferPointer { rows in
                            let walk = Walk(
                                starts: starts, labels: labels, targets: targets, rowOfNode: rowOfNode, rows: rows)
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
        for position in bytes.indices {
            let byte = bytes[position]
            var target = walk.step(node, byte)
            while target == 0, node != 0 {
                node = Int(fallback[node])
                target = walk.step(node, byte)
            }
            node = target
            var output = patternAt[node] >= 0 ? node : Int(nextOutput[node])
            while output != 0 {
                var pattern = patternAt[output]
                while pattern >= 0 {
                    body(Int(pattern), position + 1 - Int(lengths[Int(pattern)])..<position + 1)
                    pattern = nextSame[Int(pattern)]
                }
                output = Int(nextOutput[output])
            }
        }
    }

    /// The tables as plain pointers for the inner loop.
    private struct Walk {
        let starts: UnsafeBufferPointer<Int32>
        let labels: UnsafeBufferPointer<UInt8>
        let targets: UnsafeBufferPointer<Int32>
        let rowOfNode: UnsafeBufferPointer<Int32>
        let rows: UnsafeBufferPointer<Int32>

        @inline(__always)
        func step(_ node: Int, _ byte: UInt8) -> Int {
            let row = Int(rowOfNode[node])
            if row >= 0 { return Int(rows[row &* 256 &+ Int(byte)]) }
            var edge = Int(starts[node])
            let end = Int(starts[node &+ 1])
            while edge < end {
                if labels[edge] == byte { return Int(targets[edge]) }
                edge &+= 1
            }
            return 0
        }
    }
}
