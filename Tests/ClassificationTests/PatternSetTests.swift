import Classification
import OpinionTestSupport
import Testing

struct PatternSetTests {
    struct Hit: Hashable {
        let pattern: Int
        let range: Range<Int>
    }

    func hits(_ patterns: [String], in text: String) -> [Hit] {
        var found: [Hit] = []
        PatternSet(patterns: patterns).matches(in: text) { found.append(Hit(pattern: $0, range: $1)) }
        return found
    }

    /// All occurrences by comparing each pattern at each position.
    func naive(_ patterns: [String], in text: String) -> Set<Hit> {
        let bytes = Array(text.utf8)
        var found = Set<Hit>()
        for (index, pattern) in patterns.enumerated() {
            let word = Array(pattern.utf8)
            guard !word.isEmpty, word.count <= bytes.count else { continue }
            for start in 0...(bytes.count - word.count) where Array(bytes[start..<start + word.count]) == word {
                found.insert(Hit(pattern: index, range: start..<start + word.count))
            }
        }
        return found
    }

    @Test func findsNestedAndOverlappingWords() {
        #expect(
            hits(["电梯", "加装电梯", "梯"], in: "加装电梯") == [
                Hit(pattern: 1, range: 0..<12), Hit(pattern: 0, range: 6..<12), Hit(pattern: 2, range: 9..<12),
            ])
    }

    @Test func reportsARepeatedPatternUnderBothIndices() {
        #expect(Set(hits(["噪音", "噪音"], in: "噪音").map(\.pattern)) == [0, 1])
    }

    @Test(arguments: [([], "电梯"), ([""], "电梯"), (["电梯"], ""), (["电梯"], "电")] as [([String], String)])
    func findsNothing(_ patterns: [String], _ text: String) {
        #expect(hits(patterns, in: text).isEmpty)
    }

    @Test func agreesWithANaiveSearch() {
        // Few letters, so that suffixes, repeats and wide nodes are common; 一丁七 share their first two bytes.
        let alphabets = [
            ["a", "b"], ["一", "丁", "七", "万", "é", "a", "😀", "𠮷"],
            (0..<40).map { String(UnicodeScalar(0x4E00 + $0 * 37)!) },
        ]
        var generator = SeededGenerator(seed: 11)
        var total = 0
        for round in 0..<300 {
            let letters = alphabets[round % alphabets.count]
            func word(_ length: Int) -> String {
                (0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] }.joined()
            }
            let patterns = (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
                word(Int.random(in: 0...4, using: &generator))
            }
            let text = word(Int.random(in: 0...80, using: &generator))
            let found = hits(patterns, in: text)
            #expect(Set(found) == naive(patterns, in: text))
            #expect(found.count == Set(found).count, "each occurrence once")
            total += found.count
        }
        #expect(total > 1000, "the property was tried on real matches")
    }

    @Test func ordersByEndThenLongerFirst() {
        let found = hits(["abc", "bc", "c", "ab"], in: "xabcab")
        #expect(found.map(\.pattern) == [3, 0, 1, 2, 3])
    }
}
