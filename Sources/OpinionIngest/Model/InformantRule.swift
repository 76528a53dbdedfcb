/// Tells the reports of informants (举报) from other records. Who reports somebody may be harmed by whoever learns of it:
/// such a record is never handed on with its words or its sender.
///
/// The type decides where the source gives one, and so does the way it came in (举报电话, 12388). Only a record without a
/// type is looked at itself, and only words by which a text calls itself such a report count: 举报人, 实名举报, 我要举报.
/// Too many are flagged rather than too few: 投诉举报 is flagged, since it cannot be told from 举报.
package enum InformantRule {
    private static let cues = [
        "举报人", "举报信", "举报材料", "实名举报", "匿名举报", "我要举报", "我想举报", "我举报", "我们举报", "本人举报", "特举报", "特此举报", "现举报", "举报如下",
        "向你们举报", "检举人", "检举信", "我要检举", "實名舉報", "舉報人", "我要舉報",
    ]
    private static let negations = ["非举报", "不是举报", "不属举报", "不属于举报"]
    private static let channels = ["举报", "舉報", "检举", "12388", "12309"]

    /// Whether a record is an informant's. O(bytes).
    ///
    /// - Parameters:
    ///   - type: the demand type as written, or nil where the source has none.
    ///   - categories: the levels of the field of work; only one that is 举报 or 检举 alone counts.
    ///   - channel: the cell that says how it came in.
    ///   - title: the title as written.
    ///   - body: the text as written.
    package static func isInformant(
        type: String?, categories: [String], channel: String?, title: String, body: String
    ) -> Bool {
        if let type { return isReport(type) }
        if categories.contains(where: { $0 == "举报" || $0 == "检举" || $0 == "举报件" || $0 == "投诉举报" }) { return true }
        if let channel, channels.contains(where: { contains(channel, $0) }) { return true }
        guard contains(title, "举") || contains(title, "舉") || contains(body, "举") || contains(body, "舉") else {
            return false
        }
        if title.hasPrefix("举报") || title.hasPrefix("关于举报") || body.hasPrefix("举报") || title.hasSuffix("的举报") {
            return !title.hasPrefix("举报电话") && !body.hasPrefix("举报电话")
        }
        return cues.contains { contains(title, $0) || contains(body, $0) }
    }

    private static func isReport(_ type: String) -> Bool {
        (contains(type, "举报") || contains(type, "检举") || contains(type, "舉報"))
            && !negations.contains { contains(type, $0) }
    }

    /// Substring search over bytes: `String.contains` compares characters and is many times slower.
    private static func contains(_ text: String, _ part: String) -> Bool {
        var (text, part) = (text, part)
        return text.withUTF8 { text in
            part.withUTF8 { part in
                guard let first = part.first, text.count >= part.count else { return false }
                var start = 0
                let last = text.count - part.count
                while start <= last {
                    if text[start] == first {
                        var length = 1
                        while length < part.count, text[start + length] == part[length] { length += 1 }
                        if length == part.count { return true }
                    }
                    start += 1
                }
                return false
            }
        }
    }
}
