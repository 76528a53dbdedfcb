/// The channel of a table that no mapping file tells: from the file's and the sheet's name and the titles above the
/// header, then from the header, else petition (网络问政), the channel that asks least of a record.
package enum ChannelGuess {
    private static let inTitle: [(Channel, [String])] = [
        (.station, ["联络站", "station"]),
        (.consultation, ["征集", "征求意见", "consultation"]),
        (.hotline, ["12345", "热线", "工单", "来电", "hotline", "work_order", "workorder"]),
        (.letter, ["来信", "信访", "来访", "letter"]),
        (.proposal, ["建议", "提案", "议案", "proposal", "motion"]),
        (.petition, ["留言", "问政", "网友", "petition", "message"]),
    ]

    private static let inHeader: [(Channel, [String])] = [
        (.station, ["联络站", "station"]),
        (.consultation, ["征集", "征求意见", "consultation"]),
        (.proposal, ["建议编号", "建议号", "建议标题", "建议名称", "建议题目", "提案", "议案", "领衔代表", "案由", "proposal"]),
        (.hotline, ["工单", "来电", "热线", "disposeunit", "caller", "hotline"]),
        (.letter, ["来信", "信访", "来访", "letter"]),
        (.petition, ["留言", "网友", "邮件主题", "邮件正文", "petition"]),
    ]

    /// The channel, from all that stands around the rows.
    package static func channel(file: String, sheet: String?, titles: [String], header: [String]) -> Channel {
        let around = ([file, sheet ?? ""] + titles).joined(separator: "\n").lowercased()
        if let found = first(inTitle, in: around) { return found }
        let names = header.map(ColumnNames.fold).joined(separator: "\n")
        return first(inHeader, in: names) ?? .petition
    }

    /// The channel that a cell names (`来信`, `微信小程序`, `12345热线电话`, `hotline`); nil where no known word is in it.
    package static func channel(cell: String) -> Channel? {
        guard cell.utf8.count <= 60 else { return nil }
        let folded = ColumnNames.fold(cell)
        if let channel = Channel.allCases.first(where: { $0.rawValue == folded || $0.chineseName == folded }) {
            return channel
        }
        return first(inCell, in: folded)
    }

    /// Words in a cell of 诉求来源、信访形式, the telling ones first: 网上信访 comes through the net, 信访电话 by telephone.
    private static let inCell: [(Channel, [String])] = [
        (.station, ["联络站"]),
        (.consultation, ["征集", "征求意见"]),
        (.proposal, ["建议", "议案", "提案"]),
        (.hotline, ["12345", "热线", "电话", "来电"]),
        (.petition, ["网络", "网上", "网站", "网页", "app", "微信", "小程序", "问政", "留言", "微博", "邮箱", "邮件"]),
        (.letter, ["来信", "来访", "走访", "信访", "信件"]),
    ]

    private static func first(_ table: [(Channel, [String])], in text: String) -> Channel? {
        table.first { _, words in words.contains { text.contains($0) } }?.0
    }
}
