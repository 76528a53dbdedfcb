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
}
