/// What stands below a table and is no record: who filled it in, checked and printed it, its notes and page numbers.
package enum FooterLine {
    private static let signatures = [
        "填表人", "填报人", "制表人", "制表", "审核人", "审核", "审批人", "复核人", "复核", "负责人", "单位负责人", "主要负责人", "分管领导", "经办人",
        "录入人", "统计人", "打印人", "填表单位", "填报单位", "制表单位", "报送单位", "填表日期", "填表时间", "填报日期", "填报时间", "制表日期", "制表时间",
        "打印日期", "打印时间", "导出日期", "导出时间", "统计时间", "报送时间", "单位盖章", "单位（盖章）", "单位(盖章)", "（盖章）", "(盖章)", "盖章",
    ]
    private static let notes = ["备注", "说明", "填表说明", "注", "附注", "注意事项"]

    private static let starts = HanSet("填制审复负主分经录统打报导单（(盖备说注附第共".unicodeScalars.map(\.value))

    /// Whether a cell is such a line: `填表人：张三`, `注：…`, `第 1 页 共 3 页`.
    package static func isFooter(cell: String) -> Bool {
        guard cell.beginsWith(oneOf: starts) else { return false }
        let text = cell.trimmedText
        let head = String(text.prefix(24).filter { !$0.isWhitespace })
        if isPage(head) { return text.count <= 24 }
        for word in signatures where head.hasPrefix(word) {
            let rest = head.dropFirst(word.count)
            if rest.isEmpty || "：:（(".contains(rest.first ?? "：") { return true }
        }
        return notes.contains { word in
            head.hasPrefix(word) && "：:".contains(head.dropFirst(word.count).first ?? "。")
        }
    }

    /// `第1页`, `共3页`, `第1页/共3页`.
    private static func isPage(_ text: String) -> Bool {
        guard text.hasSuffix("页"), text.contains(where: \.isNumber) else { return false }
        return text.allSatisfy { $0.isNumber || "第共页，,/、-".contains($0) }
    }
}
