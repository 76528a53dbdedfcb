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

    @Test("The words of a body's sentence must stand together, those of a title need not")
    func window() throws {
        let matcher = NeedMatcher(try NeedCatalogue(tsv: Self.table))
        func found(_ gap: Int, title: Bool = false) -> Bool {
            let text = "加装" + String(repeating: "的", count: gap) + "电梯"
            return !matcher.matches(title: title ? text : "", body: title ? "" : text).isEmpty
        }
        #expect(found(24))
        #expect(!found(25))
        #expect(found(25, title: true))
        // A far first mention does not hide a close second one.
        let far = "电梯" + String(repeating: "的", count: 40)
        #expect(matcher.matches(title: "", body: far + "加装电梯").first?.words == ["加装", "电梯"])
    }

    @Test func aWordInsideAnotherIsNoSecondWord() throws {
        let table = "fire\t消防\t\t消防|消防通道+通道|占用\tyes\tyes\tyes\tyes\nebike\t充电\t\t电瓶车+充电\tyes\tyes\tyes\tyes"
        let matcher = NeedMatcher(try NeedCatalogue(tsv: table))
        #expect(matcher.matches(title: "消防通道", body: "").isEmpty)
        #expect(matcher.matches(title: "占用消防通道", body: "").map(\.id) == ["fire"])
        // Words that share a character are two words.
        #expect(matcher.matches(title: "楼道里充电瓶车", body: "").map(\.id) == ["ebike"])
    }

    @Test("Two needs at most: of the title first, then with more words, then with closer words")
    func theStrongestAreKept() throws {
        let rows = ["a\t甲\t\t井盖|路面+坏|破", "b\t乙\t\t路灯+暗|坏", "c\t丙\t\t公交+少", "d\t丁\t\t公厕+脏"]
        let table = rows.map { $0 + "\tyes\tyes\tyes\tyes" }.joined(separator: "\n")
        let matcher = NeedMatcher(try NeedCatalogue(tsv: table))
        func found(_ title: String, _ body: String) -> [String] {
            matcher.matches(title: title, body: body).map(\.id)
        }
        #expect(found("公厕脏", "井盖坏。路灯暗。公交少。") == ["a", "d"])
        #expect(found("", "井盖坏。路灯暗。路灯坏。公交又少。公厕很脏。路面破。") == ["a", "b"])
        #expect(found("", "井盖全都坏。路灯也暗。公交少。公厕都很脏。") == ["b", "c"])
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
