import Classification
import Foundation
import Testing

struct SeedClassifierTests {
    static let table = """
        01\t住房城建\t物业电梯\t加装电梯*2|电梯|物业|老旧小区
        02\t生态环境\t噪音\t噪音|扰民|搅拌站|油烟
        03\t民政\t养老\t养老|居家养老*2|老人|食堂
        04\t教育\t学前\t入园|幼儿园|大学生
        05\t教育\t高等\t大学|高校
        """

    func classifier(_ table: String = table) throws -> SeedClassifier {
        SeedClassifier(try SeedTaxonomy(tsv: table))
    }

    @Test(arguments: [
        ("老旧小区加装电梯", "六楼的老人上下楼很不方便", "01"),
        ("夜里睡不着", "旁边的搅拌站噪音太大，扰民", "02"),
        ("盼村里办食堂", "独居老人吃饭难，希望有居家养老服务", "03"),
        ("", "孩子入园难，幼儿园没有学位", "04"),
    ])
    func classifies(_ title: String, _ body: String, _ code: String) throws {
        #expect(try classifier().classify(title: title, body: body)?.code == code)
    }

    @Test func leavesATextWithoutSeedsUnclassified() throws {
        #expect(try classifier().classify(title: "你好", body: "请问几点上班") == nil)
        #expect(try classifier().classify(title: "", body: "") == nil)
    }

    @Test func theTitleWeighsMoreThanTheBody() throws {
        let result = try classifier().classify(title: "噪音", body: "电梯")
        #expect(result?.code == "02")
        #expect(result?.runnerUp?.code == "01")
    }

    @Test func aClearTitleDecidesWhateverTheBodySays() throws {
        let body = "居家养老、食堂、老人、养老、物业、电梯"
        let result = try classifier().classify(title: "扰民", body: body)
        #expect(result?.code == "02")
        #expect(result?.runnerUp?.code == "03")
        #expect(try classifier().classify(title: "扰民", body: "", neighbourVotes: ["03": 9])?.code == "02")
        // Two classes in the title: the body decides.
        #expect(try classifier().classify(title: "扰民和养老", body: body)?.code == "03")
        let plain = try classifier().classify(title: "扰民", body: "噪音")
        #expect((plain?.confidence ?? 0) > (result?.confidence ?? 1))
    }

    /// The project's own table: 代表 and 联络站 stand in every proposal.
    @Test(arguments: [
        ("关于延长乡村客车末班的建议", "农村客运", "JT01"), ("关于预付式消费监管的建议", "代表在联络站听取意见，盼答复", "SC02"),
        ("关于修复路面塌陷的建议", "代表联络站收到群众意见，请答复代表", "CX02"),
        ("关于小学门口上下学拥堵的建议", "停车位、停车场、停车", "JY07"), ("关于改进代表建议办理的建议", "", "RD01"),
    ])
    func theProjectsTable(_ title: String, _ body: String, _ code: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let table = try String(contentsOf: root.appending(path: "dicts/taxonomy.tsv"), encoding: .utf8)
        #expect(try classifier(table).classify(title: title, body: body)?.code == code)
    }

    @Test func bodyCountsAreSublinear() throws {
        // Ten times the same word is weaker than four different ones.
        let body = String(repeating: "噪音。", count: 10) + "物业、电梯、老旧小区、加装电梯"
        #expect(try classifier().classify(title: "", body: body)?.code == "01")
    }

    @Test func aSeedInsideALongerOneDoesNotCount() throws {
        let result = try classifier().classify(title: "", body: "大学生")
        #expect(result?.code == "04")
        #expect(result?.runnerUp == nil, "大学 inside 大学生 is no evidence")
        #expect(try classifier().classify(title: "居家养老", body: "")?.evidence == ["居家养老"], "养老 ends with it")
        #expect(try classifier().classify(title: "", body: "大学里的大学生")?.runnerUp != nil)
    }

    @Test func evidenceNamesTheWordsStrongestFirst() throws {
        let result = try classifier().classify(title: "加装电梯", body: "物业不管，电梯坏了")
        #expect(result?.evidence == ["加装电梯", "电梯", "物业"])
    }

    @Test func aSharedSeedCountsHalf() throws {
        let table = "a\t甲\t\t路灯\nb\t乙\t\t路灯|井盖\nc\t丙\t\t停车\n"
        let result = try classifier(table).classify(title: "", body: "路灯和停车")
        #expect(result?.code == "c")
    }

    @Test func aLongListOfSeedsIsNoHeadStart() throws {
        let long = (0..<50).map { "词\($0)号" }.joined(separator: "|")
        let result = try classifier("a\t甲\t\t井盖|\(long)\nb\t乙\t\t路灯\n").classify(title: "", body: "井盖路灯")
        #expect(result?.code == "b")
    }

    @Test func neighboursTipTheScaleAndStandInWhenNothingElseSpeaks() throws {
        let even = try classifier().classify(title: "", body: "养老和噪音", neighbourVotes: ["03": 2])
        #expect(even?.code == "03")
        let other = try classifier().classify(title: "", body: "养老和噪音", neighbourVotes: ["02": 5, "03": 1])
        #expect(other?.code == "02")
        let alone = try classifier().classify(title: "", body: "无关", neighbourVotes: ["04": 1])
        #expect(alone?.code == "04")
        #expect(alone?.evidence.isEmpty == true)
        for votes in [["xx": 1.0], ["04": -1], ["04": .nan], ["04": .infinity], ["04": 0]] {
            #expect(try classifier().classify(title: "", body: "无关", neighbourVotes: votes) == nil)
        }
    }

    @Test func confidenceGrowsWithEvidenceAndFallsWithRivals() throws {
        let classifier = try classifier()
        func confidence(_ title: String, _ body: String) -> Double {
            classifier.classify(title: title, body: body)?.confidence ?? -1
        }
        let weak = confidence("", "噪音")
        let strong = confidence("搅拌站噪音扰民", "噪音")
        let disputed = confidence("搅拌站噪音扰民", "噪音。居家养老、食堂、老人")
        #expect(0 < weak && weak < strong && strong < 1)
        #expect(disputed < strong)
    }
}
