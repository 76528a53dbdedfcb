import OpinionIngest
import Testing

struct RecordBuilderTests {
    private static let header = [
        "工单编号", "来电人", "联系电话", "标题", "诉求内容", "受理时间", "诉求类型", "承办单位", "办结时间", "答复内容", "是否解决", "满意度", "点赞数",
        "地址",
    ]

    private func build(_ cells: [String: String], extra: [String] = []) -> (RecordBuilder.Result, [IngestNotice]) {
        let builder = RecordBuilder(
            mapping: ColumnMapping.guess(header: Self.header), channel: .hotline, file: "x.csv",
            keyer: PersonKeyer(key: [1]), parseTime: { $0 == "昨天" ? CivilTime(seconds: 60) : nil })
        var notices: [IngestNotice] = []
        let row = RawRow(number: 9, cells: Self.header.map { cells[$0] ?? "" } + extra)
        let result = builder.build(row) { notices.append($0) }
        return (result, notices)
    }

    private func record(_ cells: [String: String]) throws -> Record {
        guard case .record(let record) = build(cells).0 else {
            throw IngestError.empty(file: "rejected")
        }
        return record
    }

    @Test func fieldsAreTakenAsTheyStand() throws {
        let record = try record([
            "工单编号": " 00123", "标题": " 路灯 ", "诉求内容": "\t不亮\n", "受理时间": "2024-05-01T08:00:00", "办结时间": "昨天",
            "是否解决": "未解决",
            "满意度": "基本满意", "点赞数": "1,234", "诉求类型": "投诉", "承办单位": "-", "地址": "某路1号",
        ])
        #expect(record.number == " 00123")
        #expect(record.title == " 路灯 ")
        #expect(record.body == "\t不亮\n")
        #expect(record.received == CivilTime(iso: "2024-05-01T08:00:00"))
        #expect(record.handling.closed == CivilTime(seconds: 60))
        #expect(record.handling.leadUnit == nil)
        #expect(record.evaluation == Record.Evaluation(solved: false, satisfaction: 3))
        #expect(record.likes == 1234)
        #expect(record.source == SourceRow(file: "x.csv", row: 9))
        #expect(record.person == nil)
    }

    /// Some platforms head the demand type 类别, the name of a category.
    @Test(arguments: [("投诉", "投诉", []), ("城乡建设", nil, ["城乡建设"])] as [(String, String?, [String])])
    func aDemandTypeUnderTheNameOfACategory(cell: String, type: String?, categories: [String]) throws {
        let builder = RecordBuilder(
            mapping: ColumnMapping.guess(header: ["编号", "标题", "类别"]), channel: .petition, file: "x.csv",
            keyer: PersonKeyer(key: [1]), parseTime: { _ in nil })
        guard case .record(let record) = builder.build(RawRow(number: 2, cells: ["1", "路灯不亮", cell]), notice: { _ in })
        else {
            throw IngestError.empty(file: "rejected")
        }
        #expect(record.demandType == type)
        #expect(record.categories == categories)
    }

    @Test func theIdIsWhatTheRecordSays() throws {
        let base = ["工单编号": "1", "标题": "路灯", "诉求内容": "不亮", "受理时间": "昨天"]
        let id = try record(base).id
        #expect(id.rawValue.count == 16)
        for (column, value) in [("来电人", "李某"), ("联系电话", "13800000000"), ("满意度", "满意"), ("点赞数", "7"), ("答复内容", "已修")] {
            #expect(try record(base.merging([column: value]) { $1 }).id == id, "\(column)")
        }
        for column in base.keys {
            #expect(try record(base.merging([column: "改"]) { $1 }).id != id, "\(column)")
        }
        #expect(try record(["标题": "路灯不", "诉求内容": "亮"]).id != record(["标题": "路灯", "诉求内容": "不亮"]).id)
    }

    @Test(
        arguments: [
            ([:], RejectedRow.Reason.blank), (["标题": " \u{3000}\n"], .blank), (["工单编号": "合计", "点赞数": "120"], .totals),
            (["工单编号": "共 120 件"], .totals), (["工单编号": "总计：35"], .totals), (["标题": "合计"], .totals),
            (["工单编号": "合计", "诉求内容": "2件"], .totals), (["工单编号": "合计", "诉求内容": "12 人"], .totals),
            (["工单编号": "填表人：张三"], .footer), (["工单编号": "制表人", "来电人": "李四"], .footer),
            (["工单编号": "注：含重复件"], .footer), (["工单编号": "单位（盖章）"], .footer), (["工单编号": "第 1 页 共 3 页"], .footer),
            (["标题": "备注：以上为本月数据"], .footer), (["工单编号": "填表人：张三", "诉求内容": "填表时间：2024年2月1日"], .footer),
            (["工单编号": "打印时间：2024-1-1", "受理时间": "昨天"], .footer),
            (["工单编号": "12"], .noContent),
            (["点赞数": "3"], .noContent),
        ] as [([String: String], RejectedRow.Reason)])
    func rowsThatSayNothingAreRejected(cells: [String: String], reason: RejectedRow.Reason) {
        guard case .rejected(let found) = build(cells).0 else {
            Issue.record("a record")
            return
        }
        #expect(found == reason)
    }

    @Test(arguments: [
        ["诉求内容": "合计被收了三次费"], ["标题": "共享单车乱停"], ["诉求类型": "投诉"], ["承办单位": "城管局"], ["受理时间": "昨天"],
        ["标题": "合计收费有误", "工单编号": "合计"], ["标题": "说明：路灯不亮", "受理时间": "昨天"], ["标题": "审核人员态度差"],
        ["标题": "注册公司太慢"], ["工单编号": "备注：", "诉求内容": "路灯不亮"], ["标题": "共享单车乱停 3 页"],
    ])
    func rowsThatSaySomethingAreRecords(cells: [String: String]) {
        guard case .record = build(cells).0 else {
            Issue.record("rejected")
            return
        }
    }

    @Test func withoutANumberTheSenderIsPartOfTheId() throws {
        let base = ["诉求内容": "反对", "受理时间": "昨天"]
        let phones = try ["13800000001", "13800000002", "138 0000 0001"].map {
            try record(base.merging(["联系电话": $0]) { $1 }).id
        }
        #expect(phones[0] != phones[1])
        #expect(phones[0] == phones[2])
        #expect(try record(base).id == record(base.merging(["来电人": "王先生"]) { $1 }).id)
    }

    @Test(arguments: [
        ("2.02E+13", true), ("1.38e+10", true), ("2E+13", true), ("20240101", false), ("2.02E+1", false),
        ("E+13", false),
        ("1.2.3E+13", false), ("GD2E+13", false), ("2.02E13", false), ("", false),
    ])
    func numbersThatLostTheirDigits(text: String, isRounded: Bool) throws {
        #expect(CellValue.looksRounded(text) == isRounded)
        let (result, notices) = build(["工单编号": text, "诉求内容": "路灯"])
        #expect(notices == (isRounded ? [IngestNotice(.numberLooksRounded(field: "number"), row: 9)] : []))
        guard case .record(let record) = result else {
            Issue.record("rejected")
            return
        }
        #expect(record.number == (text.isEmpty ? nil : text))
    }

    @Test func aBadTimeAndExtraCellsAreNoticedAndTheRowKept() throws {
        let (result, notices) = build(["标题": "路灯", "受理时间": "不知道"], extra: ["", "多余"])
        guard case .record(let record) = result else {
            Issue.record("rejected")
            return
        }
        #expect(record.received == nil)
        #expect(Set(notices.map(\.description)).count == 2)
        #expect(notices.contains(IngestNotice(.badTime(field: "received"), row: 9)))
        #expect(notices.contains(IngestNotice(.extraCells(count: 1), row: 9)))
        #expect(notices.allSatisfy { !$0.description.contains("不知道") && !$0.description.contains("多余") })
    }

    @Test(arguments: [
        ("非常满意", 5), ("满意", 4), ("基本满意", 3), ("一般", 3), ("不满意", 2), ("非常不满意", 1), ("很不满意", 1), ("未评价", nil), ("", nil),
    ])
    func satisfactionWords(word: String, level: Int?) { #expect(CellValue.satisfaction(word) == level) }

    @Test(arguments: [
        ("是", true), ("否", false), ("已解决", true), ("未解决", false), ("1", true), ("0", false), ("TRUE", true),
        ("待定", nil),
    ])
    func yesNoWords(word: String, value: Bool?) { #expect(CellValue.yesNo(word) == value) }

    @Test(arguments: [
        ("12", 12), ("12.0", 12), ("1,234", 1234), ("１２人", 12), ("-3", 0), ("", 0),
        ("99999999999999999999", 1_000_000_000),
    ])
    func counts(text: String, value: Int) { #expect(CellValue.count(text) == value) }
}

struct PersonKeyerTests {
    private func key(_ change: (inout PersonKeyer.Traits) -> Void, secret: [UInt8] = [1]) -> PersonKey? {
        var traits = PersonKeyer.Traits()
        change(&traits)
        return PersonKeyer(key: secret).key(for: traits)
    }

    @Test func theSamePhoneInAnyShapeIsOnePerson() throws {
        let key = try #require(key { $0.phone = "13800001111" })
        #expect(key.rawValue.count == 16)
        for phone in [
            "138-0000-1111", "+86 138 0000 1111", "008613800001111", "１３８００００１１１１", "13800001111、13900000000",
        ] {
            #expect(
                self.key {
                    $0.phone = phone; $0.name = "王某"
                } == key, "\(phone)")
        }
        #expect(self.key { $0.phone = "13800001112" } != key)
        #expect(self.key({ $0.phone = "13800001111" }, secret: [2]) != key)
    }

    @Test func theStrongestTraitCounts() {
        #expect(
            key { $0.idCard = "33020019900101123x" }
                == key {
                    $0.idCard = " 33020019900101123X"; $0.userID = "u"; $0.name = "王"
                })
        #expect(
            key { $0.userID = " u1 " }
                == key {
                    $0.userID = "u1"; $0.name = "王"
                })
        #expect(key { $0.userID = "13800001111" } != key { $0.phone = "13800001111" })
    }

    @Test func aNameAloneIsAPersonOnlyAmongDeputies() {
        #expect(key { $0.name = "张先生" } == nil)
        #expect(
            key {
                $0.name = "张先生"; $0.address = "某村"
            } != nil)
        #expect(
            key {
                $0.name = "张先生"; $0.isKnownByName = true
            } != nil)
        #expect(key { $0.userID = "匿名" } == nil)
        #expect(key { $0.phone = "138****1111" } == nil)
        #expect(
            key {
                $0.phone = "138****1111"; $0.name = "张"
            }
                != key {
                    $0.phone = "138****1111"; $0.name = "李"
                })
        #expect(key { _ in } == nil)
    }
}
