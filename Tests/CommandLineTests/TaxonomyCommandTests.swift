import Foundation
import OpinionTestSupport
import Testing

/// `opinion taxonomy` through the real program.
struct TaxonomyCommandTests {
    private struct Desk {
        let folder: TemporaryFolder
        let program: Program

        init() throws {
            folder = try TemporaryFolder()
            program = try Program(in: folder.url)
            _ = try folder.write("一级分类,二级分类\n城乡建设,供水\n城乡建设,市容环境卫生\n环境保护,噪音\n", to: "2025.csv")
            _ = try folder.write("编码,名称,上级编码\n1,城乡建设,\n11,供水,1\n12,市容环卫,1\n2,环境保护,\n21,噪音,2\n", to: "2026.csv")
        }

        func importBoth() throws {
            for (file, name) in [("2025.csv", "2025版"), ("2026.csv", "2026版")] {
                let outcome = try program.run("taxonomy", "import", file, "--store", "s.sqlite", "--name", name)
                #expect(outcome.code == 0, "\(outcome.errors)")
                #expect(outcome.text.contains("已导入“\(name)”"))
            }
        }
    }

    @Test func versionsAreImportedListedAndShown() throws {
        let desk = try Desk()
        try desk.importBoth()
        let list = try desk.program.run("taxonomy", "list", "--store", "s.sqlite", "--format", "tsv")
        #expect(list.lines.count == 3 && list.text.contains("2025版") && list.text.contains("2026版"))
        let shown = try desk.program.run("taxonomy", "show", "2026版", "--store", "s.sqlite", "--format", "tsv")
        #expect(shown.text.contains("12\t城乡建设/市容环卫"))
        let again = try desk.program.run("taxonomy", "import", "2025.csv", "--store", "s.sqlite", "--name", "2025版")
        #expect(again.code == 0 && again.text.contains("已有相同内容"))
        let other = try desk.program.run("taxonomy", "import", "2026.csv", "--store", "s.sqlite", "--name", "2025版")
        #expect(other.code == 65 && other.errors.contains("--name"))
        let unknown = try desk.program.run("taxonomy", "show", "2020版", "--store", "s.sqlite")
        #expect(unknown.code == 65 && unknown.errors.contains("2025版、2026版"))
        #expect(try desk.program.run("audit", "verify", "--store", "s.sqlite").code == 0)
    }

    @Test func aBadFileIsRefusedWithItsRow() throws {
        let desk = try Desk()
        _ = try desk.folder.write("编码,名称,上级编码\n1,甲,2\n2,乙,1\n", to: "bad.csv")
        let outcome = try desk.program.run("taxonomy", "import", "bad.csv", "--store", "s.sqlite")
        #expect(outcome.code == 65)
        #expect(outcome.errors.contains("bad.csv") && outcome.errors.contains("第 2 行") && outcome.errors.contains("循环"))
        #expect(!FileManager.default.fileExists(atPath: desk.folder.url.appendingPathComponent("s.sqlite").path))
        #expect(try desk.program.run("taxonomy", "import", "none.csv", "--store", "s.sqlite").code == 66)
    }

    @Test func aClerkMapsVersionsAndLabelsFollow() throws {
        let desk = try Desk()
        try desk.importBoth()
        let arguments = ["taxonomy", "map", "--from", "2025版", "--to", "2026版", "--store", "s.sqlite"]
        let written = try desk.program.run(arguments + ["--out", "map.tsv"])
        #expect(written.code == 0 && written.errors.contains("待人确认 1"), "\(written.errors)")
        #expect(try desk.program.run(arguments + ["--out", "map.tsv"]).code == 73)
        _ = try desk.folder.write("1\t城乡建设/供水\t停水了\n2\t城乡建设/市容环境卫生\t垃圾\n", to: "train.tsv")
        let partly = try desk.program.run(arguments + ["--relabel", "train.tsv", "--out", "new.tsv"])
        #expect(partly.code == 2 && partly.errors.contains("1 行没有确定的去向"))
        let file = desk.folder.url.appendingPathComponent("map.tsv")
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(text.replacing("改名\t\n", with: "改名\t是\n").utf8).write(to: file)
        let kept = try desk.program.run(arguments + ["--from-table", "map.tsv"])
        #expect(kept.code == 0 && kept.errors.contains("待人确认 0"), "\(kept.errors)")
        let whole = try desk.program.run(arguments + ["--relabel", "train.tsv", "--out", "new2.tsv"])
        #expect(whole.code == 0, "\(whole.errors)")
        let rows = try String(contentsOf: desk.folder.url.appendingPathComponent("new2.tsv"), encoding: .utf8)
        #expect(rows == "1\t城乡建设/供水\t停水了\n2\t城乡建设/市容环卫\t垃圾\n")
        #expect(try desk.program.run("taxonomy", "map", "--from", "a", "--to", "a", "--store", "s.sqlite").code == 64)
    }

    @Test func theRealTaxonomyIsImportedAsItIs() throws {
        guard let file = ProjectFolder.shared("data/classes/taxonomy.xlsx") else {
            print("skipped: the measuring data is not there")
            return
        }
        let desk = try Desk()
        let outcome = try desk.program.run("taxonomy", "import", file.path, "--store", "s.sqlite")
        #expect(outcome.code == 0 && outcome.text.contains("最末级 517 类"), "\(outcome.text)\(outcome.errors)")
    }
}
