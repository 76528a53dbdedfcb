import OpinionIngest
import Testing

struct JSONLinesReaderTests {
    private func read(_ text: String) throws -> ReadResult {
        let source = ByteSource(bytes: Array(text.utf8), name: "x.jsonl")
        let scan = try FileScan.scan(source)
        let layout: JSONLinesReader.Layout = scan.format == .jsonArray ? .array : .lines
        #expect(scan.format != .csv)
        return try ReadResult(
            JSONLinesReader(source: source, encoding: try #require(scan.encoding), layout: layout))
    }

    @Test func keysBecomeColumnsInTheOrderSeen() throws {
        let result = try read(
            """
            {"编号": 20190001234567890123, "内容": "路灯\\n不亮\\u0021", "地点": {"区县": "镇海区", "坐标": [1.50, null, "北"]}}

            {"内容": "噪音\\ud83d\\ude00", "新列": true}
            {"内容": 残缺
            [1]
            {"编号": null}
            """)
        #expect(result.columns == ["编号", "内容", "地点.区县", "地点.坐标", "新列"])
        #expect(result.cells[0] == ["20190001234567890123", "路灯\n不亮!", "镇海区", "1.50、北"])
        #expect(result.cells[1] == [])
        #expect(result.cells[2] == ["", "噪音😀", "", "", "true"])
        #expect(result.damaged.map(\.number) == [4, 5])
        #expect(result.rows.map(\.number) == [1, 2, 3, 6])
    }

    @Test func anArrayGivesItsElements() throws {
        let result = try read("[ {\"编号\":\"1\",\"内容\":\"a]},\\\"\"},\n {\"编号\":\"2\"} , 3 ]")
        #expect(result.cells == [["1", "a]},\""], ["2"]])
        #expect(result.damaged.map(\.number) == [3])
        #expect(result.failure == nil)
    }

    @Test func anArrayCutShortKeepsItsGoodElements() throws {
        let result = try read("[{\"编号\":\"1\"},{\"编号\":\"2\"},{\"编")
        #expect(result.rows.count == 2)
        #expect(result.failure == .corrupt(file: "x.jsonl", part: "JSON 数组没有结束", row: 2))
    }

    @Test(arguments: [
        "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1}x", "{\"a\":\"\\q\"}", "{\"a\":\"\\u12\"}", "{\"a\":nan}",
        "{\"a\":[1}", "1",
    ])
    func whatIsNoObjectFails(text: String) {
        #expect(throws: JSONObjectParser.Failure.self) {
            try Array(text.utf8).withUnsafeBufferPointer { _ = try JSONObjectParser.cells(of: $0) }
        }
    }

    @Test func depthIsBounded() {
        let text = String(repeating: "{\"a\":", count: 100_000)
        #expect(throws: JSONObjectParser.Failure.self) {
            try Array(text.utf8).withUnsafeBufferPointer { _ = try JSONObjectParser.cells(of: $0) }
        }
    }
}
