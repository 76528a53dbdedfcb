import Foundation
import OpinionIngest
import OpinionRanking
import OpinionReports
import OpinionTestSupport

/// A report of a made-up county, rich enough to be looked at: 12 months, all channels, every kind of lead.
enum ReportFixture {
    /// What people wrote about one matter.
    struct Matter {
        var label: String
        var township: String
        var community: String
        var unit: String
        var keywords: [String]
        var titles: [String]
        var bodies: [String]
        var count: Int
        /// The months in which it is raised, as offsets from the first one.
        var months: ClosedRange<Int>
    }

    static let matters: [Matter] = [
        Matter(
            label: "丽景新村老楼加装电梯受阻", township: "丽泽街道", community: "丽景社区", unit: "住建局",
            keywords: ["加装电梯", "低层", "签字", "老楼", "补偿"],
            titles: ["老楼加装电梯卡在一楼不签字", "请帮助协调加装电梯", "六楼老人下不了楼", "加梯补贴怎么申请"],
            bodies: [
                "我们这幢楼是九八年的，六层没电梯，楼里七十岁以上的有九户。去年就说好加装，一楼一户不同意，社区协调三次没有结果。",
                "母亲腿脚不便住五楼，半年没下过楼。联系人[姓名]，电话138****5521。希望街道牵头把补偿的办法讲清楚。",
                "加装电梯图纸已经公示过了，采光的意见也改过，为什么还是不开工？",
            ], count: 46, months: 0...11),
        Matter(
            label: "白鹤镇居家养老食堂停办", township: "白鹤镇", community: "上塘村", unit: "民政局",
            keywords: ["养老食堂", "老年餐", "停办", "送餐"],
            titles: ["村里老年食堂关了两个月", "希望恢复送餐", "农村老人吃饭难", "日间照料中心没有人"],
            bodies: [
                "上塘村的老年食堂从三月份起不开了，说是没有厨师。村里独居老人二十多个，年轻人都在外面，吃饭成了大问题。",
                "以前六块钱一餐，有荤有素，老人都说好。现在门锁着，问村里说钱不够，问镇里说等通知。",
                "建议几个村合办一个中心食堂，送餐到户，比每个村都办要省。",
            ], count: 38, months: 1...11),
        Matter(
            label: "东港路夜间渣土车扬尘噪声", township: "东港街道", community: "滨河社区", unit: "综合执法局",
            keywords: ["渣土车", "夜间", "扬尘", "噪声"],
            titles: ["半夜渣土车不停", "渣土车撒漏一路泥", "扬尘太大不敢开窗"],
            bodies: [
                "东港路工地每晚十一点以后渣土车一辆接一辆，喇叭声不断，孩子没法睡。打了热线，来看过一次，第二天照旧。",
                "车斗不盖布，路上全是泥，一下雨骑电瓶车要滑倒。车牌浙J·****3。",
            ], count: 31, months: 8...11),
        Matter(
            label: "城北小学周边上下学拥堵", township: "城北街道", community: "新桥社区", unit: "交警大队",
            keywords: ["上学", "拥堵", "接送", "斑马线"],
            titles: ["放学时间路口堵死", "请增设护学岗", "学校门口没有斑马线"],
            bodies: [
                "下午四点一刻城北小学门口三条路都堵住，救护车也过不去。建议错峰放学，再划一块接送区。",
                "孩子过马路没有红绿灯，右转车根本不让。",
            ], count: 22, months: 2...10),
        Matter(
            label: "石浦村自来水发黄水压低", township: "石浦镇", community: "石浦村", unit: "水务集团",
            keywords: ["自来水", "发黄", "水压", "管网"],
            titles: ["自来水又黄了", "三楼没有水", "水管改造说好六月底前完成"],
            bodies: [
                "早上接出来的水是黄的，沉一夜底下一层泥。去年回复说2024年6月底前换完老管，到现在没动。",
                "晚上七八点三楼基本没水，热水器点不着。",
            ], count: 19, months: 3...11),
        Matter(
            label: "金山花园地下车位只售不租", township: "丽泽街道", community: "金山社区", unit: "住建局",
            keywords: ["车位", "只售不租", "物业", "捆绑"],
            titles: ["车位只卖不租", "买房时承诺可以租车位"],
            bodies: ["地下车库空着一大半，物业说只卖不租，一个十二万。车只好停路上，天天贴单。"], count: 14, months: 5...9),
    ]

    /// The whole content; the same every time.
    static func content() -> ReportContent {
        var random = SeededGenerator(seed: 20_240_701)
        var records: [ShownRecord] = []
        var facts: [[RecordFacts]] = []
        for (index, matter) in matters.enumerated() {
            var own: [RecordFacts] = []
            for number in 0..<matter.count {
                let record = shown(matter, index * 100 + number, &random)
                records.append(record)
                own.append(
                    RecordFacts(
                        id: record.id, channel: record.channel, received: record.received, person: nil,
                        place: .init(township: number % 9 == 8 ? "城南街道" : matter.township)))
            }
            facts.append(own)
        }
        let issues = matters.indices.map { index in
            let ids = facts[index].map(\.id).sorted()
            let copies = index == 2 ? [Array(ids.prefix(6))] : []
            return ReportIssue(
                issue: Issue(
                    id: IssueID(rawValue: index + 1), label: matters[index].label, keywords: matters[index].keywords,
                    medoid: facts[index][0].id, members: ids, cohesion: 0.81 - Double(index) * 0.06, copies: copies),
                people: ids.count * 4 / 5, facts: facts[index])
        }
        let proposals = records.filter { $0.channel == .proposal }
        return ReportContent(
            office: "海临县人大常委会研究室", clock: CivilTime(seconds: 1_722_500_000), manifest: manifest,
            ledger: ledger(records), people: 131, issues: issues, repeats: repeats(issues, records),
            candidates: candidates(issues), leads: leads(issues), proposals: classified(proposals),
            overlaps: ["need:canteen": ["农村供水管网改造", "学校周边交通整治"]],
            ballot: ReportBallot(
                seats: 2,
                rules: [
                    ReportFact("到会要求", "全体代表三分之二以上"), ReportFact("通过要求", "赞成票超过全体代表半数"),
                    ReportFact("填写办法", "赞成的划“○”，最多 2 项；多划为无效票，空白票有效"),
                ],
                lines: [
                    .init(candidate: "need:elevator", title: "老旧小区加装电梯 40 台", note: "住建局牵头，年内完成"),
                    .init(candidate: "need:canteen", title: "农村居家养老中心食堂 6 处", note: "民政局牵头"),
                    .init(candidate: "need:water", title: "石浦片区老旧供水管网改造", note: "水务集团实施"),
                ]),
            records: records)
    }

    /// A campaign, and one person who came again with news.
    private static func repeats(_ issues: [ReportIssue], _ records: [ShownRecord]) -> [ReportRepeat] {
        let (many, few) = (issues[2].issue.members.prefix(6), issues[0].issue.members.prefix(3))
        let groups = [
            Repeat(
                id: 2, kind: .identical, isCampaign: true, people: 6,
                members: many.enumerated().map { .init(record: $1, role: $0 == 0 ? .first : .copy) }),
            Repeat(
                id: 1, kind: .samePerson, isCampaign: false, people: 1,
                members: few.enumerated().map { index, record in
                    index == 2
                        ? .init(record: record, role: .news, news: ["日期 2024-05-01", "金额 2000元"])
                        : .init(record: record, role: index == 0 ? .first : .again)
                }),
        ]
        return groups.map { group in
            let times = records.filter { record in group.members.contains { $0.record == record.id } }
                .compactMap(\.received)
            return ReportRepeat(group: group, maskedTitle: "请帮助协调", first: times.min(), last: times.max())
        }
    }

    static let manifest = [
        ReportFact("程序版本", "opinion 0.1.0"), ReportFact("配置哈希", "5b1f0c7a9e3d4486a1c20f7be0d95c31"),
        ReportFact("词典哈希", "c07d1e55aa3b4f0f8e6b92d4417f6a08"), ReportFact("分类体系", "海临县 2024-1"),
        ReportFact("统计时点", "2024-08-01 08:13"),
    ]

    private static func shown(_ matter: Matter, _ number: Int, _ random: inout SeededGenerator) -> ShownRecord {
        let weights: [Channel] = [
            .hotline, .hotline, .hotline, .hotline, .petition, .petition, .letter, .station, .proposal,
        ]
        let channel = weights.randomElement(using: &random) ?? .hotline
        let month = 7 + Int.random(in: matter.months, using: &random)
        let time = CivilTime(
            year: 2023 + (month - 1) / 12, month: (month - 1) % 12 + 1, day: Int.random(in: 1...28, using: &random),
            hour: Int.random(in: 7...21, using: &random), minute: Int.random(in: 0...59, using: &random),
            precision: .minute)
        let closed = Int.random(in: 0...2, using: &random) > 0
        let file =
            switch channel {
            case .hotline: "热线工单2024.csv"
            case .proposal: "代表建议.xlsx"
            case .petition: "网络问政.jsonl"
            default: "信访与联络站.csv"
            }
        return ShownRecord(
            id: RecordID(rawValue: String(format: "%016x", number &* 2_654_435_761 + 17)), channel: channel,
            number: "HL2024\(String(format: "%05d", number))", received: number % 41 == 40 ? nil : time,
            maskedTitle: matter.titles.randomElement(using: &random) ?? "",
            maskedBody: matter.bodies.randomElement(using: &random) ?? "",
            maskedReply: closed ? "您好，您反映的问题已转\(matter.unit)核实，经办人已与您联系，预计2024年6月底前办理完毕。" : nil,
            place: ShownRecord.placeText(
                .init(county: "海临县", township: matter.township, community: matter.community)),
            unit: matter.unit, status: closed ? "已办结" : "办理中", source: SourceRow(file: file, row: number + 3))
    }

    private static func ledger(_ records: [ShownRecord]) -> [LedgerFile] {
        let formats = [
            ("热线工单2024.csv", "CSV · GB18030"), ("网络问政.jsonl", "JSON Lines · UTF-8"), ("代表建议.xlsx", "XLSX"),
            ("信访与联络站.csv", "CSV · UTF-8 BOM"),
        ]
        return formats.enumerated().map { index, format in
            let count = records.filter { $0.source.file == format.0 }.count
            let rejects =
                index == 0
                ? [
                    LedgerFile.Reject(row: 88, reason: "内容和标题都为空"),
                    LedgerFile.Reject(row: 141, reason: "列数不符：应为 14 列，实为 9 列"),
                ] : []
            return LedgerFile(
                file: format.0, format: format.1, rows: count + index + rejects.count, records: count, merged: index,
                rejects: rejects,
                notices: index == 0 ? ["第 12 行：时间无法识别", "第 30 行：电话位数不足，按原样保留"] : [],
                mapping: index < 2 ? ["“来电时间” → 收到时间", "“诉求内容” → 内容"] : [])
        }
    }

    private static func candidates(_ issues: [ReportIssue]) -> [Candidate] {
        let named: [(String, String, Int, [Double])] = [
            ("need:elevator", "老旧小区加装电梯", 0, [0.92, 1, 0.62, 0.7, 0.35, 1, 0.55]),
            ("need:canteen", "农村居家养老食堂", 1, [0.88, 0.92, 0.5, 0.66, 0.4, 0.8, 0.7]),
            ("need:water", "农村供水管网改造", 4, [0.7, 0.75, 0.25, 0.8, 0.62, 0.8, 0.4]),
            ("need:school", "学校周边交通整治", 3, [0.72, 0.75, 0.25, 0.4, 0.58, 0.6, 0.33]),
            ("issue:6", "金山花园地下车位只售不租", 5, [0.6, 0.42, 0.12, 0.55, 0.1, 0.6, 0.2]),
        ]
        let kinds: [(String, String, Double, String)] = [
            ("people", "反映人数", 30, "人 → 按对数折算"), ("persistence", "持续月数", 15, "个月有人反映"),
            ("spread", "涉及乡镇", 15, "个乡镇街道"), ("unresolved", "未解决比例", 15, "，小样本已向总体收缩"),
            ("severity", "严重程度", 10, "，取自文中的危险用语"), ("channels", "渠道数", 5, "种渠道"),
            ("trend", "近期走势", 10, "，近三个月与此前相比"),
        ]
        return named.enumerated().map { index, item in
            let (key, title, issue, scaled) = item
            let entry = issues[issue]
            let values = [
                Double(entry.people), Double(entry.months.filter { $0.count > 0 }.count),
                Double(entry.townships.count), scaled[3], scaled[4], Double(entry.channels.count), scaled[6],
            ]
            let parts = kinds.enumerated().map { place, kind in
                ScorePart(
                    key: kind.0, name: kind.1, value: values[place], scaled: scaled[place], weight: kind.2,
                    explanation: "\(place < 3 || place == 5 ? String(Int(values[place])) + " " : "估计值")\(kind.3)")
            }
            let fails = key == "issue:6"
            return Candidate(
                key: key, title: title, rank: index + 1, score: parts.reduce(0) { $0 + $1.points }, parts: parts,
                gates: [
                    Gate(
                        key: "publicCompetence", name: "政府职责", verdict: fails ? .failed : .passed,
                        reason: fails ? "属业主与开发企业之间的合同事项" : "属县级政府职责"),
                    Gate(key: "benefitsAll", name: "普遍受益", verdict: .passed, reason: "不限定特定人群"),
                    Gate(key: "withinOneYear", name: "当年可成", verdict: .passed, reason: "同类项目工期 8 个月以内"),
                    Gate(key: "affordable", name: "财力可承受", verdict: .unknown, reason: "项目库没有造价，请财政部门核实"),
                ], issues: [entry.issue.id], records: entry.issue.members, people: entry.people)
        }
    }

    private static func leads(_ issues: [ReportIssue]) -> [Lead] {
        func lead(_ kind: LeadKind, _ issue: Int, _ title: String, _ why: String, _ evidence: [(String, String)])
            -> Lead
        {
            Lead(
                key: "\(kind.rawValue):issue:\(issue + 1)", kind: kind, title: title, explanation: why,
                strength: 3.2 - Double(issue) * 0.1, evidence: evidence.map { LeadEvidence(name: $0.0, value: $0.1) },
                issue: issues[issue].issue.id, unit: matters[issue].unit,
                records: Array(issues[issue].issue.members.prefix(9)), topics: ["来信来访集中反映", "社会普遍关注"])
        }
        return [
            lead(
                .burst, 2, "东港路渣土车问题 4 个月内集中出现", "此前每月不足 1 件，近四个月明显高于期望。",
                [("观察件数", "31 件"), ("期望件数", "2.4 件"), ("窗口", "2024-03 至 2024-06"), ("偶然出现的概率", "小于 0.001")]),
            lead(
                .rebound, 0, "丽景新村加装电梯办结后再次反映", "两件工单显示已办结，此后同一幢楼又有 7 件反映同一事情。",
                [("办结记录", "2 件"), ("办结后再反映", "7 件"), ("最近一次", "2024-06-19")]),
            lead(
                .brokenPromise, 4, "石浦村换管承诺到期未兑现", "答复承诺 2024年6月底前换完，到期后仍有反映。",
                [("承诺原话", "2024年6月底前换完老管"), ("到期日", "2024-06-30"), ("到期后反映", "5 件")]),
            lead(
                .unitOutlier, 3, "交警大队未解决比例高于控制限", "扣除偶然波动后仍高于上限。",
                [("评价件数", "64 件"), ("未解决比例", "47%"), ("99.8% 控制限", "18%–39%")]),
            lead(
                .convergence, 1, "养老食堂在四类来源中都有反映", "代表建议、信访、热线和联络站都反映同一事项。",
                [("代表建议", "4 件"), ("来信来访", "5 件"), ("社会反映", "29 件")]),
        ]
    }

    private static func classified(_ records: [ShownRecord]) -> [ReportProposal] {
        let classes = ["城建交通", "民政养老", "生态环境", nil]
        return records.enumerated().map { index, record in
            ReportProposal(
                record: record.id, number: record.number, maskedTitle: "关于\(record.title)的建议",
                className: classes[index % classes.count],
                confidence: index % 4 == 3 ? 0 : 0.94 - Double(index % 7) * 0.08,
                words: index % 4 == 3 ? [] : ["电梯", "小区"], issue: index % 3 == 0 ? IssueID(rawValue: 1) : nil,
                similar: index % 5 == 0 && records.count > 2 ? [records[(index + 1) % records.count].id] : [],
                similarReason: index % 5 == 0 ? "同属问题“老楼加装电梯”" : "")
        }
    }

    /// The templates and the chart library of this checkout.
    static func assets() throws -> ReportAssets {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try ReportAssets(
            templates: root.appendingPathComponent("templates"),
            chartScript: URL(filePath: "/usr/share/javascript/chart.js/chart.min.js"))
    }
}
