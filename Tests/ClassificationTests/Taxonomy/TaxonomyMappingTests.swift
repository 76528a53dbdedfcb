import Classification
import Testing

@Suite struct TaxonomyMappingTests {
    private func read(_ rows: [[String]]) throws -> Taxonomy {
        try TaxonomyTable(rows: rows.enumerated().map { ($0.offset + 1, $0.element) }, source: "t").taxonomy()
    }

    private func old() throws -> Taxonomy {
        try read([
            ["一级分类", "二级分类"], ["城乡建设", "供水"], ["城乡建设", "市容环境卫生"], ["环境保护", "噪音和油烟"], ["环境保护", "固体废物"],
            ["商贸", "市场管理"],
        ])
    }

    private func new() throws -> Taxonomy {
        try read([
            ["一级分类", "二级分类"], ["城乡建设", "供水"], ["城乡建设", "市容环卫"], ["环境保护", "噪音"], ["环境保护", "油烟"],
            ["城乡建设", "市场管理"], ["数字经济", "平台用工"],
        ])
    }

    private func kind(_ mapping: TaxonomyMapping, _ old: String) -> [String] {
        mapping.entries.filter { $0.old == old }.map { "\($0.kind.rawValue) \($0.new) \($0.isCertain)" }
    }

    @Test func whatIsCarriedAndWhatIsProposed() throws {
        let mapping = try TaxonomyMapping(from: old(), to: new())
        #expect(kind(mapping, "城乡建设/供水") == ["沿用 城乡建设/供水 true"])
        #expect(kind(mapping, "城乡建设/市容环境卫生") == ["改名 城乡建设/市容环卫 false"])
        #expect(kind(mapping, "环境保护/噪音和油烟") == ["拆分 环境保护/噪音 false", "拆分 环境保护/油烟 false"])
        #expect(kind(mapping, "环境保护/固体废物") == ["删除  false"])
        #expect(kind(mapping, "商贸/市场管理") == ["移位 城乡建设/市场管理 false"])
        #expect(kind(mapping, "") == ["新增 数字经济 true", "新增 数字经济/平台用工 true"])
        #expect(mapping.target(of: "城乡建设/供水") == "城乡建设/供水")
        #expect(mapping.target(of: "商贸/市场管理") == nil)
        #expect(mapping.target(of: "没有") == nil)
    }

    @Test func codesDecideBeforeNames() throws {
        let header = ["编码", "名称", "上级编码"]
        let before = try read([header, ["1", "城建", ""], ["11", "供水", "1"], ["12", "供气", "1"]])
        let after = try read([header, ["1", "住建", ""], ["11", "供水服务", "1"], ["13", "供气", "1"]])
        let mapping = TaxonomyMapping(from: before, to: after)
        #expect(kind(mapping, "城建") == ["改名 住建 true"])
        #expect(kind(mapping, "城建/供水") == ["改名 住建/供水服务 true"])
        #expect(kind(mapping, "城建/供气") == ["移位 住建/供气 false"])
    }

    @Test func aClerkDecides() throws {
        let proposed = try TaxonomyMapping(from: old(), to: new())
        var text = TaxonomyMappingTable.text(proposed)
        text = text.replacing("城乡建设/市场管理\t移位\t", with: "城乡建设/市场管理\t移位\t是")
        text = text.replacing("环境保护/油烟\t拆分\t\n", with: "环境保护/油烟\t拆分\t否\n").replacing(
            "环境保护/噪音\t拆分\t\n", with: "环境保护/噪音\t拆分\t是\n")
        let read = try TaxonomyMappingTable.read("\u{FEFF}" + text, from: old(), to: new(), source: "m.tsv")
        #expect(read.target(of: "商贸/市场管理") == "城乡建设/市场管理")
        #expect(read.target(of: "环境保护/噪音和油烟") == "环境保护/噪音")
        #expect(read.target(of: "城乡建设/市容环境卫生") == nil)
        #expect(read.entries.contains { $0.kind == .added && $0.new == "环境保护/油烟" })
        // What is written again reads the same.
        let again = try TaxonomyMappingTable.read(
            TaxonomyMappingTable.text(read), from: old(), to: new(), source: "m.tsv")
        #expect(again == read)
    }

    @Test(arguments: [
        ("城乡建设\t城乡建设\t沿用", "3 栏"), ("没有\t城乡建设\t\t是", "旧版里没有"), ("城乡建设\t没有\t\t是", "新版里没有"), ("\t\t\t是", "都是空的"),
        ("城乡建设\t城乡建设\t\t也许", "“确认”栏"), ("城乡建设\t城乡建设\t\t是\n城乡建设\t城乡建设\t\t是", "相同"),
    ])
    func badLinesAreNamed(line: String, words: String) throws {
        let (before, after) = (try old(), try new())
        let error = #expect(throws: TaxonomyError.self) {
            try TaxonomyMappingTable.read(
                "旧类别\t新类别\t关系\t确认\n\(line)\n", from: before, to: after, source: "m.tsv")
        }
        #expect(error?.description.contains(words) == true && error?.description.contains("m.tsv") == true)
        #expect((error?.problems.last?.row ?? 0) >= 2)
    }
}
