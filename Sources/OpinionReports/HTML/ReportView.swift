import OpinionIngest
import OpinionRanking

/// Turns a content into the nested dictionaries that the templates read. All texts go in as they are; the templates
/// escape them.
struct ReportView {
    /// What a template section reads.
    typealias Values = [String: Any]

    let content: ReportContent
    let records: [RecordID: ShownRecord]
    let labels: [IssueID: String]
    let months: ReportMonths

    init(_ content: ReportContent) {
        self.content = content
        records = Dictionary(content.records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        labels = Dictionary(
            content.issues.map { ($0.issue.id, $0.issue.label) }, uniquingKeysWith: { first, _ in first })
        months = ReportMonths(content.records)
    }

    /// Everything but the inlined assets.
    func page() -> Values {
        let total = content.ledgerTotal
        let eligible = content.candidates.filter(\.eligible).count
        var values: Values = [
            "title": content.title, "office": content.office, "clock": Self.time(content.clock),
            "recordCount": ShownNumber.count(content.records.count), "peopleCount": ShownNumber.count(content.people),
            "issueCount": ShownNumber.count(content.issues.count),
            "eligibleCount": ShownNumber.count(eligible),
            "candidateCount": ShownNumber.count(content.candidates.count),
            "failedCount": ShownNumber.count(content.candidates.count - eligible),
            "hasFailed": eligible < content.candidates.count,
            "leadCount": ShownNumber.count(content.leads.count),
            "rejectedCount": ShownNumber.count(total.rejected), "period": period(),
            "overview": overview(), "candidates": candidates(), "leadKinds": leads(), "issues": issues(),
            "hasCandidates": !content.candidates.isEmpty, "hasLeads": !content.leads.isEmpty,
            "hasIssues": !content.issues.isEmpty, "themes": themes(), "hasThemes": !content.themes.isEmpty,
            "hasRepeats": !content.repeats.isEmpty,
            "repeats": repeats(), "repeatSums": repeatSums(), "hasProposals": !content.proposals.isEmpty,
            "proposals": proposals(), "proposalClasses": proposalClasses(),
            "proposalCount": ShownNumber.count(content.proposals.count),
            "ledger": content.ledger.map(ledger), "ledgerTotal": ledger(total),
            "manifest": content.manifest.map { ["name": $0.name, "value": $0.value] },
        ]
        values["ballot"] = content.ballot.map(ballot)
        return values
    }

    /// A time with a blank between date and clock: `2024-07-01 08:30`.
    static func time(_ time: CivilTime) -> String {
        let text = time.description.replacing("T", with: " ")
        return time.precision == .second ? String(text.dropLast(3)) : text
    }

    /// The day, or less where less is known.
    static func day(_ time: CivilTime?) -> String { time.map { String($0.description.prefix(10)) } ?? "—" }

    private func period() -> String {
        guard let bulk = months.bulk else { return "—" }
        let (first, last) = (ReportMonth.text(bulk.lowerBound), ReportMonth.text(bulk.upperBound))
        let span = first == last ? first : "\(first) 至 \(last)"
        return months.outsideBulk == 0 ? span : span + "（另有 \(months.outsideBulk) 件的时间远在此外，请核对）"
    }

    private func overview() -> Values {
        let months = self.months.shown.map(ReportMonth.text)
        let counts = ReportData.counts(content.records)
        let channels = Channel.allCases.filter { channel in content.records.contains { $0.channel == channel } }
        func cell(_ channel: Channel, _ month: String) -> Values {
            let count = counts[.init(channel: channel, month: month)] ?? 0
            // A name that the cell lacked would be looked up in its row.
            return [
                "filled": count > 0, "count": count, "key": "cm:\(channel.rawValue):\(month)",
                "title": "\(month) \(channel.chineseName)",
            ]
        }
        let rows: [Values] = months.map { month in
            let cells = channels.map { cell($0, month) }
            return [
                "month": month, "cells": cells, "key": "month:\(month)",
                "sum": channels.reduce(0) { $0 + (counts[.init(channel: $1, month: month)] ?? 0) },
            ]
        }
        let undated = content.records.filter { $0.month == nil }.count
        let heads: [Values] = channels.map { channel in
            let count = content.records.filter { $0.channel == channel }.count
            return [
                "name": channel.chineseName, "id": channel.rawValue, "key": "channel:\(channel.rawValue)",
                "count": ShownNumber.count(count),
                "share": ShownNumber.fixed(100 * Double(count) / Double(max(1, content.records.count)), 1),
            ]
        }
        return [
            "channels": heads, "rows": rows, "hasUndated": undated > 0, "undated": undated,
            "hasOutside": self.months.outsideShown > 0, "outside": self.months.outsideShown,
            "hasRecords": !content.records.isEmpty,
        ]
    }

    private func ledger(_ file: LedgerFile) -> Values {
        [
            "file": file.file, "format": Self.format(file.format), "rows": ShownNumber.count(file.rows),
            "records": ShownNumber.count(file.records), "merged": ShownNumber.count(file.merged),
            "rejected": ShownNumber.count(file.rejected), "addsUp": file.addsUp, "key": "file:\(file.file)",
            "hasRejects": !file.rejects.isEmpty,
            "rejects": file.rejects.map { ["row": String($0.row), "reason": $0.reason] },
            "hasMapping": !file.mapping.isEmpty, "mapping": file.mapping,
            "hasNotices": !file.notices.isEmpty, "notices": file.notices, "noticeCount": file.notices.count,
            "hasDetails": !(file.rejects.isEmpty && file.mapping.isEmpty && file.notices.isEmpty),
        ]
    }

    /// The way of reading as people write it: `CSV · GB18030` for `csv · GB18030`.
    private static func format(_ text: String) -> String {
        let end = text.firstIndex(of: " ") ?? text.endIndex
        let name = text[..<end]
        let shown = name == "jsonLines" ? "JSON Lines" : name.count <= 5 ? name.uppercased() : String(name)
        return shown + text[end...]
    }

    /// The line on candidates that share many records with this one; nil where there are none.
    func overlap(_ key: String) -> String? {
        guard let titles = content.overlaps[key], !titles.isEmpty else { return nil }
        return "与\(titles.map { "“\($0)”" }.joined())反映的诉求有较多重叠，票决前请合并考虑。"
    }

    private func ballot(_ ballot: ReportBallot) -> Values {
        let ranks = Dictionary(content.candidates.map { ($0.key, $0.rank) }, uniquingKeysWith: { first, _ in first })
        return [
            "title": ballot.title, "seats": ballot.seats, "count": ballot.lines.count,
            "excess": ballot.lines.count - ballot.seats,
            "rules": ballot.rules.map { ["name": $0.name, "value": $0.value] },
            "lines": ballot.lines.enumerated().map { index, line in
                var values: Values = ["number": index + 1, "title": line.title, "note": line.note]
                values["overlap"] = overlap(line.candidate)
                if let rank = ranks[line.candidate] {
                    values["rank"] = rank
                    values["key"] = "candidate:\(line.candidate)"
                }
                return values
            },
        ]
    }
}
