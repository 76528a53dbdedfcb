import Classification

/// Finds the units that a text names: by name (县住建局), or by what the name begins with where 部门 follows, in lists too
/// (自然资源、生态环境和应急部门).
struct UnitMentions: Sendable {
    private let names: PatternSet
    private let nameOf: [[Int]]
    /// What a name begins with, without 县 and 局: 住建, 自然资源.
    private let stems: PatternSet
    private let stemOf: [[Int]]

    init(_ table: UnitTable) {
        var names: [String: Set<Int>] = [:]
        var stems: [String: Set<Int>] = [:]
        for (index, unit) in table.units.enumerated() {
            for name in [unit.name] + unit.aliases where name.count >= 3 {
                names[name, default: []].insert(index)
                if let stem = Self.stem(name) { stems[stem, default: []].insert(index) }
            }
        }
        // A stem of two units tells neither: the one whose name is exactly stem and 局 has it.
        let sorted = names.sorted { $0.key < $1.key }
        self.names = PatternSet(patterns: sorted.map(\.key))
        nameOf = sorted.map { $0.value.sorted() }
        let firsts = stems.filter { $0.value.count == 1 }.sorted { $0.key < $1.key }
        self.stems = PatternSet(patterns: firsts.map(\.key))
        stemOf = firsts.map { $0.value.sorted() }
    }

    /// The units that a text names, ascending. O(length + matches).
    func units(in text: String) -> [Int] {
        var found = Set<Int>()
        names.matches(in: text) { pattern, _ in if nameOf[pattern].count == 1 { found.formUnion(nameOf[pattern]) } }
        // Lists are read from behind: what stands before 部门 is named, and what stands before that in the same list.
        let bytes = Array(text.utf8)
        var endings: [Int: [(start: Int, unit: Int)]] = [:]
        stems.matches(in: text) { pattern, range in
            for unit in stemOf[pattern] { endings[range.upperBound, default: []].append((range.lowerBound, unit)) }
        }
        guard !endings.isEmpty else { return found.sorted() }
        var ends = Self.places(of: Array("部门".utf8), in: bytes) + Self.places(of: Array("等部门".utf8), in: bytes)
        ends += Self.places(of: Array("等有关部门".utf8), in: bytes) + Self.places(of: Array("等单位".utf8), in: bytes)
        while let end = ends.popLast() {
            for (start, unit) in endings[end] ?? [] {
                found.insert(unit)
                for joiner in ["、", "和", "与", "及", "，"] {
                    let joiner = Array(joiner.utf8)
                    if start >= joiner.count, bytes[(start - joiner.count)..<start].elementsEqual(joiner) {
                        ends.append(start - joiner.count)
                    }
                }
            }
            endings[end] = nil
        }
        return found.sorted()
    }

    /// 县住建局 → 住建; nil where too little is left to tell it from a common word.
    private static func stem(_ name: String) -> String? {
        var rest = Substring(name)
        if let first = rest.first, "县市区省".contains(first) { rest = rest.dropFirst() }
        guard let ending = ["分局", "局", "委", "办", "中心"].first(where: { rest.hasSuffix($0) }) else { return nil }
        rest = rest.dropLast(ending.count)
        return rest.count >= 2 ? String(rest) : nil
    }

    private static func places(of pattern: [UInt8], in bytes: [UInt8]) -> [Int] {
        guard bytes.count >= pattern.count else { return [] }
        return (0...(bytes.count - pattern.count)).filter { bytes[$0..<($0 + pattern.count)].elementsEqual(pattern) }
    }
}
