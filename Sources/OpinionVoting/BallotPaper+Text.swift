extension BallotPaper {
    /// The ballot to print, as plain text: heading, how to fill it in, one box or three for each project.
    public func text() -> String {
        var lines = [Self.oneLine(title), "", "填写说明："]
        for (index, rule) in instructions.enumerated() { lines.append("  \(index + 1). \(rule)") }
        lines.append("")
        for entry in candidates {
            let number = entry.title == entry.id ? "" : "（编号 \(Self.oneLine(entry.id))）"
            lines.append("\(entry.number). \(boxes)  \(Self.oneLine(entry.title))\(number)")
            if !entry.basis.isEmpty { lines.append("     依据：\(Self.oneLine(entry.basis))") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same as Markdown, with the projects in a table.
    public func markdown() -> String {
        var lines = ["# \(Self.cell(title))", ""]
        for (index, rule) in instructions.enumerated() { lines.append("\(index + 1). \(rule)") }
        let marks = form == .approval ? ["赞成"] : ["赞成", "反对", "弃权"]
        let header = ["序号", "编号", "项目", "依据"] + marks
        lines += ["", Self.row(header), Self.row(header.map { _ in "---" })]
        for entry in candidates {
            let cells = [String(entry.number), Self.cell(entry.id), Self.cell(entry.title), Self.cell(entry.basis)]
            lines.append(Self.row(cells + marks.map { _ in "〔　〕" }))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// How to fill the ballot in, one sentence per rule that can make it invalid.
    private var instructions: [String] {
        let purpose = mode == .decide ? "应选" : "推荐"
        let first = "本票列候选项目 \(candidates.count) 项，\(purpose) \(seats) 项。"
        let limit = "赞成数多于 \(maxMarks) 项的，本票无效。"
        let last = "在票上另写候选项目以外的项目的，本票无效；一项也不填的是空白票，有效，视为全部弃权。"
        switch form {
        case .approval:
            return [first, "赞成的项目，在〔　〕内划“√”；不划的计为“未获赞成”，不计为反对。", limit, last]
        case .threeWay:
            return [
                first, "每个项目在赞成、反对、弃权中选划一个“√”；不划的视为弃权，同一项目划了两个或三个的，本票无效。", limit, last,
            ]
        }
    }

    private var boxes: String {
        form == .approval ? "〔　〕" : "〔　〕赞成 〔　〕反对 〔　〕弃权"
    }

    private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    /// A title with line breaks would look like another project.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func cell(_ text: String) -> String {
        oneLine(text).map { "\\|`*_<>[]".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
