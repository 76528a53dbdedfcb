import Foundation

/// What keyboards, clerks and exports do to a text.
enum Noise {
    private static let traditional: [Character: Character] = [
        "们": "們", "这": "這", "个": "個", "没": "沒", "电": "電", "楼": "樓", "来": "來", "时": "時", "说": "說", "车": "車", "门": "門",
        "问": "問", "请": "請", "过": "過", "为": "為", "开": "開", "关": "關", "东": "東", "无": "無", "气": "氣", "会": "會", "样": "樣",
        "长": "長", "处": "處", "实": "實", "业": "業", "区": "區", "应": "應", "还": "還", "对": "對", "学": "學", "头": "頭", "钱": "錢",
        "见": "見", "动": "動", "现": "現", "总": "總", "边": "邊", "点": "點", "乱": "亂", "级": "級", "办": "辦", "护": "護", "选": "選",
        "维": "維", "修": "修", "间": "間", "脏": "髒", "灯": "燈", "压": "壓", "养": "養", "食": "食", "铺": "鋪", "贴": "貼", "将": "將",
    ]
    private static let typos = [
        ("反映", "反应"), ("已经", "以经"), ("希望", "希忘"), ("严重", "严众"), ("解决", "解绝"), ("到底", "倒底"), ("根本", "跟本"),
        ("安装", "按装"), ("再", "在"), ("部门", "部们"), ("坐", "座"), ("那么", "哪么"), ("清理", "清里"), ("小区", "小去"), ("影响", "影像"),
    ]

    /// Adds a little noise to about a fifth of the texts.
    static func add(to draft: inout Draft, _ random: inout Random) {
        if random.chance(0.07), let (from, to) = random.shuffled(typos).first(where: { draft.body.contains($0.0) }),
            let range = draft.body.range(of: from)
        {
            draft.body.replaceSubrange(range, with: to)
            draft.tags.insert("typo")
        }
        if random.chance(0.014), draft.channel != .hotline {
            draft.body = String(draft.body.map { traditional[$0] ?? $0 })
            draft.tags.insert("traditional")
        }
        if random.chance(0.03) {
            draft.body = String(draft.body.map(fullWidth))
            draft.tags.insert("fullWidthDigits")
        }
        if draft.channel == .petition, random.chance(0.07) {
            draft.body += random.pick(["😭", "🙏🙏", "👍", "😡", "[流泪]", "！！！", "……", "～～"])
        }
        if random.chance(0.06), let cut = cut(draft.body, &random) {
            draft.body.replaceSubrange(cut, with: random.pick(["。\n", "。\n\n", "。\t", "。 \n    "]))
            draft.tags.insert("lineBreak")
        }
        if random.chance(0.02) { draft.title = " " + draft.title + "  " }
        if random.chance(0.02) { draft.title = draft.title.replacingOccurrences(of: "小区", with: "小 区") }
    }

    /// One of the full stops inside the text.
    private static func cut(_ text: String, _ random: inout Random) -> Range<String.Index>? {
        let stops = text.indices.filter { text[$0] == "。" }.dropLast()
        if stops.isEmpty { return nil }
        let stop = random.pick(Array(stops))
        return stop..<text.index(after: stop)
    }

    private static func fullWidth(_ character: Character) -> Character {
        guard let value = character.asciiValue, (48...57).contains(value),
            let scalar = Unicode.Scalar(UInt32(value) + 0xFEE0)
        else { return character }
        return Character(scalar)
    }
}
