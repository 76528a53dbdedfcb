import OpinionIngest

/// A promise with a date, as found in a unit's reply (承诺).
public struct DatedPromise: Sendable, Equatable {
    /// The reply's own words around the date and what is promised, exactly as in the reply given.
    public var words: String
    /// The last day on which the promise is kept; precision `.day`.
    public var due: CivilTime
    /// The word that says what is promised, for example `完成`.
    public var verb: String
    /// Whether it is hedged (力争、预计、计划 …).
    public var soft: Bool
    /// Whether only an answer is promised (答复、回复), not an act.
    public var answerOnly: Bool

    /// A promise.
    public init(words: String, due: CivilTime, verb: String, soft: Bool, answerOnly: Bool) {
        self.words = words
        self.due = due
        self.verb = verb
        self.soft = soft
        self.answerOnly = answerOnly
    }
}

/// Finds dated promises in replies.
///
/// `预计2024年6月底前完成整改` in a reply of March 2024 is a soft promise for 2024-06-30. A date counts when a promise's verb
/// follows within the sentence, or a word like 时限 stands before it. Dates without a year are the next such date from
/// the reply's day on; dates before the reply, results already reached (已于…完成) and quoted rules (自收到之日起15日内) are no
/// promises, nor are spans after an event without a date (交房后30日内) or durations of
/// a service (一般6个工作日内可办结). Working days skip weekends but not public holidays. O(length).
public struct PromiseParser: Sendable {
    /// A parser.
    public init() {}

    /// All promises of a reply given on a day, in the reply's order.
    public func promises(in reply: String, replied: CivilTime) -> [DatedPromise] {
        let today = replied.dayNumber
        guard Self.mayHoldDate(reply), (-25_000...84_000).contains(today) else { return [] }
        let text = PromiseText(reply)
        var found: [DatedPromise] = []
        var index = 0
        while index < text.count {
            guard let due = DueDate.read(text, at: index, replied: today) else {
                // A number that is no date is skipped whole, so that 10 in 110号 is not read on its own.
                index = text.skippingNumber(at: index)
                continue
            }
            if let promise = promise(due, text, from: index, today: today) { found.append(promise) }
            index = due.end
        }
        return found
    }

    /// Every date expression has a 月, 年, 内 or 前 or a 季 in it; most replies without a date are passed over quickly.
    private static func mayHoldDate(_ reply: String) -> Bool {
        reply.unicodeScalars.contains { dateMarks.contains($0.value) }
    }

    private static let dateMarks: Set<UInt32> = Set("月年内前季".unicodeScalars.map(\.value))

    private func promise(_ due: DueDate, _ text: PromiseText, from start: Int, today: Int) -> DatedPromise? {
        guard due.day >= today, due.day <= today + 3_660 else { return nil }
        let clause = back(text, from: start, limit: 30, at: Self.clauseEnds)
        let sentence = forward(text, from: due.end, limit: 24, at: Self.sentenceEnds)
        if text.first(of: ["已", "曾"], in: max(clause, start - 2)..<start) != nil { return nil }
        if text.first(of: ["之日起", "以来", "没有", "未能"], in: clause..<start) != nil { return nil }
        // 4月20日后 and 8月15日起 begin there.
        if !due.bounded, text.end(of: ["后", "之后", "以后", "起", "至", "到", "—", "-"], at: due.end) != nil { return nil }
        // A span after some event (交房后30日内) has no date yet.
        if due.isSpan, text.first(of: Self.events, in: clause..<start) != nil { return nil }
        let before = text.first(of: Self.limits, in: back(text, from: start, limit: 12, at: Self.sentenceEnds)..<start)
        let cue = text.first(of: Self.soft + Self.firm, in: clause..<sentence)
        guard due.bounded || before != nil || (cue.map { $0.start < start } ?? false) else { return nil }

        let acts = text.first(of: Self.acts, in: due.end..<sentence)
        let answers = text.first(of: Self.answers, in: due.end..<sentence)
        guard let verb = acts ?? answers ?? before else { return nil }
        if verb.start >= due.end, let sign = text.at(verb.start - 1), Self.done.contains(sign) { return nil }
        let end = forward(text, from: max(verb.end, due.end), limit: 30, at: Self.clauseEnds)
        // How long a service takes (一般6个工作日内可办结) is no promise about the matter.
        if due.isSpan {
            let tail = text.first(of: Self.services, in: due.end..<end)
            let head = text.first(of: Self.serviceHeads, in: clause..<start)
            if tail != nil || head != nil { return nil }
        }
        let soft = text.first(of: Self.soft, in: clause..<max(verb.end, due.end)) != nil
        return DatedPromise(
            words: text.text(clause..<end), due: CivilTime(seconds: Int64(due.day) * 86_400, precision: .day),
            verb: text.text(verb.start..<verb.end), soft: soft, answerOnly: acts == nil && answers != nil)
    }

    /// The start of the stretch before a place, back to a sign of a set.
    private func back(_ text: PromiseText, from index: Int, limit: Int, at signs: Set<UInt32>) -> Int {
        var start = index
        while start > 0, index - start < limit, let point = text.at(start - 1), !signs.contains(point) { start -= 1 }
        return start
    }

    /// The end of the stretch after a place, up to a sign of a set.
    private func forward(_ text: PromiseText, from index: Int, limit: Int, at signs: Set<UInt32>) -> Int {
        var end = index
        while end - index < limit, let point = text.at(end), !signs.contains(point) { end += 1 }
        return end
    }

    private static let sentenceEnds: Set<UInt32> = Set("。；！？!?;\n\r".unicodeScalars.map(\.value))
    private static let clauseEnds: Set<UInt32> = sentenceEnds.union("，,：:、（）()".unicodeScalars.map(\.value))
    private static let done: Set<UInt32> = Set("已未没".unicodeScalars.map(\.value))
    private static let soft: [PromiseText.Literal] = [
        "力争", "争取", "预计", "计划", "拟", "有望", "原则上", "尽量", "努力", "预期", "初步",
    ]
    private static let firm: [PromiseText.Literal] = ["将", "确保", "保证", "承诺", "务必", "必须", "限期", "限于"]
    private static let events: [PromiseText.Literal] = ["后", "起", "如", "若", "收到", "自"]
    private static let services: [PromiseText.Literal] = [
        "可办结", "即可", "可以办", "可办理", "可完成办", "可领取", "办理完毕即", "可取",
    ]
    private static let serviceHeads: [PromiseText.Literal] = [
        "办理时限", "办结时限", "承诺时限", "法定时限", "一般", "通常", "最快", "即时", "材料齐全", "受理后",
    ]
    private static let limits: [PromiseText.Literal] = ["完成时限", "整改时限", "整改期限", "完成时间", "竣工时间", "时限"]
    private static let answers: [PromiseText.Literal] = ["答复", "回复", "反馈"]
    private static let acts: [PromiseText.Literal] = [
        "完成", "解决", "整改", "开工", "动工", "建成", "投入使用", "投用", "修复", "修好", "竣工", "完工", "交付", "通车", "开通",
        "启动", "实施", "安装", "加装", "拆除", "整治", "清理", "清运", "到位", "落实", "办结", "恢复", "改造", "开放", "运营", "启用",
        "搬迁", "关停", "更换", "建设", "铺设", "通水", "通气", "供水", "办理", "发放", "退还", "消除", "验收",
    ]
}
