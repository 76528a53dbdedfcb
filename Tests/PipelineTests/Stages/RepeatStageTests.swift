import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionStore
import OpinionTestSupport
import Testing

/// Repeats found in whole files, as a run finds them.
struct RepeatStageTests {
    private static let gazetteer = """
        临溪县	county	浙江省
        青石镇	township	临溪县
        白塔街道	township	临溪县
        云桥村	community	青石镇
        新桥社区	community	白塔街道
        """

    private static let letter =
        "小区电梯自去年底以来经常停运，物业维修一拖再拖，老"
        + "人上下楼十分困难，希望住建部门督促物业尽快更换电梯"
    private static let template =
        "村口垃圾桶长期满溢无人清运，夏天臭气熏天影"
        + "响村民生活，希望尽快安排清运并增加垃圾桶数量"

    /// Number, person's phone, time, township, type, title, text.
    private struct Row {
        var number: String
        var phone: String
        var day: String
        var town: String = ""
        var type = "投诉"
        var title: String
        var body: String

        var line: String { "\(number),\(phone),\(day),\(town),\(type),\(title),\(body)\n" }
    }

    private static let rows: [Row] = [
        // One person, three times: again, then with news.
        Row(
            number: "A1", phone: "13800000001", day: "2024-01-02", title: "污水井反复溢流",
            body: "人民路污水井反复溢流，行人无法通行，已多次报修无人处理，希望尽快疏通管道"),
        Row(
            number: "A2", phone: "13800000001", day: "2024-01-20", title: "污水井还在溢流",
            body: "人民路污水井反复溢流，行人无法通行，报修多次仍无人处理，请尽快疏通管道"),
        Row(
            number: "A3", phone: "13800000001", day: "2024-03-05", title: "污水井溢流淹了店面",
            body: "人民路污水井反复溢流，行人无法通行，2024年"
                + "3月1日淹了店面，损失2000元，请尽快疏通管道"),
        // The same person about something else.
        Row(
            number: "A4", phone: "13800000001", day: "2024-03-06", title: "公交班次太少",
            body: "城东公交线路班次太少，早高峰要等四十分钟，希望增加班次方便上班"),
        // A campaign, one copy with something new; two senders have no phone.
        Row(number: "B1", phone: "13800000011", day: "2024-02-01", title: "电梯停运", body: letter),
        Row(number: "B2", phone: "13800000012", day: "2024-02-02", title: "电梯停运", body: letter),
        Row(
            number: "B3", phone: "13800000013", day: "2024-02-03", title: "电梯停运",
            body: letter + "，至今已停运15天"),
        Row(number: "B4", phone: "", day: "2024-02-04", title: "电梯停运", body: letter),
        Row(number: "B5", phone: "", day: "2024-02-05", title: "电梯停运", body: letter),
        // One template for two villages.
        Row(
            number: "C1", phone: "13800000021", day: "2024-04-01", title: "垃圾桶满溢",
            body: "云桥村" + template),
        Row(
            number: "C2", phone: "13800000022", day: "2024-04-02", title: "垃圾桶满溢",
            body: "新桥社区" + template),
        // A few words: equal ones of one place are a copy, of two places are not.
        Row(
            number: "D1", phone: "13800000031", day: "2024-05-01", town: "青石镇", title: "路灯不亮",
            body: "路灯不亮"),
        Row(
            number: "D2", phone: "13800000032", day: "2024-05-02", town: "白塔街道", title: "路灯不亮",
            body: "路灯不亮"),
        Row(
            number: "D3", phone: "13800000033", day: "2024-05-03", town: "青石镇", title: "路灯不亮",
            body: "路灯不亮！"),
        // Informants: equal to each other and to an open record, and of a person who also complained openly.
        Row(
            number: "J1", phone: "13800000041", day: "2024-06-01", type: "举报", title: "收受好处",
            body: "村里修路工程收受施工队好处费3000元，账目从不公开，请纪委查处相关责任人员并公开账目"),
        Row(
            number: "J2", phone: "13800000042", day: "2024-06-02", type: "举报", title: "收受好处",
            body: "村里修路工程收受施工队好处费3000元，账目从不公开，请纪委查处相关责任人员并公开账目"),
        Row(
            number: "J3", phone: "13800000041", day: "2024-06-03", title: "账目不公开",
            body: "村里修路工程收受施工队好处费3000元，账目从不公开，请纪委查处相关责任人员并公开账目"),
    ]

    private struct Fixture {
        let folder: TemporaryFolder
        let store: Store
        let summary: MainJob.Summary
        let number: [RecordID: String]

        init(_ rows: [Row] = RepeatStageTests.rows, threads: Int = 2) throws {
            folder = try TemporaryFolder()
            var configuration = RunConfiguration()
            configuration.gazetteer = try folder.write(RepeatStageTests.gazetteer, to: "places.tsv").path
            let csv = "工单编号,联系电话,受理时间,乡镇街道,诉求类型,诉求标题,诉求内容\n" + rows.map(\.line).joined()
            let file = try folder.write(csv, to: "热线.csv")
            store = try Job.store(folder)
            summary = try Job.run([file], into: store, threads: threads, configuration: configuration)
            var number: [RecordID: String] = [:]
            try store.forEachRecord { number[$0.facts.id] = $0.facts.number }
            self.number = number
        }

        func group(_ name: String) throws -> Repeat? {
            try store.repeats().first { $0.members.contains { number[$0.record] == name } }
        }

        func numbers(_ group: Repeat?) -> [String] { group?.members.compactMap { number[$0.record] } ?? [] }
    }

    @Test func onePersonAndOneMatterWithAndWithoutNews() throws {
        let fixture = try Fixture()
        let group = try fixture.group("A1")
        #expect(fixture.numbers(group) == ["A1", "A2", "A3"])
        #expect(group?.kind == .samePerson && group?.people == 1 && group?.isCampaign == false)
        #expect(group?.members.map(\.role) == [.first, .again, .news])
        #expect(group?.members.last?.news == ["日期 2024-03-01", "金额 2000元"])
        #expect(try fixture.group("A4") == nil)
    }

    @Test func aCampaignIsCountedByPeopleAndPosts() throws {
        let fixture = try Fixture()
        let group = try fixture.group("B1")
        #expect(fixture.numbers(group) == ["B1", "B2", "B3", "B4", "B5"])
        #expect(group?.kind == .nearIdentical && group?.isCampaign == true)
        #expect(group?.people == 4 && group?.posts == 5)
        #expect(group?.members.map(\.role) == [.first, .copy, .copyWithNews, .copy, .copy])
        #expect(group?.news == ["数量 15天"])
    }

    @Test func onlyThePlaceDiffers() throws {
        let fixture = try Fixture()
        #expect(try fixture.group("C1") == nil && fixture.group("C2") == nil)
        #expect(fixture.numbers(try fixture.group("D1")) == ["D1", "D3"])
        #expect(try fixture.group("D1")?.kind == .identical)
        #expect(try fixture.group("D2") == nil)
    }

    /// Neither an equal text nor an equal sender leads to an informant, and nothing that one states is told.
    @Test func informantsStayAmongThemselves() throws {
        let fixture = try Fixture()
        let group = try fixture.group("J1")
        #expect(fixture.numbers(group) == ["J1", "J2"])
        #expect(group?.news == [] && group?.people == 2)
        #expect(try fixture.group("J3") == nil)
    }

    /// Label, keywords and representative of an issue say nothing that only an informant said.
    @Test func informantsDoNotShapeIssues() throws {
        let secret = "仓库夜间倾倒化工废液"
        let open = Row(
            number: "K", phone: "13800000051", day: "2024-07-01", title: "溪口河道鱼死了很多",
            body: "溪口河道水质发黑，鱼死了很多，希望环保部门查明原因并公布结果")
        var rows = Self.rows
        for index in 0..<4 {
            var row = open
            row.number = "K\(index)"
            row.phone = "1380000005\(index)"
            row.body += ["", "，谢谢", "，沿岸住户闻到气味", "，请回复"][index]
            rows.append(row)
            row.number = "L\(index)"
            row.phone = "1380000006\(index)"
            row.type = "举报"
            row.title = "溪口河道\(secret)"
            row.body = "溪口河道水质发黑，鱼死了很多，\(secret)，\(["一", "二", "三", "四"][index])号库最多"
            rows.append(row)
        }
        let fixture = try Fixture(rows)
        let issues = fixture.summary.analysis.issues
        let mixed = issues.filter { issue in issue.members.contains { fixture.number[$0]?.hasPrefix("L") == true } }
        #expect(!mixed.isEmpty)
        for issue in mixed {
            let texts = ([issue.label] + issue.keywords).joined(separator: " ")
            #expect(!texts.contains("化工") && !texts.contains("废液") && !texts.contains("倾倒"), "\(texts)")
            let onlyInformants = issue.members.allSatisfy { fixture.number[$0]?.hasPrefix("L") == true }
            #expect(onlyInformants || fixture.number[issue.medoid]?.hasPrefix("K") == true)
        }
    }

    @Test func theOrderOfTheRowsAndTheThreadsDoNotMatter() throws {
        func told(_ fixture: Fixture) throws -> [[String]] {
            try fixture.store.repeats().map { group in
                [group.kindName, "\(group.people)"]
                    + group.members.map { "\(fixture.number[$0.record] ?? "") \($0.role.rawValue) \($0.news)" }
            }
        }
        let expected = try told(Fixture())
        #expect(expected.count == 4)
        var generator = SeededGenerator(seed: 91)
        #expect(try told(Fixture(Self.rows.shuffled(using: &generator), threads: 1)) == expected)
    }

    @Test func aSecondRunChangesNothing() throws {
        let fixture = try Fixture()
        let hash = try fixture.store.contentHash()
        var configuration = RunConfiguration()
        configuration.gazetteer = fixture.folder.url.appendingPathComponent("places.tsv").path
        try Job.run(
            [fixture.folder.url.appendingPathComponent("热线.csv")], into: fixture.store, configuration: configuration)
        #expect(try fixture.store.contentHash() == hash)
    }

    @Test func theReportTellsThem() throws {
        let fixture = try Fixture()
        let content = try ReportStage(office: "临溪县人大常委会", data: Job.data).content(
            of: fixture.store, manifest: fixture.summary.manifest, ballotSeats: 3)
        #expect(content.repeats.map(\.group.posts) == [5, 2, 2, 3])
        #expect(content.repeats.first?.group.isCampaign == true)
        let hidden = content.repeats.filter { entry in
            entry.group.members.contains { fixture.number[$0.record]?.hasPrefix("J") == true }
        }
        #expect(hidden.count == 1)
        #expect(hidden.allSatisfy { $0.title == InformantShown.note && $0.group.news.isEmpty })
        try content.validate()
        #expect(fixture.summary.manifest.counts["repeats"] == 4)
        #expect(fixture.summary.manifest.counts["people"] == content.people)
    }
}
