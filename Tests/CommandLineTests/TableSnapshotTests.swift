import Foundation
import OpinionTestSupport
import Testing

/// What a small store looks like on the terminal.
struct TableSnapshotTests {
    @Test func issueTableLinesUp() throws {
        let folder = try TemporaryFolder()
        let program = try Program(in: folder.url)
        var rows = "编号,标题,内容\n"
        for (number, text) in [
            "老街路灯不亮", "老街路灯不亮", "老街路灯不亮", "KTV噪音扰民影响休息", "KTV噪音扰民影响休息", "驾校不退报名费",
        ].enumerated() {
            rows += "N\(number),\(text),\(text)请处理\n"
        }
        _ = try folder.write(rows, to: "小.csv")
        let run = try program.run("run", "小.csv", "--store", "s.sqlite", "--quiet", "--now", "2025-01-05")
        #expect(run.code == 0, "\(run.errors)")
        let table = try program.run("issues", "--store", "s.sqlite")
        let expected = """
            编号  热点问题             人数  件数  内聚  关键词  代表件
            ----  -------------------  ----  ----  ----  ------  ----------------
               1  老街路灯不亮            1     3  1.00  处理    30a87025b36cfc1d
               2  KTV噪音扰民影响休息     1     2  1.00  处理    ab5941292d3b4de8
            """
        #expect(table.text == expected + "\n")
    }
}
