import Classification
import Testing

struct SeverityLexiconTests {
    static let table = "word\tweight\n坍塌\t0.8\n受伤\t0.5\n危险\t0.4\n人员受伤\t0.5\n"

    @Test(arguments: [
        ("路面坍塌，有人受伤", 0.9),
        ("坍塌坍塌坍塌", 0.8),
        ("没有坍塌", 0),
        ("没有人员受伤", 0),
        ("没有发生过坍塌", 0),
        ("没有发生过的坍塌", 0.8),
        ("没有人管，坍塌了", 0.8),
        ("没有危险。后来坍塌", 0.8),
        ("没有坍塌，但坍塌过", 0.8),
        ("坍塌没有处理", 0.8),
        ("无人受伤", 0),
        ("", 0),
        ("路灯不亮", 0),
    ])
    func weighs(_ text: String, _ expected: Double) throws {
        let severity = try SeverityLexicon(tsv: Self.table).severity(of: text)
        #expect(abs(severity - expected) < 1e-12)
    }

    @Test func namesItsEvidenceInTheTablesOrder() throws {
        #expect(try SeverityLexicon(tsv: Self.table).words(in: "危险！坍塌，没有受伤") == ["坍塌", "危险"])
    }

    @Test func staysBelowItsCap() throws {
        #expect(try SeverityLexicon(tsv: Self.table, cap: 0.85).severity(of: "坍塌受伤") == 0.85)
    }

    @Test func negationsAreASetting() throws {
        let lexicon = try SeverityLexicon(tsv: Self.table, negations: ["莫得"])
        #expect(lexicon.severity(of: "莫得危险") == 0)
        #expect(lexicon.severity(of: "没有危险") > 0)
    }

    @Test(arguments: ["坍塌\t0.1", "新词\t1.1", "新词\t-0.1", "新词\tnan", "新词\t大", "新词", "\t0.5"])
    func namesTheLine(_ line: String) {
        do {
            _ = try SeverityLexicon(tsv: Self.table + line + "\n")
            Issue.record("accepted")
        } catch let error as ClassificationError {
            #expect(error.description.hasPrefix("severity, line 6: "))
        } catch {
            Issue.record("\(error)")
        }
    }
}
