import OpinionReports

/// The report on proposals as tables: one row a proposal, one row a member of a group, the like pairs outside groups.
public enum ProposalTables {
    /// The three tables in their order.
    public static func all(_ report: ProposalReport) -> [ExportTable] {
        [proposals(report), groups(report), nearby(report)]
    }

    private static func proposals(_ report: ProposalReport) -> ExportTable {
        ExportTable(
            name: "建议", file: "proposals.csv",
            columns: [
                .init("编号", width: 16), .init("建议", width: 44), .init("代表（标识）", width: 12), .init("附议", width: 6),
                .init("并案组", width: 8), .init("相关人数", width: 9), .init("相关件数", width: 9), .init("相关问题", width: 44),
                .init("相关记录", width: 40), .init("同类需求（全县）", width: 36), .init("建议主办", width: 24),
                .init("理由", width: 36), .init("建议协办", width: 24),
                .init("来源所列主办", width: 24), .init("缺少部分", width: 14), .init("一事一件", width: 40), .init("字数", width: 8),
                .init("记录", width: 20),
            ],
            rows: report.proposals.map { entry -> [ExportTable.Cell] in
                [
                    .optional(entry.number), .text(entry.title), .optional(entry.author), .count(entry.cosigners),
                    entry.group.map { .count($0) } ?? .empty, .count(entry.support.people), .count(entry.support.posts),
                    .text(entry.support.note ?? entry.support.issues.compactMap(issue).joined(separator: "；")),
                    .text(entry.support.records.joined(separator: "、")),
                    .text(
                        entry.support.needs.map { "\($0.title)（\($0.people) 人 \($0.posts) 件）" }.joined(separator: "；")),
                    .optional(entry.lead?.unit),
                    .text(entry.lead?.reasons.joined(separator: "；") ?? ""),
                    .text(entry.joint.map(\.unit).joined(separator: "、")), .optional(entry.givenLead),
                    .text(entry.missingParts.joined(separator: "、")), .text(entry.twoMatters.joined(separator: "；")),
                    .count(entry.characters), .text(entry.record),
                ]
            })
    }

    private static func issue(_ line: ProposalReport.IssueLine) -> String? {
        line.issue.map { "\($0) \(line.label ?? "")（\(line.people) 人 \(line.posts) 件）" }
    }

    private static func groups(_ report: ProposalReport) -> ExportTable {
        let authors = Dictionary(
            report.proposals.map { ($0.record, $0.author) }, uniquingKeysWith: { first, _ in first })
        return ExportTable(
            name: "并案", file: "groups.csv",
            columns: [
                .init("并案组", width: 8), .init("编号", width: 16), .init("建议", width: 44), .init("代表（标识）", width: 12),
                .init("组内件数", width: 9), .init("组内代表", width: 9), .init("相似度", width: 8), .init("记录", width: 20),
            ],
            rows: report.groups.flatMap { group -> [[ExportTable.Cell]] in
                group.records.indices.map { index -> [ExportTable.Cell] in
                    [
                        .count(group.number), .text(group.numbers[index]), .text(group.titles[index]),
                        .optional(authors[group.records[index]] ?? nil), .count(group.records.count),
                        .count(group.authors.count), .number(group.likeness, decimals: 2), .text(group.records[index]),
                    ]
                }
            })
    }

    private static func nearby(_ report: ProposalReport) -> ExportTable {
        ExportTable(
            name: "相近未并", file: "nearby.csv",
            columns: [
                .init("相似度", width: 8), .init("建议一", width: 44), .init("建议二", width: 44), .init("记录一", width: 20),
                .init("记录二", width: 20),
            ],
            rows: report.nearby.map { pair -> [ExportTable.Cell] in
                [ExportTable.Cell.number(pair.likeness, decimals: 2)] + (pair.titles + pair.records).map { .text($0) }
            })
    }
}
