import Classification
import Testing

struct SeedTaxonomyTests {
    @Test func readsClassesWeightsCommentsAndLineEnds() throws {
        let text =
            "\u{FEFF}# 分类\r\ncode\tlevel1\tlevel2\tseeds\r\n01\t住房城建\t物业电梯\t加装电梯*2| 电梯 |物业\r\n\r\n02\t教育\t\t入园*0.5\r\n"
        let taxonomy = try SeedTaxonomy(tsv: text)
        #expect(taxonomy.classes.map(\.code) == ["01", "02"])
        #expect(taxonomy.classes[0].seeds.map(\.word) == ["加装电梯", "电梯", "物业"])
        #expect(taxonomy.classes[0].seeds.map(\.weight) == [2, 1, 1])
        #expect(taxonomy.classes[1].level2.isEmpty)
        #expect(taxonomy.classes[1].seeds[0].weight == 0.5)
    }

    @Test(arguments: [
        ("01\t甲\t乙", "4 fields"),
        ("01\t甲\t乙\t电梯\t多", "4 fields"),
        ("\t甲\t乙\t电梯", "a code"),
        ("01\t\t乙\t电梯", "a first level"),
        ("01\t甲\t乙\t", "seeds"),
        ("01\t甲\t乙\t电梯||物业", "seeds"),
        ("01\t甲\t乙\t*2", "seeds"),
        ("01\t甲\t乙\t电梯|电梯*2", "each seed once"),
        ("01\t甲\t乙\t电梯*0", "weight"),
        ("01\t甲\t乙\t电梯*nan", "weight"),
        ("01\t甲\t乙\t电梯*101", "weight"),
        ("01\t甲\t乙\t电梯*2*3", "weight"),
        ("99\t甲\t乙\t电梯", "each code once"),
        ("98\t首\t类\t电梯", "pair of levels"),
    ])
    func namesTheLine(_ line: String, _ expected: String) {
        do {
            _ = try SeedTaxonomy(tsv: "# 注\n99\t首\t类\t学校\n\(line)\n", name: "t.tsv")
            Issue.record("accepted")
        } catch let error as ClassificationError {
            #expect(error.description.hasPrefix("t.tsv, line 3: "))
            #expect(error.description.contains(expected))
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test func refusesAnEmptyTable() {
        #expect(throws: ClassificationError.empty(table: "taxonomy")) { try SeedTaxonomy(tsv: "# 只有注释\n\n") }
    }
}
