import OpinionIngest
import OpinionRanking

/// The tables that a report hands on: issues, their records, repeats, candidates, leads, proposals, rejected rows, and what is to
/// be known about the input files.
public enum ReportTables {
    /// All tables in the order in which they are sheets of the workbook; the one of notices only where there are some. Linear in the content.
    public static func all(_ content: ReportContent) -> [ExportTable] {
        let notices = notices(content)
        return [
            issues(content), members(content), candidates(content), leads(content), proposals(content),
            rejects(content), repeats(content),
        ] + (notices.rows.isEmpty ? [] : [notices])
    }

    /// One row per issue.
    public static func issues(_ content: ReportContent) -> ExportTable {
        var themes: [IssueID: String] = [:]
        for entry in content.themes { for issue in entry.theme.issues { themes[issue] = entry.theme.label } }
        return ExportTable(
            name: "热点问题", file: "issues.csv",
            columns: [
                .init("问题编号", width: 10), .init("问题", width: 40), .init("反映人数", width: 10), .init("件数", width: 8),
                .init("重复文本", width: 10), .init("渠道", width: 28), .init("乡镇街道", width: 28), .init("最早", width: 12),
                .init("最近", width: 12), .init("关键词", width: 36), .init("凝聚度", width: 8), .init("代表记录", width: 20),
                .init("主题", width: 24), .init("易混淆的问题编号", width: 14), .init("差别最大的记录", width: 36),
            ],
            rows: content.issues.map { entry in
                let outline = entry.outline
                return [
                    .count(entry.issue.id.rawValue), .text(entry.issue.label), .count(entry.people),
                    .count(entry.issue.members.count), .count(entry.repeats),
                    .text(entry.channels.map(\.chineseName).joined(separator: "、")),
                    .text(entry.townships.joined(separator: "、")), .text(ReportView.day(entry.first)),
                    .text(ReportView.day(entry.last)), .text(entry.issue.keywords.joined(separator: "、")),
                    .number(entry.issue.cohesion, decimals: 3), .text(entry.issue.medoid.rawValue),
                    .text(themes[entry.issue.id] ?? ""), .optional(outline?.nearest.map { $0.issue.description }),
                    .text((outline?.extremes ?? []).map(\.rawValue).joined(separator: " ")),
                ]
            })
    }

    /// One row per record of an issue, with its masked text and where it was read.
    public static func members(_ content: ReportContent) -> ExportTable {
        let records = Dictionary(content.records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var rows: [[ExportTable.Cell]] = []
        for entry in content.issues {
            for id in entry.issue.members {
                guard let record = records[id] else { continue }
                rows.append([
                    .count(entry.issue.id.rawValue), .text(entry.issue.label), .text(id.rawValue),
                    .optional(record.number), .text(record.channel.chineseName),
                    .optional(record.received.map { ReportView.time($0) }), .text(record.place),
                    .optional(record.unit), .optional(record.status), .text(record.title), .text(record.body),
                    .text(record.source.file), .count(record.source.row),
                ])
            }
        }
        return ExportTable(
            name: "问题原文", file: "issue-members.csv",
            columns: [
                .init("问题编号", width: 10), .init("问题", width: 36), .init("记录", width: 20), .init("工单编号", width: 18),
                .init("渠道", width: 12), .init("收到时间", width: 18), .init("地点", width: 24), .init("承办单位", width: 20),
                .init("状态", width: 10), .init("标题（脱敏）", width: 40), .init("内容（脱敏）", width: 80),
                .init("来源文件", width: 24), .init("行", width: 8),
            ], rows: rows)
    }

    /// One row per record of a group of repeats. Of informants' reports the record alone is named.
    public static func repeats(_ content: ReportContent) -> ExportTable {
        let records = Dictionary(content.records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var rows: [[ExportTable.Cell]] = []
        for entry in content.repeats {
            for member in entry.group.members {
                let record = records[member.record]
                rows.append([
                    .count(entry.group.id), .text(entry.group.kindName), .count(entry.group.people),
                    .count(entry.group.posts), .text(member.record.rawValue), .optional(record?.number),
                    .optional(record?.received.map { ReportView.time($0) }), .text(member.role.chineseName),
                    .text(member.news.joined(separator: "、")), .optional(record?.title),
                ])
            }
        }
        return ExportTable(
            name: "重复反映", file: "repeats.csv",
            columns: [
                .init("组", width: 8), .init("类型", width: 20), .init("人数", width: 8), .init("件数", width: 8),
                .init("记录", width: 20), .init("工单编号", width: 18), .init("收到时间", width: 18),
                .init("本件", width: 28), .init("新情况", width: 44), .init("标题（脱敏）", width: 40),
            ], rows: rows)
    }

    /// One row per candidate; each part of the score has three columns: value, weight and points.
    public static func candidates(_ content: ReportContent) -> ExportTable {
        var parts: [(key: String, name: String)] = []
        var gates: [(key: String, name: String)] = []
        for candidate in content.candidates {
            for part in candidate.parts where !parts.contains(where: { $0.key == part.key }) {
                parts.append((part.key, part.name))
            }
            for gate in candidate.gates where !gates.contains(where: { $0.key == gate.key }) {
                gates.append((gate.key, gate.name))
            }
        }
        var columns: [ExportTable.Column] = [
            .init("名次", width: 8), .init("项目", width: 36), .init("得分", width: 8), .init("入围", width: 8),
            .init("反映人数", width: 10), .init("件数", width: 8),
        ]
        for part in parts {
            columns += [
                .init("\(part.name)·数值", width: 14), .init("\(part.name)·权重", width: 14),
                .init("\(part.name)·得分", width: 14),
            ]
        }
        columns += gates.map { .init("门槛·\($0.name)", width: 18) }
        columns += [.init("重叠较多的候选", width: 36), .init("问题编号", width: 20), .init("项目标识", width: 24)]
        let rows = content.candidates.sorted { ($0.rank, $0.key) < ($1.rank, $1.key) }.map { candidate in
            var row: [ExportTable.Cell] = [
                .count(candidate.rank), .text(candidate.title), .number(candidate.score, decimals: 4),
                .text(candidate.eligible ? "是" : "否"), .count(candidate.people), .count(candidate.records.count),
            ]
            for (key, _) in parts {
                if let part = candidate.parts.first(where: { $0.key == key }) {
                    row += [
                        .number(part.value, decimals: 4), .number(part.weight, decimals: 2),
                        .number(part.points, decimals: 4),
                    ]
                } else {
                    row += [.empty, .empty, .empty]
                }
            }
            for (key, _) in gates {
                let gate = candidate.gates.first { $0.key == key }
                row.append(.optional(gate.map { "\(verdict($0.verdict))：\($0.reason)" }))
            }
            let issues = candidate.issues.map(\.description).joined(separator: "、")
            let overlaps = (content.overlaps[candidate.key] ?? []).joined(separator: "、")
            return row + [.text(overlaps), .text(issues), .text(candidate.key)]
        }
        return ExportTable(name: "民生实事候选", file: "candidates.csv", columns: columns, rows: rows)
    }

    /// One row per lead, its evidence in one cell.
    public static func leads(_ content: ReportContent) -> ExportTable {
        ExportTable(
            name: "监督线索", file: "leads.csv",
            columns: [
                .init("类别", width: 12), .init("线索", width: 44), .init("说明", width: 60), .init("强度", width: 8),
                .init("证据", width: 60), .init("件数", width: 8), .init("问题编号", width: 10), .init("单位", width: 20),
                .init("监督选题来源", width: 30), .init("线索标识", width: 30),
            ],
            rows: content.leads.map { lead in
                [
                    .text(lead.kind.chineseName), .text(lead.title), .text(lead.explanation),
                    .number(lead.strength, decimals: 4),
                    .text(lead.evidence.map { "\($0.name)：\($0.value)" }.joined(separator: "；")),
                    .count(lead.records.count), lead.issue.map { .count($0.rawValue) } ?? .empty,
                    .optional(lead.unit), .text(lead.topics.joined(separator: "、")), .text(lead.key),
                ]
            })
    }

    /// One row per classified proposal.
    public static func proposals(_ content: ReportContent) -> ExportTable {
        let numbers = Dictionary(
            content.proposals.map { ($0.record, $0.number ?? $0.record.rawValue) },
            uniquingKeysWith: { first, _ in first })
        return ExportTable(
            name: "建议分类", file: "proposals.csv",
            columns: [
                .init("编号", width: 16), .init("建议", width: 50), .init("类别", width: 18), .init("把握", width: 8),
                .init("依据词", width: 40), .init("相关问题", width: 10), .init("相近建议（供并案参考）", width: 40),
                .init("相近的理由", width: 40), .init("记录", width: 20),
            ],
            rows: content.proposals.map { proposal in
                [
                    .optional(proposal.number), .text(proposal.title), .optional(proposal.className),
                    .number(proposal.confidence, decimals: 3), .text(proposal.words.joined(separator: "、")),
                    proposal.issue.map { .count($0.rawValue) } ?? .empty,
                    .text(proposal.similar.map { numbers[$0] ?? $0.rawValue }.joined(separator: "、")),
                    .text(proposal.similarReason), .text(proposal.record.rawValue),
                ]
            })
    }

    /// One row per rejected row of an input file.
    public static func rejects(_ content: ReportContent) -> ExportTable {
        ExportTable(
            name: "未采用行", file: "rejects.csv",
            columns: [.init("文件", width: 36), .init("行", width: 10), .init("原因", width: 60)],
            rows: content.ledger.flatMap { file in
                file.rejects.map { [.text(file.file), .count($0.row), .text($0.reason)] }
            })
    }

    /// What is to be known about each input file: which column was taken for what, then the notices.
    public static func notices(_ content: ReportContent) -> ExportTable {
        ExportTable(
            name: "读取提示", file: "notices.csv",
            columns: [.init("文件", width: 36), .init("类别", width: 12), .init("内容", width: 80)],
            rows: content.ledger.flatMap { file in
                file.mapping.map { [.text(file.file), .text("列的对应"), .text($0)] }
                    + file.notices.map { [.text(file.file), .text("提示"), .text($0)] }
            })
    }

    private static func verdict(_ verdict: Gate.Verdict) -> String {
        switch verdict {
        case .passed: "符合"
        case .failed: "不符合"
        case .unknown: "待人工判断"
        }
    }
}
