import Foundation
import OpinionTestSupport
import Testing

/// What the program says to input that it can't use, and that the rest is kept.
struct BadInputTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = try Program(in: folder.url)
    }

    /// A kind of input that can't be used, or not to its end.
    enum Bad: String, CaseIterable {
        case text = "说明.xlsx"
        case truncated = "半截.xlsx"
        case zip = "照片.xlsx"
        case binary = "程序.csv"
        case noColumn = "别的.csv"
        case empty = "空.csv"
        case directory = "目录.csv"
        case missing = "不在.csv"

        /// The exit code where it is the only input; a truncated workbook keeps its good rows.
        var code: Int32 {
            switch self {
            case .truncated: 2
            case .directory, .missing: 66
            default: 65
            }
        }

        /// What the message has to say.
        var reason: String {
            switch self {
            case .text, .noColumn: "表头里没有认识的列"
            case .truncated: "已损坏或不完整"
            case .zip: "没有能读取的文件"
            case .binary: "二进制"
            case .empty: "是空的"
            case .directory: "文件夹"
            case .missing: "找不到文件"
            }
        }
    }

    private func make(_ bad: Bad) throws {
        switch bad {
        case .text: _ = try folder.write("这不是表格\n", to: bad.rawValue)
        case .truncated:
            _ = try folder.write(
                Data(contentsOf: ProjectFolder.sample("proposals.xlsx")).prefix(9_000), to: bad.rawValue)
        case .zip:
            _ = try folder.write(Self.storedZip("a.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]), to: bad.rawValue)
        case .binary:
            var random = SeededGenerator(seed: 1)
            let bytes = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = try folder.write([0x7F, 0x45, 0x4C, 0x46, 0, 0, 0] + bytes, to: bad.rawValue)
        case .noColumn: _ = try folder.write("foo,bar\n1,2\n", to: bad.rawValue)
        case .empty: _ = try folder.write("", to: bad.rawValue)
        case .directory:
            try FileManager.default.createDirectory(
                at: folder.url.appendingPathComponent(bad.rawValue), withIntermediateDirectories: false)
        case .missing: break
        }
    }

    /// A zip container with one stored entry.
    private static func storedZip(_ name: String, _ content: [UInt8]) -> [UInt8] {
        func little(_ value: UInt32, _ bytes: Int) -> [UInt8] {
            (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
        }
        var checksum: UInt32 = 0xFFFF_FFFF
        for byte in content {
            checksum ^= UInt32(byte)
            for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
        }
        let size = little(UInt32(content.count), 4)
        let common =
            little(20, 2) + little(0, 8) + little(~checksum, 4) + size + size + little(UInt32(name.utf8.count), 2)
            + little(0, 2)
        let local = little(0x0403_4B50, 4) + common + Array(name.utf8) + content
        let central =
            little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 14 - 4) + little(0, 4) + Array(name.utf8)
        let end =
            little(0x0605_4B50, 4) + little(0, 4) + little(1, 2) + little(1, 2) + little(UInt32(central.count), 4)
            + little(UInt32(local.count), 4) + little(0, 2)
        return local + central + end
    }

    private var good: String { ProjectFolder.sample("station.jsonl").path }

    private func rows(_ store: String) throws -> Int {
        try program.run("issues", "members", "--store", store).lines.count
    }

    @Test(arguments: Bad.allCases)
    func badInputIsNamedAndTheGoodRowsAreKept(bad: Bad) throws {
        try make(bad)
        let alone = try program.run("run", bad.rawValue, "--store", "alone.sqlite", "--now", "2025-01-05")
        #expect(alone.code == bad.code, "\(alone.errors)")
        #expect(alone.errors.contains(bad.rawValue) && alone.errors.contains(bad.reason))
        #expect(alone.errors.split(separator: "\n").count == 1)
        #expect(!alone.errors.contains("\r"))
        let both = try program.run("run", bad.rawValue, good, "--store", "both.sqlite", "--now", "2025-01-05")
        #expect(both.code == 2)
        #expect(both.errors.contains(bad.rawValue) && both.errors.contains(bad.reason))
        #expect(both.text.contains("读取出错"))
        #expect(try rows("both.sqlite") >= 151)
        let quiet = try program.run("run", bad.rawValue, good, "--store", "q.sqlite", "--quiet", "--now", "2025-01-05")
        #expect(quiet.code == 2 && quiet.output.isEmpty && quiet.errors.contains(bad.rawValue))
    }

    @Test func hugeCellIsOneRow() throws {
        let huge = String(repeating: "小区路灯不亮影响出行。", count: 95_000)
        let input = try folder.write("标题,内容\n长文,\"\(huge)\"\n路灯不亮,村口路灯三天没亮\n", to: "长.csv")
        let run = try program.run("run", input.path, good, "--store", "s.sqlite", "--out", "out", "--now", "2025-01-05")
        #expect(run.code == 0, "\(run.errors)")
        #expect(try rows("s.sqlite") == 151 + 2)
    }

    @Test(.disabled(if: getuid() == 0, "root reads everything"))
    func inputWithoutPermissionIsNamed() throws {
        let input = try folder.write("标题,内容\n路灯,不亮\n", to: "锁.csv")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: input.path)
        let run = try program.run("run", "锁.csv", good, "--now", "2025-01-05")
        #expect(run.code == 2)
        #expect(run.errors.contains("锁.csv") && run.errors.contains("权限"))
    }

    @Test func storeThatIsNoneIsRefusedAndLeftAlone() throws {
        let text = try folder.write("这是一份重要文件\n", to: "重要.txt")
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("夹"), withIntermediateDirectories: false)
        for path in ["重要.txt", "夹", "无此夹/库.sqlite"] {
            let run = try program.run("run", good, "--store", path, "--now", "2025-01-05")
            #expect(run.code == 74, "\(path): \(run.errors)")
            #expect(run.errors.contains(path) && run.output.isEmpty)
        }
        #expect(try String(contentsOf: text, encoding: .utf8) == "这是一份重要文件\n")
        for command in ["issues", "candidates", "leads"] {
            #expect(try program.run(command, "--store", "重要.txt").code == 74)
            let missing = try program.run(command, "--store", "缺.sqlite")
            #expect(missing.code == 66 && missing.errors.contains("缺.sqlite"))
        }
        #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("缺.sqlite").path))
    }

    @Test func reportThatCannotBeWrittenKeepsTheStore() throws {
        _ = try folder.write("x", to: "占用")
        for out in ["占用", "占用/里面"] {
            let run = try program.run("run", good, "--store", "s.sqlite", "--out", out, "--now", "2025-01-05")
            #expect(run.code == 73, "\(run.errors)")
            #expect(run.errors.contains(out))
        }
        #expect(try rows("s.sqlite") == 151)
        let written = try program.run(["segment", "--out", "占用/里面"], input: Data("路灯\n".utf8))
        #expect(written.code == 73 && written.errors.contains("占用/里面"))
    }

    @Test(arguments: [
        ("配置.json", "{", Int32(65)), ("配置.json", #"{"ofice": 1}"#, 65),
        ("配置.json", #"{"terms": {"minimumDocuments": 1.5}}"#, 65),
        ("配置.json", #"{"gazetteer": "配置-缺.tsv"}"#, 66),
    ])
    func badConfigurationIsNamed(name: String, content: String, code: Int32) throws {
        _ = try folder.write(content, to: name)
        let run = try program.run("run", good, "--config", name, "--now", "2025-01-05")
        #expect(run.code == code, "\(run.errors)")
        #expect(run.errors.contains("配置"))
        let missing = try program.run("run", good, "--config", "缺.json")
        #expect(missing.code == 66 && missing.errors.contains("缺.json"))
    }

    @Test(arguments: ["x", #"{"columns": {"nonsense": "内容"}}"#, #"{"columns": 3}"#, "[]"])
    func badMappingIsNamed(content: String) throws {
        _ = try folder.write(content, to: "映射.json")
        let run = try program.run("run", good, "--mapping", "映射.json", "--now", "2025-01-05")
        #expect(run.code == 65, "\(run.errors)")
        #expect(run.errors.contains("映射.json"))
        let missing = try program.run("run", good, "--mapping", "缺.json")
        #expect(missing.code == 66 && missing.errors.contains("缺.json"))
    }

    @Test func badPersonKeyIsNamed() throws {
        _ = try folder.writePrivate("short", to: "短.key")
        let short = try program.run("run", good, "--person-key", "短.key")
        #expect(short.code == 65 && short.errors.contains("短.key"))
        let missing = try program.run("run", good, "--person-key", "缺.key")
        #expect(missing.code == 66 && missing.errors.contains("缺.key"))
    }

    @Test(arguments: [
        [], ["--frob"], ["frob"], ["run"], ["run", "--frob", "x"], ["run", "x.csv", "--threads", "0"],
        ["run", "x.csv", "--threads", "many"], ["run", "x.csv", "--seats", "0"],
        ["run", "x.csv", "--now", "yesterday"],
        ["issues", "--format", "xml"], ["issues", "members", "--format", "json"], ["leads", "--kind", "rumour"],
        ["show"],
        ["ballot", "--seats", "1"], ["ballot", "--seats", "0", "--rules", "r", "--out", "o"], ["tally"],
        ["segment", "a", "b"],
    ])
    func wrongUsageIsExit64(arguments: [String]) throws {
        let run = try program.run(arguments)
        // Without arguments the program shows its help.
        #expect(run.code == (arguments.isEmpty ? 0 : 64), "\(arguments): \(run.errors)")
        if !arguments.isEmpty { #expect(run.output.isEmpty && !run.errors.isEmpty) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func segmentNamesWhatItCannotRead() throws {
        for (arguments, name) in [(["缺.txt"], "缺.txt"), (["."], "."), (["--user-dict", "缺.dict"], "缺.dict")] {
            let run = try program.run(["segment"] + arguments)
            #expect(run.code == 66, "\(arguments): \(run.errors)")
            #expect(run.errors.contains(name))
        }
    }

    @Test func helpNamesTheExitCodes() throws {
        let help = try program.run("--help")
        #expect(help.code == 0)
        for code in ["0 ", "1 ", "2 ", "64 ", "65 ", "66 ", "73", "74 "] { #expect(help.text.contains(code)) }
        #expect(try program.run("--version").text.hasPrefix("opinion "))
    }
}
