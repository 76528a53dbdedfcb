import Classification
import OpinionTestSupport
import Testing

@Suite struct TaxonomyTableTests {
    private func read(_ rows: [[String]]) throws -> Taxonomy {
        try TaxonomyTable(rows: rows.enumerated().map { ($0.offset + 1, $0.element) }, source: "分类.xlsx").taxonomy()
    }

    private func problems(_ rows: [[String]]) -> [TaxonomyError.Problem] {
        do {
            _ = try read(rows)
            return []
        } catch let error as TaxonomyError {
            #expect(error.source == "分类.xlsx" && error.description.hasPrefix("分类.xlsx"))
            return error.problems
        } catch { return [] }
    }

    private static let wide = [
        ["一级分类", "二级分类", "三级分类"], ["城乡建设", "安全生产", "事故处理"], ["城乡建设", "安全生产", "隐患"], ["城乡建设", "供水", ""],
        ["环境保护", "", ""],
    ]

    @Test func oneColumnALevel() throws {
        let taxonomy = try read(Self.wide)
        #expect(taxonomy.paths == ["城乡建设", "城乡建设/安全生产", "城乡建设/安全生产/事故处理", "城乡建设/安全生产/隐患", "城乡建设/供水", "环境保护"])
        #expect(taxonomy.leaves.map(taxonomy.path) == ["城乡建设/安全生产/事故处理", "城乡建设/安全生产/隐患", "城乡建设/供水", "环境保护"])
        #expect(taxonomy.depth == 3)
        #expect(taxonomy.lineage(2) == [0, 1, 2])
    }

    @Test func columnsAreFoundByName() throws {
        let shuffled = [
            ["2026年分类体系", "", "", ""], ["", "", "", ""], ["说明", "三级", "一级名称", "二级类别"], ["漏水", "管道", "城乡建设", "供水"],
        ]
        let taxonomy = try read(shuffled)
        #expect(taxonomy.paths == ["城乡建设", "城乡建设/供水", "城乡建设/供水/管道"])
        #expect(taxonomy.nodes[2].note == "漏水")
    }

    @Test func oneRowAClass() throws {
        let rows = [
            ["上级编码", "名称", "编码", "级别", "说明"], ["01", "供水", "0101", "2", "停水|水压"], ["", "城乡建设", "01", "一级", ""],
            ["0101", "管道", "010101", "3级", ""],
        ]
        let taxonomy = try read(rows)
        #expect(taxonomy.paths == ["城乡建设", "城乡建设/供水", "城乡建设/供水/管道"])
        #expect(taxonomy.nodes[1].code == "0101" && taxonomy.nodes[1].note == "停水|水压")
        // Without a column for the parent the code tells it.
        let coded = try read([["编码", "名称"], ["01", "城乡建设"], ["0101", "供水"], ["02", "环境保护"]])
        #expect(coded.paths == ["城乡建设", "环境保护", "城乡建设/供水"])
        // A parent may be named.
        let named = try read([["名称", "上级"], ["城乡建设", ""], ["供水", "城乡建设"]])
        #expect(named.paths == ["城乡建设", "城乡建设/供水"])
    }

    @Test(arguments: [
        // cycle, duplicate code, unknown parent, empty name, missing level
        ([["编码", "名称", "上级编码"], ["1", "甲", "3"], ["2", "乙", "1"], ["3", "丙", "2"]], 2, "循环"),
        ([["编码", "名称", "上级编码"], ["1", "甲", "1"], ["2", "乙", ""]], 2, "循环"),
        ([["编码", "名称", "上级编码"], ["1", "甲", ""], ["1", "乙", ""]], 3, "重复"),
        ([["编码", "名称", "上级编码"], ["1", "甲", ""], ["2", "乙", "9"]], 3, "不在表里"),
        ([["编码", "名称", "上级编码"], ["1", "甲", ""], ["2", "", "1"]], 3, "名称是空的"),
        ([["编码", "名称", "上级编码"], ["1", "甲", ""], ["", "乙", "1"]], 3, "编码是空的"),
        ([["编码", "名称", "上级编码", "级别"], ["1", "甲", "", "1"], ["2", "乙", "1", "3"]], 3, "缺级"),
        ([["编码", "名称", "上级编码", "级别"], ["1", "甲", "", "九"], ["2", "乙", "1", "2"]], 2, "级别应为"),
        ([["编码", "名称", "上级编码"], ["1", "甲", ""], ["2", "甲", ""]], 3, "同级同名"),
        ([["名称", "上级"], ["甲", ""], ["乙", ""], ["丙", "甲"], ["丙", "乙"], ["丁", "丙"]], 6, "同名"),
        ([["一级分类", "二级分类"], ["甲", "乙"], ["", "丙"]], 3, "缺第 1 级"),
        ([["一级分类", "二级分类", "三级分类"], ["甲", "", "丙"]], 2, "缺第 2 级"),
        ([["一级分类", "二级分类"], ["甲", "乙"], ["甲", "乙"]], 3, "第 2 行重复"),
        ([["一级分类", "编码"], ["甲", "1"], ["乙", "1"]], 3, "编码“1”"),
        ([["一级分类", "二级分类", "说明"], ["甲", "乙", ""], ["", "", "只有说明"]], 3, "名称是空的"),
        ([["一级分类"], []], 1, "没有任何类别"),
    ])
    func everyMistakeNamesItsRow(rows: [[String]], row: Int, words: String) {
        let found = problems(rows)
        #expect(found.contains { $0.row == row && $0.reason.contains(words) }, "\(found)")
    }

    @Test func unknownForms() {
        #expect(problems([["日期", "金额"], ["1", "2"]]).first?.row == nil)
        #expect(problems([]).count == 1)
        // All mistakes come at once.
        #expect(problems([["一级分类", "二级分类"], ["", "乙"], ["甲", "乙"], ["甲", "乙"]]).count == 2)
        // A chain that is too deep.
        let deep = [["编码", "名称", "上级编码"]] + (1...7).map { ["\($0)", "类\($0)", $0 == 1 ? "" : "\($0 - 1)"] }
        #expect(problems(deep).contains { $0.reason.contains("超过") })
    }

    @Test func theHashIsOverTheWholeContent() throws {
        let base = try read(Self.wide)
        var moved = Self.wide
        moved.swapAt(1, 3)
        #expect(try read(moved).contentHash == base.contentHash)
        var renamed = Self.wide
        renamed[1][2] = "事故调查"
        #expect(try read(renamed).contentHash != base.contentHash)
        var noted = Self.wide
        noted[0].append("说明")
        noted[1].append("坍塌")
        #expect(try read(noted).contentHash != base.contentHash)
        let (one, two) = (try read([["编码", "名称"], ["01", "甲"]]), try read([["编码", "名称"], ["02", "甲"]]))
        #expect(one.contentHash != two.contentHash)
    }

    @Test func slashesInNamesDoNotPartPaths() throws {
        let taxonomy = try read([["一级分类", "二级分类"], ["水/电/气", "停水"]])
        #expect(taxonomy.paths == ["水／电／气", "水／电／气/停水"])
        #expect(taxonomy.nodes[0].name == "水/电/气")
    }

    /// Random trees written out and read back are the same, whatever the order of the rows.
    @Test func whatIsWrittenIsRead() throws {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<30 {
            var rows: [[String]] = []
            for number in 0..<Int.random(in: 1...40, using: &random) {
                let above = rows.filter { $0[3] != "4" }.randomElement(using: &random)
                let isTop = above == nil || Bool.random(using: &random)
                rows.append([
                    "c\(number)", "类\(number)", isTop ? "" : above?[0] ?? "",
                    isTop ? "1" : "\((Int(above?[3] ?? "0") ?? 0) + 1)",
                ])
            }
            let shuffled = rows.shuffled(using: &random)
            let header = ["编码", "名称", "上级编码", "级别"]
            let (one, two) = (try read([header] + rows), try read([header] + shuffled))
            #expect(one.nodes.count == rows.count)
            #expect(one.contentHash == two.contentHash)
            #expect(one.nodes.allSatisfy { $0.parent.map { one.nodes[$0].level + 1 } ?? 1 == 1 || $0.level > 1 })
        }
    }
}
