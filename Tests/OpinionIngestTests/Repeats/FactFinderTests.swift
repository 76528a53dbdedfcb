import OpinionIngest
import Testing

@Suite struct FactFinderTests {
    private static let gazetteer = """
        临溪县	county	浙江省
        青石镇	township	临溪县	青石
        云桥村	community	青石镇
        """

    private static func facts(_ text: String, received: CivilTime? = CivilTime(year: 2024, month: 6, day: 1)) throws
        -> Set<String>
    {
        let finder = FactFinder(
            places: PlaceFinder(gazetteer: try Gazetteer(tsv: gazetteer)),
            units: [["县住房和城乡建设局", "县住建局", "住建局"], ["县水利局", "水利局"]])
        return finder.facts(in: NormalizationPipeline.matching.run(text).text, received: received)
    }

    @Test(arguments: [
        ("2024年5月1日起停水", ["日期 2024-05-01"]),
        ("5月1日起停水", ["日期 2024-05-01"]),
        ("已经花了2000元", ["金额 2000元"]),
        ("花了两万元", ["金额 20000元"]),
        ("停了3天，涉及１２０户", ["数量 3天", "数量 120户"]),
        ("反映了三次", ["数量 3次"]),
        ("拖了3个月又2个小时", ["数量 3个月", "数量 2个小时"]),
        ("青石镇云桥村的路", ["地点 青石镇", "地点 云桥村"]),
        ("住建局和县水利局互相推", ["单位 县住房和城乡建设局", "单位 县水利局"]),
    ])
    func findsWhatCanBeChecked(text: String, facts: [String]) throws {
        #expect(try Self.facts(text) == Set(facts))
    }

    @Test(arguments: [
        "", "路灯坏了", "第三天又来", "电话138****5521", "十几户", "2023年的事", "8时30分", "编号20240501001", "一次性", "昨天停水",
    ])
    func guessesNothing(text: String) throws {
        #expect(try Self.facts(text, received: nil).filter { $0 != "数量 1次" } == [])
    }

    /// However it is written, one fact is one string.
    @Test func equalFactsAreEqualStrings() throws {
        #expect(try Self.facts("二〇二四年五月一日") == Self.facts("2024-05-01"))
        #expect(try Self.facts("2万元") == Self.facts("20000元"))
        #expect(try Self.facts("3天") == Self.facts("三天"))
        #expect(try Self.facts("縣住建局") == Self.facts("住建局"))
    }

    /// An amount and a date are not counted again as numbers.
    @Test func aStretchIsOneFact() throws {
        #expect(try Self.facts("2024年5月1日花了3000元") == ["日期 2024-05-01", "金额 3000元"])
    }

    @Test func withoutPlacesAndUnitsNoneAreFound() {
        #expect(FactFinder().facts(in: "青石镇住建局") == [])
    }
}
