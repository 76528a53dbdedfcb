/// The two things that a title joins (加固山塘与报销医保), as far as wording tells; whether they are two matters the text must show.
public struct TitleMatters: Sendable, Hashable {
    /// What stands before the joiner.
    public var first: String
    /// What stands behind it.
    public var second: String

    /// Two things.
    public init(first: String, second: String) {
        self.first = first
        self.second = second
    }

    private static let joiners: Set<Character> = ["和", "与", "及", "并", "、", "，", ","]
    /// Verbs of titles: they say nothing of the matter.
    private static let verbs = [
        "进一步", "加强", "加快", "加大", "完善", "推进", "推动", "促进", "提升", "提高", "改善", "解决", "规范", "建立", "健全", "优化", "强化", "做好",
        "尽快", "以",
        "关于", "整治", "治理", "实施", "开展", "问题", "工作", "建设", "发展",
    ]

    /// Every way to divide a title, from left to right; empty where it joins nothing. O(length × joiners).
    ///
    /// - Parameter title: without the frame 关于……的建议.
    public static func all(in title: String) -> [TitleMatters] {
        title.indices.compactMap { at in
            guard joiners.contains(title[at]) else { return nil }
            let matters = TitleMatters(
                first: bare(String(title[..<at])), second: bare(String(title[title.index(after: at)...])))
            return matters.first.count >= 2 && matters.second.count >= 2 ? matters : nil
        }
    }

    /// Whether a title says itself that it is about two things without naming them: 两件实事, 两项建议.
    public static func isPlural(_ title: String) -> Bool {
        ["两件", "两项", "两个问题", "两条", "二三事", "几件事", "两点"].contains { title.contains($0) }
    }

    /// How many of each part's own pairs of characters a text has.
    public func told(in text: String) -> (first: Int, second: Int) {
        let (one, other) = (Self.pairs(first), Self.pairs(second))
        func count(_ own: Set<String>, _ others: Set<String>) -> Int {
            own.subtracting(others).count { text.contains($0) }
        }
        return (count(one, other), count(other, one))
    }

    /// Whether one of two texts tells of one part only and the other of the other.
    public func divide(_ one: String, _ other: String) -> Bool {
        let (a, b) = (told(in: one), told(in: other))
        func fits(_ here: Int, _ there: Int) -> Bool { here > 0 && there * 3 <= here }
        return (fits(a.first, b.first) && fits(b.second, a.second))
            || (fits(a.second, b.second) && fits(b.first, a.first))
    }

    private static func bare(_ text: String) -> String {
        var text = text.filter { !$0.isWhitespace && $0 != "以" }
        for verb in verbs { text = text.replacing(verb, with: " ") }
        return text
    }

    private static func pairs(_ text: String) -> Set<String> {
        let characters = Array(text)
        guard characters.count > 1 else { return [] }
        return Set(
            (1..<characters.count).compactMap { index in
                let pair = characters[(index - 1)...index]
                return pair.contains(" ") || pair.contains("、") ? nil : String(pair)
            })
    }
}
