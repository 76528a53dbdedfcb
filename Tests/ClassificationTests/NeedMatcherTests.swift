import Classification
import Testing

struct NeedMatcherTests {
    static let table = """
        id\ttitle\tcategory\tpattern\tpublicCompetence\tbenefitsAll\twithinOneYear\taffordable\tunit\tnote
        lift\t老旧小区加装电梯\t住建\t加装|增设|安装+电梯-货梯;电梯改造\tyes\tyes\tyes\tunknown\t住建局\t
        canteen\t老年食堂\t民政\t老人|老年+食堂|助餐\tyes\tyes\tyes\tyes
        lamp\t路灯\t城管\t路灯-车灯|尾灯\tyes\tno\tunknown\tyes\t城管局\t备注
        """

    @Test(arguments: [
        ("小区想加装电梯", "", ["lift"]),
        ("", "希望在三单元增设一部电梯。", ["lift"]),
        ("", "电梯坏了。请帮忙安装空调。", []),
        ("", "电梯坏了\n请帮忙安装空调", []),
        ("", "想安装电梯，是货梯", []),
        ("", "想安装电梯！货梯另说", ["lift"]),
        ("", "货梯不要，但电梯改造要做", ["lift"]),
        ("加装", "电梯", []),
        ("", "村里老人多，盼着办食堂；路灯也没有", ["canteen", "lamp"]),
        ("路灯", "车灯太亮", ["lamp"]),
        ("路灯和车灯", "尾灯", []),
        ("", "", []),
    ])
    func finds(_ title: String, _ body: String, _ expected: [String]) throws {
        let matcher = NeedMatcher(try NeedCatalogue(tsv: Self.table))
        #expect(matcher.matches(title: title, body: body).map(\.id) == expected)
    }

    @Test func namesTheWordsOfEachGroup() throws {
        let matcher = NeedMatcher(try NeedCatalogue(tsv: Self.table))
        let match = matcher.matches(title: "", body: "好。电梯要增设，也要加装。").first
        #expect(match?.words == ["增设", "电梯"])
        #expect(match?.inTitle == false)
        #expect(matcher.matches(title: "加装电梯", body: "增设电梯").first?.inTitle == true)
    }

    @Test func readsGatesAndOptionalFields() throws {
        let needs = try NeedCatalogue(tsv: Self.table).needs
        #expect(needs.map(\.affordable) == [.unknown, .yes, .yes])
        #expect(needs.map(\.unit) == ["住建局", "", "城管局"])
        #expect(needs[2].benefitsAll == .no)
        #expect(needs[2].note == "备注")
        #expect(
            needs[0].pattern.clauses == [
                NeedPattern("加装|增设|安装+电梯-货梯")?.clauses[0], NeedPattern("电梯改造")?.clauses[0],
            ])
    }

    @Test(arguments: ["", "|", "电梯|", "电梯+", "+电梯", "-货梯", "电梯-", "电梯;", ";电梯", "电梯；；路灯"])
    func refusesThePattern(_ text: String) { #expect(NeedPattern(text) == nil) }

    @Test(arguments: [
        ("lamp\t甲\t乙\t词\tyes\tyes\tyes\tyes", "each id once"),
        ("x\t\t乙\t词\tyes\tyes\tyes\tyes", "an id and a title"),
        ("x\t甲\t乙\t词\tyes\tyes\tyes\tmaybe", "yes, no or unknown"),
        ("x\t甲\t乙\t词|\tyes\tyes\tyes\tyes", "a pattern"),
        ("x\t甲\t乙\t词\tyes\tyes\tyes", "8 to 10 fields"),
    ])
    func namesTheLine(_ line: String, _ expected: String) {
        do {
            _ = try NeedCatalogue(tsv: Self.table + "\n" + line)
            Issue.record("accepted")
        } catch let error as ClassificationError {
            #expect(error.description.hasPrefix("needs, line 5: "))
            #expect(error.description.contains(expected))
        } catch {
            Issue.record("\(error)")
        }
    }
}
