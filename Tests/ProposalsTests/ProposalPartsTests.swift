import OpinionTestSupport
import Proposals
import Testing

@Suite struct ProposalPartsTests {
    private static let wholes: [(name: String, text: String)] = [
        ("numbered", "一、案由\n城关镇路灯长期不亮。\n二、案据\n群众一年反映四十次。\n三、方案\n（一）更换灯具，明确管护单位。"),
        ("brackets", "【案由】城关镇路灯长期不亮。【案据】群众一年反映四十次。【方案】更换灯具，明确管护单位。"),
        ("colons", "调研情况：    城关镇路灯长期不亮。问题分析：群众一年反映四十次。具体建议：     更换灯具。"),
        ("long names", "一、基本情况\n城关镇路灯长期不亮。\n二、存在的主要问题\n群众一年反映四十次。\n三、对策建议\n更换灯具。"),
        ("full-width", "　　案由：城关镇路灯长期不亮。\n　　案据：群众一年反映四十次。\n　　建议：更换灯具，明确管护单位。"),
        ("wording", "城关镇主街是全县的门户。据统计，一年来群众反映路灯不亮四十次。为此，建议更换灯具，明确管护单位。"),
        ("mixed", "今年以来，本人作了一次调研。\n　　主要问题：\n路灯不亮，群众一年反映四十次。\n　　为此建议：\n1、更换灯具。"),
    ]

    @Test(arguments: wholes) func allPartsAreFound(name: String, text: String) {
        let parts = ProposalParts(of: text)
        #expect(parts.missing.isEmpty, "\(name): \(parts.stretches)")
        #expect(parts.text(.matter).contains(name == "mixed" ? "调研" : name == "wording" ? "门户" : "城关镇"))
        #expect(parts.text(.grounds).contains("四十次"))
        #expect(parts.text(.plan).contains("更换灯具"))
        #expect(!parts.text(.plan).contains("四十次"))
    }

    /// A form that puts the parts into one field runs them together, without a full stop or with a no-break space.
    @Test func headingsRunTogether() {
        let parts = ProposalParts(of: "调研情况：城关镇路灯长期不亮\u{A0}问题分析：群众一年反映四十次具体建议：\u{A0}更换灯具。")
        #expect(parts.missing.isEmpty, "\(parts.stretches)")
        #expect(parts.text(.grounds) == "群众一年反映四十次")
    }

    @Test func missingPartsAreNamed() {
        #expect(ProposalParts(of: "").missing == [.matter, .grounds, .plan])
        #expect(ProposalParts(of: "一、案由\n城关镇路灯长期不亮。\n二、方案\n更换灯具，明确管护单位。").missing == [.grounds])
        // A heading with nothing below it is no part.
        #expect(ProposalParts(of: "一、案由\n路灯长期不亮的问题。\n二、案据\n\n三、方案\n更换灯具。").missing == [.grounds])
        #expect(ProposalParts(of: "城关镇路灯长期不亮，晚上一片漆黑。").missing == [.grounds, .plan])
    }

    @Test func wordsInsideSentencesAreNoHeadings() {
        let parts = ProposalParts(of: "案由：路灯不亮。这个问题，建议和意见都不少，方案也有。群众的建议很多。\n案据：反映四十次之多。\n建议：更换全部灯具。")
        #expect(parts.stretches.map(\.part) == [.matter, .grounds, .plan])
        #expect(parts.stretches.map(\.basis) == [.heading, .heading, .heading])
    }

    @Test func severalStretchesOfAPart() {
        let parts = ProposalParts(of: "一、现状\n路灯多数不亮。\n二、必要性\n关系夜间安全。\n三、存在问题\n无人管护灯具。\n四、建议\n明确管护单位。")
        #expect(parts.stretches.map(\.part) == [.matter, .grounds, .grounds, .plan])
        #expect(parts.text(.grounds) == "关系夜间安全。\n无人管护灯具。")
    }

    /// Ranges lie within the text, in order, apart, on whole characters.
    @Test func rangesAreSound() {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "案由", "：", "一、", "二、", "\n", "　　", "【", "】", "建议", "为此，", "路灯不亮", "。", "问题", " ", "方案", "据统计", "é", "𠮷",
            "1.", "(", "）",
        ]
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            let parts = ProposalParts(of: text)
            let bytes = Array(text.utf8)
            var end = 0
            for stretch in parts.stretches {
                #expect(stretch.range.lowerBound >= end && stretch.range.upperBound <= bytes.count)
                #expect(String(validating: bytes[stretch.range], as: UTF8.self) != nil)
                end = stretch.range.upperBound
            }
            #expect(Set(parts.missing).isDisjoint(with: parts.stretches.map(\.part)))
            #expect(Set(parts.missing).union(parts.stretches.map(\.part)).count == 3)
        }
    }

    @Test func veryLongTexts() {
        let text = "案由：" + String(repeating: "路灯不亮。", count: 4_000) + "\n建议：" + String(repeating: "换灯。", count: 2_000)
        #expect(ProposalParts(of: text).missing == [.grounds])
    }
}
