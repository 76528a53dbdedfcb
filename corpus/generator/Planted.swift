import Foundation

/// The matters whose course is planted: burst, rebound, broken promise, campaign, season.
extension Planner {
    mutating func planted(_ matter: Matter, _ random: inout Random) -> [Draft] {
        switch matter.options["kind"] {
        case "burst": burst(matter, &random)
        case "rebound": rebound(matter, &random)
        case "promise": promise(matter, &random)
        case "campaign": campaign(matter, &random)
        case "season": season(matter, &random)
        default: ordinary(matter, &random)
        }
    }

    /// About one record a month, then 35 within three weeks.
    private mutating func burst(_ matter: Matter, _ random: inout Random) -> [Draft] {
        let window = Calendar.window("2024-08-05..2024-08-24")
        let background = spread(matter.count - 35, over: matter.window, &random).filter { !window.contains($0) }
        let wave = (0..<35).map { _ in window.lowerBound + min(random.int(0...19), random.int(0...19)) }.sorted()
        return ordinary(matter, days: (background + wave).sorted(), &random).map { draft in
            guard window.contains(draft.day) else { return draft }
            var draft = draft
            draft.tags.insert("burst")
            return draft
        }
    }

    /// The same people again within weeks after their work order was closed.
    private mutating func rebound(_ matter: Matter, _ random: inout Random) -> [Draft] {
        var drafts: [Draft] = []
        let starts = spread(16, over: matter.window.lowerBound...(matter.window.upperBound - 60), &random)
        for start in starts {
            let person = people.make(place: "水门小区", &random)
            known.append(person)
            var day = start
            let rounds = random.int(2...4)
            for round in 1...rounds where day <= Self.all.upperBound {
                var draft = draft(matter, .hotline, day, person, &random)
                composer.compose(&draft, matter, again: round > 1 && random.chance(0.7), &random)
                Noise.add(to: &draft, &random)
                draft.type = "投诉"
                draft.grievance = 2
                draft.tags.formUnion(round > 1 ? ["later", "mustClose"] : ["mustClose"])
                if round < rounds {
                    draft.tags.insert("closedBefore")
                    draft.reply = Spinner(values: composer.values(draft, &random)).fill(
                        random.pick(matter.replies), &random)
                }
                drafts.append(draft)
                day += 13 + random.int(2...24)
            }
        }
        var petition = matter
        petition.options["ch"] = "petition"
        return drafts + ordinary(petition, days: spread(5, over: matter.window, &random), &random)
    }

    /// Replies of spring 2024 promise the repair by the end of June; complaints go on.
    private mutating func promise(_ matter: Matter, _ random: inout Random) -> [Draft] {
        let promises = [
            "该路段排水管网修复工程已立项，将于2024年6月底前完成修复。", "我局已委托设计，承诺2024年6月底前完成修复并恢复通车。",
            "目前正在办理管线迁改，预计2024年6月30日前完工。", "施工单位已进场，2024年6月底前完成路面修复，请您谅解。",
            "已列入年度计划，确保在2024年6月底前全部修复到位。",
        ]
        let later = ["正在协调施工单位，请耐心等待。", "因地下管线复杂，工期有所延后。", "已督促责任单位加快进度。", "您反映的情况已转项目部。"]
        let before = spread(22, over: Calendar.window("2023-09..2024-05"), &random)
        let after = spread(16, over: Calendar.window("2024-07-04..2024-12-12"), &random)
        var early = matter
        early.titles.removeAll { $0.contains("六月") }
        early.facts.removeAll { $0.contains("大半年") }
        let drafts = ordinary(early, days: before, &random) + ordinary(matter, days: after, &random)
        return drafts.map { draft in
            var draft = draft
            draft.grievance = 1
            if draft.day >= Calendar.day(2024, 1, 5), draft.day < Calendar.day(2024, 6, 1) {
                draft.tags.formUnion(["promise", "mustClose"])
                draft.reply = random.pick(["经核实，", "您好，", "【住建局回复】", "接到诉求后我局现场踏勘，"]) + random.pick(promises)
            } else {
                draft.replies = later
                if draft.day > Calendar.day(2024, 6, 30) { draft.tags.insert("afterPromise") }
            }
            return draft
        }
    }

    /// One text, posted sixty times under nine user ids within nine days.
    private mutating func campaign(_ matter: Matter, _ random: inout Random) -> [Draft] {
        let posts = [19, 13, 9, 6, 5, 3, 2, 2, 1]
        let changed = ["", "", "", "", "", "", "", "！！", "顶！", "同意楼上。", "（转发）", "碧水湾业主。"]
        var drafts: [Draft] = []
        for count in posts {
            let person = people.make(place: "碧水湾", &random)
            for _ in 0..<count {
                var draft = draft(matter, .petition, random.int(matter.window), person, &random)
                draft.type = matter.type
                draft.title = matter.titles[0]
                draft.body = matter.facts[0]
                if random.chance(0.2) {
                    let extra = random.pick(changed)
                    if !extra.isEmpty { draft.tags.insert("changed") }
                    draft.body = random.chance(0.5) ? extra + draft.body : draft.body + extra
                }
                draft.tags.insert("campaign")
                drafts.append(draft)
            }
        }
        return drafts
    }

    /// So many records in each month of every year of the window, as `months=6:3,7:2` says.
    private mutating func season(_ matter: Matter, _ random: inout Random) -> [Draft] {
        var days: [Int] = []
        let months = (matter.options["months"] ?? "").split(separator: ",").map {
            $0.split(separator: ":").compactMap { Int($0) }
        }
        for year in [2023, 2024] {
            for month in months where month.count == 2 {
                let window = Calendar.window("\(year)-\(Calendar.two(month[0]))")
                days += spread(month[1] + random.int(0...1), over: window, &random)
            }
        }
        return ordinary(matter, days: days.sorted(), &random)
    }

    /// Deputies' proposals: on the matters that have formal lines, on the two needs, and on matters of their own.
    mutating func proposals(_ random: inout Random) -> [Draft] {
        let writer = ProposalComposer(composer: composer, helpers: pieces.helpers)
        var drafts: [Draft] = []
        var deputies: [Person] = []
        func deputy(_ random: inout Random) -> Person {
            // A deputy in ten has filed before.
            if random.chance(0.12), !deputies.isEmpty { return random.pick(deputies) }
            var person = people.make(place: "临溪", &random)
            while deputies.contains(where: { $0.name == person.name }) { person = people.make(place: "临溪", &random) }
            deputies.append(person)
            return person
        }
        func add(
            _ matter: String, _ unit: String, _ town: String, _ title: String, _ object: String,
            _ grounds: [String], _ measures: [String], tag: String?, _ random: inout Random
        ) {
            // Most are filed around the yearly session in January, the rest between sessions.
            let year = random.int(2023...2024)
            let day =
                matter == "promise-zhuxi"
                ? random.int(Calendar.window("2024-08..2024-11"))
                : random.chance(0.6)
                    ? Calendar.day(year, 1, random.int(8...20)) : random.int(Calendar.window("2023-02..2024-10"))
            var draft = Draft(matter: matter, channel: .proposal, day: day, second: 0, person: deputy(&random))
            draft.unit = unitName(unit, town: town)
            (draft.town, draft.place) = (town, town)
            // Drawn and dropped: whatever is drawn later stays as it was in the first release of the sample.
            if random.chance(0.55) { _ = random.int(0...4) }
            draft.cosigners = random.chance(0.25) ? 0 : random.int(1...12)
            if let tag { draft.tags.insert(tag) }
            writer.compose(&draft, title: title, object: object, grounds: grounds, measures: measures, &random)
            drafts.append(draft)
        }
        for need in ["elevator", "elder"] {
            guard let matter = pieces.matters.first(where: { $0.options["need"] == need }) else { continue }
            for title in composer.bank("prop-title-" + need) {
                let object = need == "elder" ? "农村养老" : "老旧小区加装电梯"
                add(
                    "\(need)-county", matter.unit, "", title, object, matter.grounds, matter.measures,
                    tag: "need:" + need, &random)
            }
        }
        for matter in pieces.matters where matter.options["need"] == nil && !matter.grounds.isEmpty {
            for turn in 0..<(Int(matter.options["prop"] ?? "") ?? 1) {
                let title = ["关于[治理|解决]{x}的建议", "关于{x}整治的[意见|建议]", "关于[尽快|切实]解决{x}问题的建议"][turn % 3]
                    .replacingOccurrences(of: "{x}", with: matter.title)
                add(
                    matter.id, matter.unit, matter.town, title, matter.title, matter.grounds, matter.measures,
                    tag: nil, &random)
            }
        }
        for lone in pieces.proposals {
            let object = lone.title.replacingOccurrences(of: "关于", with: "").replacingOccurrences(of: "的建议", with: "")
            add("", lone.unit, lone.town, lone.title, object, lone.grounds, lone.measures, tag: nil, &random)
        }
        return drafts
    }
}
