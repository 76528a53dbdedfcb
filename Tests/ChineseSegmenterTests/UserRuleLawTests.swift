import ChineseSegmenter
import OpinionTestSupport
import Testing

/// Laws of user rules over random lists and texts, checked against a plain reading of them.
@Suite struct UserRuleLawTests {
    static let characters = Array("小区电梯经常故障加装研究生命的A3。…".unicodeScalars).map(String.init)

    /// Random strings, their kinds, and the lines that say so.
    struct RandomList {
        var words: [(rule: WordRule, text: [String])] = []
        var cuts: [(text: [String], place: Int)] = []

        init(kinds: [Int], count: Int, _ random: inout SeededGenerator) {
            var seen: Set<String> = []
            for _ in 0..<count {
                let text = (0..<Int.random(in: 2...4, using: &random)).map { _ in
                    UserRuleLawTests.characters.randomElement(using: &random) ?? "的"
                }
                guard seen.insert(text.joined()).inserted else { continue }
                let kind = kinds.randomElement(using: &random) ?? 0
                if let rule = WordRule(rawValue: UInt8(kind)) {
                    words.append((rule, text))
                } else {
                    cuts.append((text, Int.random(in: 1..<text.count, using: &random)))
                }
            }
        }

        var list: WordList {
            WordList(
                entries: words.map { .init(word: $0.text.joined(), rule: $0.rule) },
                cuts: cuts.map { .init(parts: [$0.text[..<$0.place].joined(), $0.text[$0.place...].joined()]) })
        }
    }

    static func text(_ list: RandomList, _ random: inout SeededGenerator) -> [String] {
        let known = list.words.map(\.text) + list.cuts.map(\.text)
        return (0..<10).flatMap { _ in
            Bool.random(using: &random)
                ? known.randomElement(using: &random) ?? [] : [characters.randomElement(using: &random) ?? "的"]
        }
    }

    static func places(_ text: [String], _ part: [String]) -> [Int] {
        guard text.count >= part.count else { return [] }
        return (0...(text.count - part.count)).filter { Array(text[$0..<($0 + part.count)]) == part }
    }

    /// What the rules demand of each place: true a boundary, false none.
    static func demands(_ list: RandomList, _ text: [String]) -> [Int: Bool] {
        var demands: [Int: Bool] = [:]
        for word in list.words where word.rule == .neverSplit {
            for start in places(text, word.text) {
                for place in (start + 1)..<(start + word.text.count) { demands[place] = false }
            }
        }
        var cuts: Set<Int> = []
        for cut in list.cuts { for start in places(text, cut.text) { cuts.insert(start + cut.place) } }
        var ends: [Int: Int] = [:]
        for word in list.words where word.rule == .forced {
            for start in places(text, word.text) {
                let end = start + word.text.count
                if !((start + 1)..<end).contains(where: cuts.contains) { ends[start] = max(ends[start] ?? 0, end) }
            }
        }
        var free = 0
        for start in ends.keys.sorted() where start >= free {
            let end = ends[start] ?? start
            for place in (start + 1)..<end { demands[place] = false }
            demands[start] = true
            demands[end] = true
            free = end
        }
        for cut in cuts { demands[cut] = true }
        demands[0] = nil
        demands[text.count] = nil
        return demands
    }

    /// Boundaries as numbers of characters.
    static func boundaries(_ segmenter: Segmenter, _ text: [String]) -> Set<Int> {
        var at = 0
        var result: Set<Int> = [0]
        for word in segmenter.segment(text.joined()) {
            at += word.text.unicodeScalars.count
            result.insert(at)
        }
        return result
    }

    static func segmenter(_ lists: [WordList]) throws -> Segmenter {
        try Segmenter(model: TinyModel.model.get(), dictionary: TinyModel.dictionary(), userLists: lists)
    }

    /// Forced words are tokens, cuts boundaries, unsplit words whole; alone and all kinds together.
    @Test(arguments: [[1], [2], [3], [0, 1, 2, 3], [0, 3], [2, 3], [1, 2]])
    func everyDemandIsMet(kinds: [Int]) throws {
        var random = SeededGenerator(seed: UInt64(kinds.reduce(7) { $0 * 10 + $1 }))
        var demanded = 0
        for _ in 0..<40 {
            let list = RandomList(kinds: kinds, count: 12, &random)
            let segmenter = try Self.segmenter([list.list])
            for _ in 0..<10 {
                let text = Self.text(list, &random)
                let found = Self.boundaries(segmenter, text)
                for (place, isBoundary) in Self.demands(list, text) {
                    #expect(found.contains(place) == isBoundary, "\(text.joined()) at \(place)")
                    demanded += 1
                }
            }
        }
        #expect(demanded > 1_000)
    }

    /// A preferred word with boundaries at both its ends is not split, whatever the model says of it.
    @Test func preferredWordsHoldBetweenBoundaries() throws {
        var random = SeededGenerator(seed: 23)
        let han = Array("小区电梯经常故障加装研究生命的").map(String.init)
        var held = 0
        for _ in 0..<200 {
            let word = (0..<Int.random(in: 2...6, using: &random)).map { _ in han.randomElement(using: &random) ?? "的" }
            let segmenter = try Self.segmenter([WordList(entries: [.init(word: word.joined())])])
            for _ in 0..<5 {
                func some() -> [String] { (0..<4).map { _ in han.randomElement(using: &random) ?? "的" } }
                let text = some() + word + some()
                let found = Self.boundaries(segmenter, text)
                guard Self.places(text, word) == [4], found.contains(4), found.contains(4 + word.count) else {
                    continue
                }
                #expect(!(5..<(4 + word.count)).contains(where: found.contains), "\(text.joined()) \(word.joined())")
                held += 1
            }
        }
        #expect(held > 100)
    }

    @Test func twiceAndInAnyOrderIsTheSame() throws {
        var random = SeededGenerator(seed: 29)
        for _ in 0..<20 {
            var list = RandomList(kinds: [0, 1, 2, 3], count: 14, &random)
            // Contradicting lines for the same characters too.
            for word in list.words.prefix(4) { list.words.append((.forced, word.text)) }
            let once = list.list
            var shuffled = once
            shuffled.entries.shuffle(using: &random)
            shuffled.cuts.shuffle(using: &random)
            let doubled = WordList(entries: once.entries + once.entries, cuts: once.cuts + once.cuts)
            let first = try Self.segmenter([once])
            let others = try [[once, once], [shuffled], [doubled], [shuffled, once]].map(Self.segmenter)
            for _ in 0..<10 {
                let text = Self.text(list, &random).joined()
                for other in others { #expect(other.segment(text) == first.segment(text)) }
            }
        }
    }

    /// Tokens join back to any bytes with any user list.
    @Test func tokensJoinWithAnyList() throws {
        var random = SeededGenerator(seed: 31)
        for round in 0..<30 {
            let segmenter = try Self.segmenter([RandomList(kinds: [0, 1, 2, 3], count: 20, &random).list])
            for _ in 0..<20 {
                let bytes = SegmenterTests.randomBytes(round, &random)
                #expect(TinyModel.pieces(segmenter, bytes).flatMap(\.self) == bytes)
            }
        }
    }

    /// The places where very long text is cut into pieces lose nothing and trap nowhere.
    @Test(arguments: [4_094, 4_095, 4_096, 4_097])
    func rulesAtTheEdgeOfAPiece(offset: Int) throws {
        let segmenter = try Self.segmenter([WordList(text: "区电 !\n梯经 +\n经/常 /\n研究生命 n", path: "u")])
        let text = String(repeating: "的", count: offset) + "小区电梯经常研究生命"
        #expect(segmenter.words(in: text).joined() == text)
    }
}
