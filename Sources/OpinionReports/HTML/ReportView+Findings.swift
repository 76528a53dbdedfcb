import OpinionIngest
import OpinionRanking

extension ReportView {
    /// Candidates by rank, with parts that visibly add up to the score.
    func candidates() -> [Values] {
        content.candidates.sorted { ($0.rank, $0.key) < ($1.rank, $1.key) }.enumerated().map { position, candidate in
            let units = ShownNumber.tenths(of: candidate.parts.map(\.points), total: candidate.score)
            let parts: [Values] = zip(candidate.parts, units).enumerated().map { index, pair in
                let (part, unit) = pair
                return [
                    "name": part.name, "value": ShownNumber.short(part.value),
                    "scaled": ShownNumber.fixed(part.scaled, 2), "weight": ShownNumber.short(part.weight),
                    "points": ShownNumber.fixed(units: unit, 1), "explanation": part.explanation,
                    "colour": index % 8, "width": ShownNumber.fixed(max(0, min(100, part.points)), 2),
                    "wide": part.points >= 7,
                ]
            }
            let gates: [Values] = candidate.gates.map { gate in
                let (mark, state) =
                    switch gate.verdict {
                    case .passed: ("✓", "passed")
                    case .failed: ("✗", "failed")
                    case .unknown: ("待定", "unknown")
                    }
                return ["name": gate.name, "reason": gate.reason, "mark": mark, "state": state]
            }
            var values: Values = [
                "rank": candidate.rank, "title": candidate.title, "score": ShownNumber.fixed(candidate.score, 1),
                "eligible": candidate.eligible, "parts": parts, "gates": gates, "hasParts": !parts.isEmpty,
                "people": ShownNumber.count(candidate.people), "records": ShownNumber.count(candidate.records.count),
                "key": "candidate:\(candidate.key)", "issues": links(candidate.issues),
                "hasIssues": !candidate.issues.isEmpty,
                "open": position == 0,
            ]
            values["overlap"] = overlap(candidate.key)
            return values
        }
    }

    /// Leads grouped by kind in the order of `LeadKind.allCases`, the strongest first.
    func leads() -> [Values] {
        let withSeries = Set(content.issues.map(\.issue.id))
        return LeadKind.allCases.compactMap { kind in
            let leads = content.leads.filter { $0.kind == kind }
                .sorted { ($1.strength, $0.key) < ($0.strength, $1.key) }
            guard !leads.isEmpty else { return nil }
            let items: [Values] = leads.map { lead in
                var values: Values = [
                    "title": lead.title, "explanation": lead.explanation, "key": "lead:\(lead.key)",
                    "records": ShownNumber.count(lead.records.count), "strength": ShownNumber.short(lead.strength),
                    "evidence": lead.evidence.map {
                        ["name": $0.name, "value": $0.value, "long": DisplayWidth.of($0.value) > 36] as Values
                    }, "topics": lead.topics,
                    "hasEvidence": !lead.evidence.isEmpty,
                ]
                values["unit"] = lead.unit
                values["issueLink"] = lead.issue.flatMap { links([$0]).first }
                if kind == .burst, let issue = lead.issue, withSeries.contains(issue) { values["burst"] = lead.key }
                return values
            }
            return [
                "name": kind.chineseName, "id": kind.rawValue, "count": leads.count, "leads": items,
                "about": Self.about(kind),
            ]
        }
    }

    /// Issues in the content's order.
    func issues() -> [Values] {
        content.issues.enumerated().map { index, entry in
            let issue = entry.issue
            let medoid = records[issue.medoid].map { $0.title.isEmpty ? $0.body : $0.title } ?? ""
            return outline(of: entry).merging([
                "index": index + 1, "id": issue.id.rawValue, "label": issue.label, "key": "issue:\(issue.id)",
                "people": entry.people, "posts": issue.members.count, "repeats": entry.repeats,
                "hasRepeats": entry.repeats > 0, "keywords": issue.keywords.prefix(6).joined(separator: "、"),
                "medoid": Self.excerpt(medoid, 60),
                "channels": entry.channels.map(\.chineseName).joined(separator: "、"),
                "townships": entry.townships.prefix(3).joined(separator: "、"), "townshipCount": entry.townships.count,
                "more": entry.townships.count > 3, "first": Self.day(entry.first), "last": Self.day(entry.last),
                "cohesion": ShownNumber.fixed(issue.cohesion, 2),
                "spark": Sparkline.svg(ReportData.series(of: entry, over: months.shown).map(\.count)),
                "series": entry.months.filter { $0.count > 0 }.map { "\(ReportMonth.text($0.month)) \($0.count)件" }
                    .joined(separator: "，"),
            ]) { _, new in new }
        }
    }

    /// What stands below an issue's label: its parts, what differs most in it, what it is easily taken for.
    private func outline(of entry: ReportIssue) -> Values {
        guard let outline = entry.outline else {
            return ["hasParts": false, "hasExtremes": false, "hasNearest": false]
        }
        let id = entry.issue.id
        var values: Values = [
            "hasParts": !outline.parts.isEmpty, "hasExtremes": !outline.extremes.isEmpty, "hasNearest": false,
            "extremes": "extremes:\(id)", "extremeCount": outline.extremes.count,
            "parts": outline.parts.enumerated().map { number, part in
                ["part": part.label, "size": part.records.count, "opens": "part:\(id):\(number + 1)"] as Values
            },
        ]
        if let nearest = outline.nearest, let label = labels[nearest.issue] {
            values["hasNearest"] = true
            values["nearest"] = label
            values["nearestKey"] = "issue:\(nearest.issue)"
            values["likeness"] = ShownNumber.fixed(nearest.likeness, 2)
        }
        return values
    }

    /// Themes in the content's order, each with its issues.
    func themes() -> [Values] {
        content.themes.map { entry in
            let theme = entry.theme
            return [
                "label": theme.label, "category": theme.category ?? "未分类", "key": "theme:\(theme.id)",
                "issueTotal": theme.issues.count, "people": entry.people, "posts": entry.posts,
                "inside": theme.issues.prefix(Self.issuesOfTheme).compactMap { id in
                    labels[id].map { ["name": $0, "opens": "issue:\(id)"] as Values }
                },
                "hasMore": theme.issues.count > Self.issuesOfTheme,
                "rest": max(0, theme.issues.count - Self.issuesOfTheme),
            ]
        }
    }

    /// Issues of a theme that are named.
    private static let issuesOfTheme = 8

    /// Repeats in the content's order.
    func repeats() -> [Values] {
        content.repeats.map { entry in
            let group = entry.group
            let news = group.news
            return [
                "id": group.id, "kind": group.kindName, "campaign": group.isCampaign, "key": "repeat:\(group.id)",
                "people": group.people, "posts": group.posts, "withNews": entry.withNews,
                "title": Self.excerpt(entry.title, 60), "first": Self.day(entry.first), "last": Self.day(entry.last),
                "news": news.prefix(8).joined(separator: "、") + (news.count > 8 ? "等 \(news.count) 项" : ""),
                "hasNews": !news.isEmpty,
            ]
        }
    }

    /// The counts over all repeats.
    func repeatSums() -> Values {
        let counts = RepeatCounts(content.repeats.map(\.group))
        return [
            "groups": ShownNumber.count(counts.groups), "people": ShownNumber.count(counts.people),
            "posts": ShownNumber.count(counts.posts), "samePerson": ShownNumber.count(counts.samePerson),
            "campaigns": ShownNumber.count(counts.campaigns), "withNews": ShownNumber.count(counts.withNews),
            "withoutNews": ShownNumber.count(counts.withoutNews),
        ]
    }

    /// Proposals in the content's order.
    func proposals() -> [Values] {
        content.proposals.map { proposal in
            var values: Values = [
                "number": proposal.number ?? "—", "title": proposal.title, "class": proposal.className ?? "未归类",
                "unclassed": proposal.className == nil,
                "confidence": ShownNumber.fixed(100 * proposal.confidence, 0),
                "confidenceValue": ShownNumber.fixed(proposal.confidence, 3),
                "words": proposal.words.joined(separator: "、"), "key": "proposal:\(proposal.record)",
                "similar": proposal.similar.count, "hasSimilar": !proposal.similar.isEmpty,
                "similarReason": proposal.similarReason,
            ]
            values["issueLink"] = proposal.issue.flatMap { links([$0]).first }
            return values
        }
    }

    /// How many proposals each class has, most first.
    func proposalClasses() -> [Values] {
        var counts: [String: Int] = [:]
        for proposal in content.proposals { counts[proposal.className ?? "未归类", default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ["name": $0.key, "count": $0.value] }
    }

    private func links(_ ids: [IssueID]) -> [Values] {
        ids.compactMap { id in labels[id].map { ["label": $0, "id": id.rawValue, "key": "issue:\(id)"] } }
    }

    /// The text in one line, at most so many characters.
    static func excerpt(_ text: String, _ limit: Int) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= limit ? line : line.prefix(limit - 1) + "…"
    }

    private static func about(_ kind: LeadKind) -> String {
        switch kind {
        case .burst: "某一时段件数明显高于历史期望，需要核实近期发生了什么。"
        case .rebound: "办结之后，同一人或同一地点就同一事项再次反映，适合列入“回头看”。"
        case .brokenPromise: "答复中承诺的期限已过，群众仍在反映，适合跟踪问效。"
        case .unitOutlier: "扣除偶然波动后，某单位的未解决比例仍明显偏离总体；样本过少的单位不作比较。"
        case .convergence: "同一事项在两个以上法定来源中都有反映，适合作为监督选题。"
        }
    }
}
