import Foundation
import OpinionTestSupport
import Testing

/// `opinion classify` through the real program.
struct ClassifyCommandTests {
    /// Forty made-up lines of two classes.
    private static let training: String = {
        let home = ["小区电梯停运", "物业收费不公开", "楼道堆放杂物", "加装电梯谈不拢", "外墙瓷砖脱落"]
        let road = ["公交班次太少", "路口红绿灯故障", "站台没有雨棚", "路面坑洼积水", "校门口堵车"]
        return (0..<20).map { index in
            "h\(index)\t城建/住宅\t第\(index)户反映\(home[index % 5])，\(home[(index / 5 + 1) % 5])，望解决\n"
                + "r\(index)\t交通\t第\(index)人反映\(road[index % 5])，\(road[(index / 5 + 1) % 5])，望解决\n"
        }.joined()
    }()

    private struct Desk {
        let folder: TemporaryFolder
        let program: Program

        init(training: String = ClassifyCommandTests.training) throws {
            folder = try TemporaryFolder()
            program = try Program(in: folder.url)
            _ = try folder.write(training, to: "train.tsv")
        }
    }

    private func trained() throws -> Desk {
        let desk = try Desk()
        let outcome = try desk.program.run("classify", "train", "train.tsv", "--model", "m.model")
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(outcome.text.contains("宏平均 F1"))
        return desk
    }

    @Test func oneLineOutForEachLineIn() throws {
        let desk = try trained()
        let text = "1\t电梯停运三天了\n\n没有制表符\n4\t\n5\t公交\t班次太少\r\n6\t龘龘\n7\t站台没有雨棚"
        _ = try desk.folder.write(text, to: "in.tsv")
        let outcome = try desk.program.run("classify", "apply", "--model", "m.model", "in.tsv")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let fields = outcome.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        #expect(fields.count == 7)
        #expect(fields.allSatisfy { $0.count == 5 })
        #expect(fields.map(\.first) == ["1", "", "没有制表符", "4", "5", "6", "7"])
        #expect(fields[0][1] == "城建/住宅" && fields[0][3] == "交通" && fields[0][4].contains("电梯"))
        #expect(fields[4][1] == "交通")
        for line in [1, 2, 3, 5] { #expect(fields[line][1] == "未分类" && fields[line][2] == "0.0000") }
        #expect(outcome.errors.contains("2 行缺少制表符"))
        let one = try desk.program.run("classify", "apply", "--model", "m.model", "in.tsv", "--threads", "1")
        #expect(one.output == outcome.output)
    }

    @Test func labelsGiveFigures() throws {
        let desk = try trained()
        let outcome = try desk.program.run("classify", "apply", "--with-labels", "--model", "m.model", "train.tsv")
        #expect(outcome.lines.count == 40)
        #expect(outcome.errors.contains("宏平均 F1 1.0000"))
    }

    @Test func trainingTwiceGivesTheSameBytes() throws {
        let desk = try trained()
        let outcome = try desk.program.run("classify", "train", "train.tsv", "--model", "n.model", "--threads", "1")
        #expect(outcome.code == 0)
        let (first, second) = ("m.model", "n.model")
        #expect(
            try Data(contentsOf: desk.folder.url.appendingPathComponent(first))
                == Data(contentsOf: desk.folder.url.appendingPathComponent(second)))
    }

    @Test func reviewedTextsTrainTheNextModel() throws {
        let desk = try trained()
        _ = try desk.folder.write("x\t路口电梯\ny\t小区电梯停运\n", to: "new.tsv")
        let written = try desk.program.run("classify", "review", "--model", "m.model", "new.tsv", "--out", "r.tsv")
        #expect(written.code == 0, "\(written.errors)")
        let file = desk.folder.url.appendingPathComponent("r.tsv")
        var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(lines.count == 3 && lines[1].hasPrefix("\tx\t"))
        let again = try desk.program.run("classify", "review", "--model", "m.model", "new.tsv", "--out", "r.tsv")
        #expect(again.code == 73)
        lines[1] = "交通" + lines[1]
        _ = try desk.folder.write(lines.joined(separator: "\n"), to: "r.tsv")
        let kept = try desk.program.run("classify", "review", "--model", "m.model", "--from", "r.tsv")
        #expect(kept.code == 0, "\(kept.errors)")
        let next = try desk.program.run("classify", "train", "train.tsv", "--model", "m.model")
        #expect(next.errors.contains("新增 1 件"))
        #expect(next.text.hasPrefix("41 件"))
    }

    @Test(arguments: [
        ("", 65, "没有可用的行"), ("1\ta\t一\n2\ta\t二\n", 65, "两个类别"), ("1\ta\t一\n2\ta\t二\n3\tb\t三\n", 65, "b"),
        ("只有一栏\n", 65, "第 1 行"),
    ])
    func unusableTrainingIsExplained(training: String, code: Int32, message: String) throws {
        let desk = try Desk(training: training)
        let outcome = try desk.program.run("classify", "train", "train.tsv", "--model", "m.model")
        #expect(outcome.code == code)
        #expect(outcome.errors.contains(message) && outcome.errors.contains("train.tsv"))
        #expect(!FileManager.default.fileExists(atPath: desk.folder.url.appendingPathComponent("m.model").path))
    }

    @Test func missingAndDamagedModelsAreExplained() throws {
        let desk = try trained()
        let missing = try desk.program.run("classify", "apply", "--model", "none.model", "train.tsv")
        #expect(missing.code == 66 && missing.errors.contains("none.model"))
        let file = desk.folder.url.appendingPathComponent("m.model")
        let bytes = try Data(contentsOf: file)
        try bytes.prefix(bytes.count - 1).write(to: file)
        let cut = try desk.program.run("classify", "apply", "--model", "m.model", "train.tsv")
        #expect(cut.code == 65 && cut.errors.contains("m.model"))
        var other = bytes
        other[8] = 200
        try other.write(to: file)
        let version = try desk.program.run("classify", "apply", "--model", "m.model", "train.tsv")
        #expect(version.code == 65 && version.errors.contains("第 200 版"))
    }

    @Test func usage() throws {
        let desk = try Desk()
        #expect(try desk.program.run("classify", "apply", "--model", "m").code == 64)
        #expect(try desk.program.run("classify", "train", "train.tsv", "--model", "m", "--threads", "0").code == 64)
        #expect(try desk.program.run("classify", "train", "train.tsv", "--model", "m", "--folds", "1").code == 65)
    }

    // MARK: Stores

    /// A store of thirty work orders on the two matters of the training lines.
    private func stored(_ desk: Desk) throws {
        var rows = "工单编号,受理时间,诉求人,联系电话,诉求类型,诉求标题,诉求内容\n"
        for index in 0..<30 {
            let matter = index % 2 == 0 ? "小区电梯停运" : "公交班次太少"
            rows +=
                "GD\(index),2024/5/\(index % 28 + 1),某人,1370000\(1000 + index),投诉,\(matter)第\(index)次,\(matter)，望解决，第\(index)户。\n"
        }
        _ = try desk.folder.write(rows, to: "热线.csv")
        let run = try desk.program.run("run", "热线.csv", "--store", "s.sqlite", "--now", "2025-01-05")
        #expect(run.code == 0, "\(run.errors)")
    }

    @Test func storesAreClassified() throws {
        let desk = try trained()
        try stored(desk)
        let outcome = try desk.program.run("classify", "apply", "--model", "m.model", "--store", "s.sqlite")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let fields = outcome.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        #expect(fields.count == 30 && fields.allSatisfy { $0.count == 5 && $0[0].count == 16 })
        #expect(fields.map { $0[0] } == fields.map { $0[0] }.sorted())
        #expect(fields.count { $0[1] == "城建/住宅" } == 15 && fields.count { $0[1] == "交通" } == 15)
        let one = try desk.program.run(
            "classify", "apply", "--model", "m.model", "--store", "s.sqlite", "--threads", "1")
        #expect(one.output == outcome.output)
        let none = try desk.program.run("classify", "apply", "--model", "m.model", "--store", "none.sqlite")
        #expect(none.code == 66)
    }

    @Test func storesAreReviewedAndTrainTheNextModel() throws {
        let desk = try trained()
        try stored(desk)
        let arguments = ["classify", "review", "--model", "m.model"]
        let json = try desk.program.run(arguments + ["--store", "s.sqlite", "--limit", "4", "--format", "json"])
        #expect(json.code == 0 && json.text.contains("confidence"), "\(json.errors)")
        let written = try desk.program.run(arguments + ["--store", "s.sqlite", "--limit", "4", "--out", "r.tsv"])
        #expect(written.code == 0, "\(written.errors)")
        let file = desk.folder.url.appendingPathComponent("r.tsv")
        var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(lines.count == 5)
        lines[1] = "对" + lines[1]
        lines[2] = "交通" + lines[2]
        _ = try desk.folder.write(lines.joined(separator: "\n"), to: "r.tsv")
        let kept = try desk.program.run(arguments + ["--from", "r.tsv"])
        #expect(kept.code == 0 && kept.errors.contains("收下 2 件"), "\(kept.errors)")
        let next = try desk.program.run("classify", "train", "train.tsv", "--model", "m.model")
        #expect(next.code == 0 && next.errors.contains("新增 2 件"))
    }

    @Test func aRunUsesTheModelThatItsConfigurationNames() throws {
        let desk = try trained()
        try stored(desk)
        _ = try desk.folder.write(#"{"classify": {"model": "m.model", "backOff": 0.0}}"#, to: "run.json")
        let rules = try desk.program.run("show", "GD0", "--store", "s.sqlite", "--format", "json")
        let run = try desk.program.run(
            "run", "热线.csv", "--store", "s.sqlite", "--now", "2025-01-05", "--config", "run.json", "--out", "out")
        #expect(run.code == 0, "\(run.errors)")
        #expect(rules.code == 0)
        let classes = try desk.program.run("classify", "apply", "--model", "m.model", "--store", "s.sqlite")
        #expect(classes.lines.count == 30)
        _ = try desk.folder.write(#"{"classify": {"model": "none.model"}}"#, to: "bad.json")
        let missing = try desk.program.run("run", "热线.csv", "--store", "s.sqlite", "--config", "bad.json")
        #expect(missing.code == 66 && missing.errors.contains("none.model"), "\(missing.errors)")
        _ = try desk.folder.write(#"{"classify": {"backOff": 2}}"#, to: "range.json")
        let range = try desk.program.run("run", "热线.csv", "--store", "s.sqlite", "--config", "range.json")
        #expect(range.code == 65 && range.errors.contains("classify.backOff"))
    }

    // MARK: Taxonomies

    @Test func aModelOfAnotherTaxonomyIsRefused() throws {
        let desk = try Desk()
        _ = try desk.folder.write("一级分类,二级分类\n城建,住宅\n交通,\n", to: "tree.csv")
        _ = try desk.folder.write("一级分类,二级分类\n城建,住宅\n交通,公交\n", to: "next.csv")
        let training = ClassifyCommandTests.training + "x1\t别的\t不在体系里的一件\nx2\t别的\t不在体系里的两件\n"
        _ = try desk.folder.write(training, to: "train.tsv")
        let outcome = try desk.program.run(
            "classify", "train", "train.tsv", "--model", "m.model", "--taxonomy", "tree.csv")
        #expect(outcome.code == 0 && outcome.errors.contains("没有类别“别的”，略去 2 件"), "\(outcome.errors)")
        try stored(desk)
        let apply = ["classify", "apply", "--model", "m.model", "--store", "s.sqlite"]
        #expect(try desk.program.run(apply).code == 0)
        _ = try desk.program.run("taxonomy", "import", "next.csv", "--store", "s.sqlite")
        let other = try desk.program.run(apply)
        #expect(other.code == 65 && other.errors.contains("分类体系"), "\(other.errors)")
        _ = try desk.program.run("taxonomy", "import", "tree.csv", "--store", "s.sqlite")
        #expect(try desk.program.run(apply).code == 0)
    }

    @Test func theTaxonomysWordsGiveAFirstModel() throws {
        let desk = try Desk()
        _ = try desk.folder.write("一级分类,二级分类,说明\n城建,住宅,电梯|物业\n交通,公交,班次|站台\n", to: "tree.csv")
        let lines = (0..<15).map { "h\($0)\t小区物业管理差，电梯困人第\($0)户\nr\($0)\t公交班次太少，站台没有雨棚第\($0)人\n" }
        _ = try desk.folder.write(lines.joined(), to: "new.tsv")
        let outcome = try desk.program.run(
            "classify", "seed", "new.tsv", "--taxonomy", "tree.csv", "--model", "c.model")
        #expect(outcome.code == 0 && outcome.text.contains("未经人工标注"), "\(outcome.errors)")
        let applied = try desk.program.run("classify", "apply", "--model", "c.model", "new.tsv")
        let classes = applied.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false)[1] }
        #expect(classes == (0..<30).map { $0 % 2 == 0 ? "城建" : "交通" })
        _ = try desk.folder.write("一级分类\n甲\n乙\n", to: "mute.csv")
        let mute = try desk.program.run("classify", "seed", "new.tsv", "--taxonomy", "mute.csv", "--model", "d.model")
        #expect(mute.code == 65 && mute.errors.contains("说明"), "\(mute.errors)")
        // Records of a store are texts as well.
        try stored(desk)
        _ = try desk.folder.write("一级分类,说明\n城建,电梯|小区\n交通,公交|班次\n", to: "plain.csv")
        _ = try desk.program.run("taxonomy", "import", "plain.csv", "--store", "s.sqlite", "--name", "甲版")
        let store = try desk.program.run(
            "classify", "seed", "--taxonomy", "甲版", "--store", "s.sqlite", "--model", "s.model")
        #expect(store.code == 0 || store.errors.contains("说明"), "\(store.errors)")
    }
}
