import Foundation

/// Writes down what was planted: `truth.json`, `truth.issues.tsv`.
struct Truth {
    let pieces: Pieces
    let drafts: [Draft]
    let ledgers: [Ledger]

    private func numbers(_ keep: (Draft) -> Bool) -> [String] { drafts.filter(keep).map(\.number) }
    private func list(_ numbers: [String]) -> JSON { .array(numbers.map { .string($0) }) }
    private func people(_ drafts: [Draft]) -> Int { Set(drafts.map(\.person.phone)).count }

    private func matterTitle(_ id: String) -> String {
        switch id {
        case "elevator-county": "全县老旧小区加装电梯（代表建议）"
        case "elder-county": "全县农村养老（代表建议）"
        default: pieces.matters.first { $0.id == id }?.title ?? id
        }
    }

    /// Matters in the order of their first record, each with its numbers; those of one record alone are left out.
    private var groups: [(id: String, numbers: [String])] {
        var order: [String] = []
        var members: [String: [String]] = [:]
        for draft in drafts where !draft.matter.isEmpty {
            if members[draft.matter] == nil { order.append(draft.matter) }
            members[draft.matter, default: []].append(draft.number)
        }
        return order.map { ($0, members[$0] ?? []) }.filter { $0.numbers.count > 1 }
    }

    func write(to folder: URL) throws {
        let groups = groups
        var issue: [String: Int] = [:]
        for (index, group) in groups.enumerated() { for number in group.numbers { issue[number] = index + 1 } }
        let rows = drafts.map { "\($0.number)\t\(issue[$0.number] ?? 0)\n" }
        try Data(("number\tissue\n" + rows.joined()).utf8).write(to: folder.appendingPathComponent("truth.issues.tsv"))
        let matters = groups.enumerated().map { index, group in
            JSON.object([
                ("issue", .int(index + 1)), ("id", .string(group.id)), ("title", .string(matterTitle(group.id))),
                ("numbers", list(group.numbers)),
            ])
        }
        let truth = JSON.object([
            ("about", .string("Planted truths of the sample corpus; everything in it is fictional. 样例数据的预设真值，内容均为虚构。")),
            ("county", .string("临溪县")), ("from", .string("2023-01-01")), ("to", .string("2024-12-31")),
            ("files", .array(ledgers.map(file))), ("totals", totals), ("planted", .array(planted)),
            ("matters", .array(matters)),
        ])
        try Data((truth.pretty() + "\n").utf8).write(to: folder.appendingPathComponent("truth.json"))
    }

    private func file(_ ledger: Ledger) -> JSON {
        .object([
            ("file", .string(ledger.name)), ("channel", .string(ledger.channel.rawValue)), ("rows", .int(ledger.rows)),
            ("accepted", .int(ledger.accepted)), ("exactRepeats", .int(ledger.repeats)),
            ("rejected", .int(ledger.rejected)),
            ("rejectedReasons", list(ledger.rejectedReasons)), ("repeatedNumbers", list(ledger.repeatedNumbers)),
        ])
    }

    private var totals: JSON {
        .object([
            ("rows", .int(ledgers.reduce(0) { $0 + $1.rows })),
            ("accepted", .int(ledgers.reduce(0) { $0 + $1.accepted })),
            ("exactRepeats", .int(ledgers.reduce(0) { $0 + $1.repeats })),
            ("rejected", .int(ledgers.reduce(0) { $0 + $1.rejected })),
        ])
    }

    private func entry(
        _ kind: String, _ id: String, _ zh: String, _ en: String, _ numbers: [String], _ expected: [(String, JSON)]
    ) -> JSON {
        .object([
            ("kind", .string(kind)), ("id", .string(id)), ("zh", .string(zh)), ("en", .string(en)),
            ("expected", .object(expected)), ("numbers", list(numbers)),
        ])
    }

    private func need(_ id: String, _ title: String, _ en: String) -> JSON {
        let members = drafts.filter { $0.tags.contains("need:" + id) }
        let towns = Set(members.map(\.town)).subtracting([""])
        return entry(
            "need", id, "\(title)：分散在多个乡镇、小区、渠道和月份的同一民生需求", en, members.map(\.number),
            [
                ("title", .string(title)), ("rankAtMost", .int(5)), ("records", .int(members.count)),
                ("people", .int(people(members))), ("townships", .int(towns.count)),
                ("communities", .int(Set(members.map(\.community)).subtracting([""]).count)),
                ("channels", .int(Set(members.map(\.channel)).count)),
                ("months", .int(Set(members.map { Calendar.iso($0.day).prefix(7) }).count)),
            ])
    }

    private func units() -> [JSON] {
        var counts: [String: (n: Int, no: Int)] = [:]
        for draft in drafts where draft.channel == .hotline {
            guard let solved = draft.solved else { continue }
            counts[draft.unit, default: (0, 0)].n += 1
            if !solved { counts[draft.unit, default: (0, 0)].no += 1 }
        }
        let others = counts.filter { $0.key != Handling.outlier && $0.key != Handling.tiny }.values
        let share = 100 * others.reduce(0) { $0 + $1.no } / max(1, others.reduce(0) { $0 + $1.n })
        func one(_ kind: String, _ unit: String, _ zh: String, _ en: String, _ flagged: Bool) -> JSON {
            let count = counts[unit] ?? (0, 0)
            return entry(
                kind, unit, zh, en, numbers { $0.unit == unit && $0.channel == .hotline && $0.solved != nil },
                [
                    ("unit", .string(unit)), ("flagged", .bool(flagged)), ("n", .int(count.n)),
                    ("unsolved", .int(count.no)),
                    ("percentUnsolved", .int(100 * count.no / max(1, count.n))), ("percentUnsolvedOthers", .int(share)),
                ])
        }
        return [
            one(
                "unitOutlier", Handling.outlier, "未解决率约为其他单位三倍的承办单位",
                "A unit whose share of unsolved orders is about three times the others'", true),
            one(
                "tinyUnit", Handling.tiny, "仅三件且均未解决的单位，不应判为异常",
                "A unit with three orders, all unsolved: must not be flagged", false),
        ]
    }

    private var planted: [JSON] {
        func of(_ id: String) -> [String] { numbers { $0.matter == id } }
        func tagged(_ id: String, _ tag: String) -> [String] { numbers { $0.matter == id && $0.tags.contains(tag) } }
        let campaign = drafts.filter { $0.tags.contains("campaign") }
        let river = drafts.filter { $0.matter == "conv-river" }
        var list = [
            need("elder", "农村养老", "Rural elderly care: one need over many villages, channels and months"),
            need("elevator", "老旧小区加装电梯", "Elevators for old blocks: one need over many compounds, channels and months"),
            entry(
                "burst", "burst-water", "平时每月约一件，2024年8月5日至24日突增35件", "About one a month, then 35 within three weeks",
                of("burst-water"),
                [
                    ("lead", .string("burst")), ("from", .string("2024-08-05")), ("to", .string("2024-08-24")),
                    ("burstNumbers", self.list(tagged("burst-water", "burst"))),
                ]),
            entry(
                "rebound", "rebound-nightmarket", "多次办结后同一人数周内再次投诉",
                "Closed again and again; the same people complain again within weeks",
                of("rebound-nightmarket"),
                [
                    ("lead", .string("rebound")),
                    ("closedNumbers", self.list(tagged("rebound-nightmarket", "closedBefore"))),
                    ("laterNumbers", self.list(tagged("rebound-nightmarket", "later"))),
                ]),
            entry(
                "brokenPromise", "promise-zhuxi", "答复承诺2024年6月底前修复，7月以后投诉不断",
                "Replies promise repair by the end of June 2024; complaints go on from July",
                of("promise-zhuxi"),
                [
                    ("lead", .string("brokenPromise")), ("promisedBy", .string("2024-06-30")),
                    ("promiseNumbers", self.list(tagged("promise-zhuxi", "promise"))),
                    ("laterNumbers", self.list(tagged("promise-zhuxi", "afterPromise"))),
                ]),
            entry(
                "campaign", "campaign-school", "九个账号在九天内发帖六十条，应按九人计",
                "Sixty posts of one text by nine user ids: count as nine people",
                campaign.map(\.number),
                [
                    ("posts", .int(campaign.count)), ("people", .int(Set(campaign.map(\.person.uid)).count)),
                    ("uids", self.list(Array(Set(campaign.map(\.person.uid))).sorted())),
                ]),
            entry(
                "convergence", "conv-river", "热线、网络问政、代表建议、联络站等多渠道同时反映",
                "One matter in the hotline, petitions, proposals and station notes",
                of("conv-river"),
                [
                    ("lead", .string("convergence")),
                    (
                        "channels",
                        self.list(Channel.allCases.filter { c in river.contains { $0.channel == c } }.map(\.rawValue))
                    ),
                ]),
            entry(
                "seasonal", "season-straw", "每年十月至十一月都有的秸秆焚烧高峰，不是突增",
                "Straw burning peaks every October and November: not a burst",
                of("season-straw"), [("burst", .bool(false)), ("judgeFrom", .string("2024-01-01"))]),
            entry(
                "seasonal", "flood-season", "每年六月梅雨期的积水高峰，不是突增", "Waterlogging peaks every June: not a burst",
                of("flood-season"), [("burst", .bool(false)), ("judgeFrom", .string("2024-01-01"))]),
        ]
        list += units()
        for (first, second, zh) in [("dup-bins-1", "dup-bins-2", "垃圾桶"), ("dup-lamp-1", "dup-lamp-2", "路灯")] {
            list.append(
                entry(
                    "twins", first + "+" + second, "两个村措辞几乎相同的\(zh)问题，应为两个事项",
                    "The same problem in the same words in two villages: two issues",
                    of(first) + of(second),
                    [
                        ("issues", .int(2)), ("first", self.list(of(first))), ("second", self.list(of(second))),
                    ]))
        }
        for (tag, zh, en) in [
            ("samePersonCopy", "同一人重复提交同一内容（编号不同）", "The same person sends the same text again under a new number"),
            ("nearCopy", "不同的人略改后转发的相近内容", "A neighbour's text taken over with small changes"),
            ("again", "同一人同一事项的后续反映，含新情况", "The same person on the same matter again, with new facts"),
            ("wrongDate", "日期有误的记录，仍应接收", "Records whose date is impossible: still accepted, without a date"),
        ] {
            list.append(entry(tag, tag, zh, en, numbers { $0.tags.contains(tag) }, [("accepted", .bool(true))]))
        }
        return list
    }
}
