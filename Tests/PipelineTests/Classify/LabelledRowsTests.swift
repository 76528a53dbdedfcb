import OpinionPipeline
import Testing

/// Reading labelled rows: what is usable stays, the rest is named.
struct LabelledRowsTests {
    private func read(_ text: String) -> LabelledRows { LabelledRows(labelled: Array(text.utf8)) }

    @Test func rowsAndProblems() throws {
        let rows = read("\u{FEFF}1\t城建\t电梯坏了\r\n\n2\t\t无类别\n3\t城建\n4\n5\t城建\t \n6\t 交通 \t公交\t少\n")
        #expect(rows.rows.map(\.id) == ["1", "6"])
        #expect(rows.rows.map(\.label) == ["城建", "交通"])
        #expect(rows.rows.map { rows.text($0) } == ["电梯坏了", "公交\t少"])
        #expect(rows.problems.map(\.line) == [3, 4, 5, 6])
        #expect(rows.problems[1].reason.contains("实有 2 栏"))
        #expect(rows.problems[2].reason.contains("实有 1 栏"))
    }

    @Test func brokenBytesLoseOneRowOnly() throws {
        let rows = LabelledRows(labelled: Array("1\ta\t好\n2\ta\t".utf8) + [0xE5, 0x0A] + Array("3\tb\t好".utf8))
        #expect(rows.rows.map(\.id) == ["1", "3"])
        #expect(rows.problems.map(\.line) == [2])
    }

    @Test func emptyFile() throws {
        #expect(read("").rows.isEmpty)
        #expect(read("\n\r\n").problems.isEmpty)
    }

    @Test func smallClassesGo() throws {
        var rows = read("1\ta\t一\n2\ta\t二\n3\tb\t三\n")
        #expect(rows.dropSmallClasses() == ["b"])
        #expect(rows.rows.map(\.id) == ["1", "2"])
    }

    @Test func laterCorrectionsWin() throws {
        var rows = read("1\ta\t一\n2\ta\t二\n")
        let applied = rows.apply(read("2\tb\t二\n2\tc\t二\n9\tb\t九\n9\ta\t九\n"))
        #expect(applied.changed == 1)
        #expect(rows.rows.map(\.label) == ["a", "c"])
        #expect(applied.added.rows.map(\.label) == ["a"])
        #expect(applied.added.rows.map { applied.added.text($0) } == ["九"])
    }

    @Test func reviewTableComesBack() throws {
        let items = [
            ReviewItem(id: "1", guess: "a", confidence: 0.3, runnerUp: "b", text: "一"),
            ReviewItem(id: "2", guess: "a", confidence: 0.4, runnerUp: "b", text: "二"),
            ReviewItem(id: "3", guess: "a", confidence: 0.5, runnerUp: "b", text: "三"),
        ]
        let table = ReviewTable.text(items)
        #expect(ReviewTable.read(table, known: ["a", "b"]).corrections.isEmpty)
        var lines = table.split(separator: "\n").map(String.init)
        lines[1] = "b" + lines[1]
        lines[2] = "对" + lines[2]
        lines[3] = "错字" + lines[3]
        let reading = ReviewTable.read(lines.joined(separator: "\r\n") + "\r\n短\t行\n", known: ["a", "b"])
        #expect(reading.corrections.map(\.label) == ["b", "a"])
        #expect(reading.corrections.map(\.text) == ["一", "二"])
        #expect(reading.problems.map(\.line) == [4, 5])
        #expect(ReviewTable.read(lines.joined(separator: "\n"), known: nil).corrections.count == 3)
    }
}
