import OpinionIngest
import Testing

@Suite struct PlaceFinderTests {
    private static let tsv = """
        临溪县	county	浙江省	临溪
        东河区	county	浙江省
        青石镇	township	临溪县	青石
        白塔街道	township	临溪县
        城关镇	township	临溪县
        东河区城关	township	东河区
        云桥村	community	青石镇	老云桥
        新桥社区	community	白塔街道
        新桥村	community	青石镇	新桥
        和平村	community	青石镇
        和平村	community	城关镇
        云桥新村	community	白塔街道
        """

    private let finder: PlaceFinder

    init() throws { finder = PlaceFinder(gazetteer: try Gazetteer(tsv: Self.tsv)) }

    private func find(
        address: String? = nil, title: String = "", body: String = "", known: Record.Place = .init()
    ) -> [String?] {
        var place = known
        place.address = address ?? known.address
        let record = Record(
            id: RecordID(rawValue: "1"), channel: .hotline, source: SourceRow(file: "a", row: 1), title: title,
            body: body,
            place: place)
        let filled = finder.fill(record)
        #expect(filled.place == finder.place(of: record))
        #expect(filled.place.address == record.place.address && filled.place.grid == record.place.grid)
        return [filled.place.county, filled.place.township, filled.place.community]
    }

    @Test func readsAddressThenTitleThenBody() {
        #expect(find(address: "临溪县青石镇云桥村3组") == ["临溪县", "青石镇", "云桥村"])
        #expect(find(title: "白塔街道路灯不亮") == ["临溪县", "白塔街道", nil])
        #expect(find(body: "您好，我家在老云桥，路坏了") == ["临溪县", "青石镇", "云桥村"])
        #expect(find(address: "青石镇", title: "白塔街道的垃圾") == ["临溪县", "青石镇", nil])
        #expect(find(address: "青石镇", body: "云桥村的路") == ["临溪县", "青石镇", "云桥村"])
    }

    @Test func longestNameWins() {
        #expect(find(title: "云桥新村停车难") == ["临溪县", "白塔街道", "云桥新村"])
        #expect(find(title: "新桥社区停车难") == ["临溪县", "白塔街道", "新桥社区"])
    }

    @Test func unsureStaysUnknown() {
        #expect(find(title: "和平村修路") == ["临溪县", nil, nil])
        #expect(find(title: "城关镇和平村修路") == ["临溪县", "城关镇", "和平村"])
        #expect(find(title: "从青石镇到白塔街道的公交") == ["临溪县", nil, nil])
        #expect(find(title: "路灯不亮", body: "请尽快修好") == [nil, nil, nil])
        #expect(find() == [nil, nil, nil])
    }

    @Test func sourceDecidesAndIsNeverChanged() {
        #expect(find(title: "和平村修路", known: .init(township: "青石镇")) == ["临溪县", "青石镇", "和平村"])
        #expect(find(title: "青石镇云桥村", known: .init(county: "东河区")) == ["东河区", nil, nil])
        #expect(find(title: "青石镇云桥村", known: .init(county: "浙江省临溪县")) == ["浙江省临溪县", "青石镇", "云桥村"])
        let known = Record.Place(county: "甲", township: "乙", community: "丙")
        #expect(find(address: "临溪县青石镇云桥村", known: known) == ["甲", "乙", "丙"])
    }

    @Test func readsTraditionalAndFullWidthText() {
        #expect(find(title: "臨溪縣青石鎮雲橋村") == ["临溪县", "青石镇", "云桥村"])
        #expect(find(address: "临溪县　青石镇\u{200B}云桥村") == ["临溪县", "青石镇", "云桥村"])
    }

    @Test func onlyTheStartOfTheBodyIsRead() {
        let far = String(repeating: "远", count: 210) + "，青石镇云桥村"
        #expect(find(body: far) == [nil, nil, nil])
        #expect(find(body: String(repeating: "近", count: 150) + "，青石镇云桥村") == ["临溪县", "青石镇", "云桥村"])
    }

    @Test func shapesHelpWhereTheGazetteerEnds() {
        #expect(find(address: "大田镇上河村5组") == [nil, "大田镇", "上河村"])
        #expect(find(address: "临溪县石门乡") == ["临溪县", "石门乡", nil])
        #expect(find(title: "位于双溪街道金桂社区的健身器材") == [nil, "双溪街道", "金桂社区"])
        #expect(find(title: "青石镇下坪村用水难") == ["临溪县", "青石镇", "下坪村"])
        #expect(find(title: "大田镇和小溪镇之间") == [nil, nil, nil])
    }

    @Test(arguments: [
        "希望建设新农村", "农村养老问题", "我们村没有路灯", "各乡镇要重视", "本村道路", "城中村改造", "老旧社区", "美丽乡村建设", "该街道不作为", "请求镇政府解决", "某村村干部",
        "城镇居民",
        "自然村通公交", "全村人", "小区停车", "这个社区", "多个村庄", "回乡创业", "乡村振兴", "我是村民",
    ]) func ordinaryWordsAreNoPlaces(title: String) { #expect(find(title: title) == [nil, nil, nil]) }

    @Test func awkwardTextsAreNoPlaces() {
        for text in AwkwardTexts.short { #expect(find(address: text, title: text, body: text) == [nil, nil, nil]) }
        #expect(find(title: String(repeating: "青", count: 300_000)) == [nil, nil, nil])
    }

    @Test func sameAnswerWhateverTheOrderOfTheFile() throws {
        let lines = Self.tsv.split(separator: "\n")
        let reversed = PlaceFinder(gazetteer: try Gazetteer(tsv: lines.reversed().joined(separator: "\n")))
        for title in ["和平村修路", "城关镇和平村", "青石镇云桥村", "新桥", "云桥新村", "临溪青石"] {
            let record = Record(
                id: RecordID(rawValue: "1"), channel: .hotline, source: SourceRow(file: "a", row: 1), title: title)
            #expect(finder.place(of: record) == reversed.place(of: record))
        }
    }
}
