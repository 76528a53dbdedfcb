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
        (.petition, ["留言", "网友", "petition"]),
    ]

    /// The channel, from all that stands around the rows.
    package static func channel(file: String, sheet: String?, titles: [String], header: [String]) -> Channel {
        let around = ([file, sheet ?? ""] + titles).joined(separator: "\n").lowercased()
        if let found = first(inTitle, in: around) { return found }
        let names = header.map(ColumnNames.fold).joined(separator: "\n")
        return first(inHeader, in: names) ?? .petition
    }

    /// The channel that a cell names outright (`信访`, `hotline`); nil for anything else, such as 微信.
    package static func channel(cell: String) -> Channel? {
        let folded = ColumnNames.fold(cell)
        if let channel = Channel.allCases.first(where: { $0.rawValue == folded || $0.chineseName == folded }) {
            return channel
        }
        switch folded {
        case "12345", "热线", "12345热线", "政务热线", "12345政务服务便民热线": return .hotline
        case "网络问政", "网上留言", "留言", "问政平台": return .petition
        case "代表建议", "建议", "议案", "提案": return .proposal
        case "信访", "来信", "来访", "来信来访": return .letter
        case "联络站", "代表联络站": return .station
        case "征集", "意见征集", "立法征集", "议事征集", "立法征求意见": return .consultation
        default: return nil
        }
    }

    private static func first(_ table: [(Channel, [String])], in text: String) -> Channel? {
        table.first { _, words in words.contains { text.contains($0) } }?.0
    }
}
