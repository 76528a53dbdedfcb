/// What may stand where in a word: data, from the parts of speech of jieba's list and single characters.
struct WordEdges: OptionSet {
    let rawValue: UInt32

    /// No word begins with this token.
    static let notFirst = WordEdges(rawValue: 1)
    /// No word has this token between others.
    static let notInside = WordEdges(rawValue: 2)
    /// No word ends with this token.
    static let notLast = WordEdges(rawValue: 4)
    static let nowhere: WordEdges = [.notFirst, .notInside, .notLast]

    /// Han numerals and units of dates: no word consists of them alone.
    static let numerals = Set("一二三四五六七八九十百千万亿零两〇○年月日时分秒第点号".unicodeScalars)

    /// Function characters: as tokens of their own they are in no word.
    private static let functionCharacters = Set(
        """
        的地得了着过么吗呢吧啊呀哦嘛是在有和与及或被把将就都也还又很太更最不没未无别这那哪每各某该此其之所\
        我你您他她它们咱俺谁请让给对从向往于以而且但却若如因为则即便才再已曾正并只仅也许能会可要想应须需来去到\
        说叫使令由至自同跟比按据凭等些几多少全整另本贵见看做弄搞用找问怎啥什何嗯唉哎求望盼谢拟称经
        """.unicodeScalars)
    /// Single characters that begin no word, but may end one: 栋 in 楼栋, 内 in 户内 …
    private static let neverFirst = Set("个位名栋幢套户只件条项座所间次米元块层遍份台辆路号期届级楼里内外上下中前后旁边间".unicodeScalars)
    /// Single characters that end no word.
    private static let neverLast = Set("里内外上下中前后旁边间时小大新老高低好差".unicodeScalars)

    /// Words that begin phrases rather than terms: light verbs, degrees, quantities.
    private static let phraseFirst: Set<String> = [
        "存在", "发生", "签订", "签署", "涉嫌", "造成", "导致", "引起", "产生", "出现", "构成", "严重", "强烈", "妥善", "全体",
        "广大", "购买", "成立", "办理", "介入", "出面", "投入", "欺骗", "激化", "推卸", "影响", "损害", "侵害", "侵犯", "违反",
        "严肃", "征求", "毫无", "相关", "有关", "明显", "极大", "大量", "积极", "尽快", "及时", "完善", "加强", "加大", "提高",
        "提供", "增加", "减少", "缓解", "解决", "处理", "进行", "实行", "落实", "履行", "享受", "缴纳", "支付", "收取", "承担",
        "维护", "保障", "保护", "坚决", "彻底", "长期", "经常", "多次", "反复", "一直", "开始", "继续", "无法", "难以", "容易",
        "希望", "建议", "要求", "请求", "恳请", "反映", "投诉", "举报", "咨询", "拒绝", "同意", "允许", "禁止", "附近", "周边",
        "旁边", "所有", "部分", "大部分", "许多", "很多", "不少", "众多", "其他", "任何", "各种", "各类", "相应", "具体", "实际",
        "合理", "正常", "切实", "真正", "主持", "伸张", "合法", "依法", "违法", "违规", "恶意", "污染", "扩建", "捆绑", "擅自", "随意", "非法", "重大",
    ]
    /// Words that end phrases rather than terms.
    private static let phraseLast: Set<String> = [
        "解决", "处理", "影响", "要求", "反映", "反应", "进展", "使用", "造成", "发生", "严重", "问题", "情况", "现象", "原因",
        "时候", "期间", "过程", "方面", "建设", "呼吁", "建议", "希望", "请求", "居民", "市民", "群众", "百姓", "业主", "老百姓",
        "存在", "出现", "导致", "产生", "回复", "答复", "调查", "核实", "整改", "进行", "完成", "结束", "开始", "小孩", "孩子",
        "附近", "周边", "旁边", "门口", "对面", "之间", "左右", "以上", "以下", "以内", "太大", "不便", "困难", "痛苦", "生活",
        "需要", "规定", "无门", "超标", "侵害", "消费者", "严查", "取缔", "扰民", "力度", "约定",
    ]

    /// The rule for a token.
    ///
    /// - Parameters:
    ///   - word: its text.
    ///   - tag: its part of speech in jieba's names, empty where none is known.
    ///   - scalar: its character where it has only one.
    static func of(_ word: String, tag: Substring, single scalar: Unicode.Scalar?) -> WordEdges {
        var edges: WordEdges = []
        if phraseFirst.contains(word) { edges.insert(.notFirst) }
        if phraseLast.contains(word) { edges.insert(.notLast) }
        if let scalar {
            if functionCharacters.contains(scalar) { return .nowhere }
            if neverFirst.contains(scalar) { edges.insert(.notFirst) }
            if neverLast.contains(scalar) { edges.insert(.notLast) }
            if numerals.contains(scalar) { edges.insert(.notFirst) }
            // The list's tags of single characters say little: nearly all are names of something somewhere.
            return edges
        }
        switch tag.first {
        // Particles, prepositions, conjunctions, pronouns, adverbs, interjections, modal words, idioms, states.
        case "u", "p", "c", "r", "d", "e", "y", "o", "i", "l", "z", "t": return .nowhere
        case "m", "q": return [.notFirst, .notLast]
        // Directions, adjectives.
        case "f": edges.insert(.notLast)
        case "a" where tag != "an": edges.insert(tag == "ad" ? .nowhere : .notLast)
        default: break
        }
        return edges
    }
}
