import OpinionIngest
import OpinionTestSupport
import Testing

@Suite struct InformantRuleTests {
    private func isInformant(
        type: String? = nil, categories: [String] = [], channel: String? = nil, title: String = "", body: String = ""
    ) -> Bool {
        InformantRule.isInformant(type: type, categories: categories, channel: channel, title: title, body: body)
    }

    @Test(arguments: ["举报", "举报件", "投诉举报", "违纪违法举报", "检举控告", "举报（匿名）"])
    func theTypeSaysSo(type: String) { #expect(isInformant(type: type)) }

    @Test(arguments: ["投诉", "咨询", "建议", "非举报", "感谢", "不属于举报的投诉"])
    func anotherTypeDecidesWhateverTheTextSays(type: String) {
        #expect(!isInformant(type: type, title: "举报某厂", body: "我要举报"))
    }

    @Test(arguments: [
        ("举报某厂夜间排污", ""), ("关于某小区违建的举报", ""), ("", "实名举报某公司"), ("", "举报人：张某"), ("", "各位领导，我要举报村干部"),
        ("", "现举报该店无证经营"),
    ])
    func withoutATypeTheTextSaysSo(title: String, body: String) { #expect(isInformant(title: title, body: body)) }

    @Test(arguments: [
        ("路灯不亮", "溪滨路路灯三天没亮"), ("举报电话打不通", "打了几次没人接"), ("", "举报电话应当公布"), ("", "一举报就停工，走了又开工"), ("全县举办运动会", "举手表决"),
        ("", ""),
    ])
    func otherTextsDoNot(title: String, body: String) { #expect(!isInformant(title: title, body: body)) }

    @Test func theWayItCameInSaysSo() {
        #expect(isInformant(channel: "举报电话"))
        #expect(isInformant(channel: "12388网站"))
        #expect(!isInformant(channel: "网络问政"))
        #expect(isInformant(categories: ["举报"]))
    }

    /// None of the columns that an export of rejected rows adds may be taken for a field, but the channel.
    @Test func addedColumnsFillNoField() throws {
        let names = RejectColumns.added
        let mapping = ColumnMapping.guess(header: ["编号", "内容"] + names)
        #expect(mapping.column(.channel) == 2)
        #expect(Set(mapping.unusedNames) == Set(names).subtracting([RejectColumns.channel]))
    }
}

/// Work orders with nothing but type, unit and time.
@Suite struct TextlessRowTests {
    private func records(_ csv: String) throws -> [Record] {
        let folder = try TemporaryFolder()
        let url = try folder.write(csv, to: "热线.csv")
        var records: [Record] = []
        let ingest = FileIngest(
            keyer: PersonKeyer(key: Array("0123456789abcdef".utf8)), parseTime: { DateParser.parse($0) })
        _ = try ingest.read(url) { outcome in if case .record(let record) = outcome { records.append(record) } }
        return records
    }

    /// Without a number, two at one time were one record, whatever their type and unit.
    @Test func differentOnesAreNotOne() throws {
        let records = try records(
            "受理时间,诉求类型,诉求内容,承办单位\n2024-03-01,投诉,,县住建局\n2024-03-01,咨询,,县住建局\n2024-03-01,咨询,,县水利局\n"
                + "2024-03-01,咨询,,县水利局\n")
        #expect(records.count == 4)
        #expect(Set(records.map(\.id)).count == 3, "only the last two say the same")
    }

    /// What decides the id of a row with a text stays what it was.
    @Test func theUnitIsNoPartOfATextsID() throws {
        let records = try records(
            "受理时间,诉求类型,诉求内容,承办单位\n2024-03-01,投诉,路灯不亮,县住建局\n2024-03-01,咨询,路灯不亮,县水利局\n")
        #expect(Set(records.map(\.id)).count == 1)
    }
}
