import OpinionIngest
import Testing

struct ColumnMappingTests {
    private func sample(_ rows: [[String]]) -> ColumnSample {
        ColumnSample(rows.enumerated().map { RawRow(number: $0 + 2, cells: $1) })
    }

    private func names(_ header: [String], _ rows: [[String]] = []) -> [RecordField: String] {
        let mapping = ColumnMapping.guess(header: header, sample: sample(rows))
        return mapping.columns.compactMapValues { $0.first.map { header[$0] } }
    }

    @Test(
        arguments: [
            (
                ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "反对数", "点赞数"],
                [
                    .number: "留言编号", .userID: "留言用户", .title: "留言主题", .received: "留言时间", .body: "留言详情",
                    .dislikes: "反对数",
                    .likes: "点赞数",
                ]
            ),
            (
                ["留言主题", "留言详情", "答复意见", "答复时间", "留言时间"],
                [.title: "留言主题", .body: "留言详情", .reply: "答复意见", .closed: "答复时间", .received: "留言时间"]
            ),
            (
                ["工单编号", "来电人", "联系电话", "诉求内容（必填）", "受理时间", "诉求类型", "一级分类", "二级分类", "承办单位", "是否解决", "满意度"],
                [
                    .number: "工单编号", .personName: "来电人", .phone: "联系电话", .body: "诉求内容（必填）", .received: "受理时间",
                    .demandType: "诉求类型", .category1: "一级分类", .category2: "二级分类", .leadUnit: "承办单位", .solved: "是否解决",
                    .satisfaction: "满意度",
                ]
            ),
            (
                ["建议编号", "领衔代表", "案由", "正文", "提出日期", "主办单位", "协办单位", "附议人数"],
                [
                    .number: "建议编号", .personName: "领衔代表", .title: "案由", .body: "正文", .received: "提出日期",
                    .leadUnit: "主办单位",
                    .jointUnits: "协办单位", .cosigners: "附议人数",
                ]
            ),
            (
                ["id", "Received At", "sender", "body", "place.township", "status"],
                [
                    .number: "id", .received: "Received At", .userID: "sender", .body: "body",
                    .township: "place.township",
                    .status: "status",
                ]
            ),
            (["編號", "主旨", "內容", "時間"], [.number: "編號", .title: "主旨", .body: "內容", .received: "時間"]),
            (["市民诉求内容", "群众来电时间"], [.body: "市民诉求内容", .received: "群众来电时间"]),
            (["甲", "乙"], [:]),
        ] as [([String], [RecordField: String])])
    func columnsAreFoundByTheirNames(header: [String], expected: [RecordField: String]) {
        #expect(names(header) == expected)
    }

    @Test func aConstantOrEmptyColumnIsNeverTheNumber() {
        let header = ["工单编号", "流水号", "REC_ID", "内容"]
        let rows = (0..<5).map { ["1", "", "\(70 + $0)", "x\($0)"] }
        #expect(names(header, rows)[.number] == "REC_ID")
        #expect(names(["工单编号", "内容"], rows.map { [$0[0], $0[3]] })[.number] == nil)
    }

    @Test func theNumberIsTheColumnWithMostValues() {
        let rows = (0..<40).map { ["\($0 % 4)", "\($0)"] }
        #expect(names(["编号", "序号"], rows)[.number] == "序号")
        #expect(names(["编号", "序号"], rows.map { [$0[1], $0[1]] })[.number] == "编号")
    }

    @Test func aMappingFileOverridesTheGuess() throws {
        let json = #"{"channel":"letter","columns":{"title":"甲","body":["内容","丙"],"likes":null}}"#
        let file = try MappingFile(json: json.utf8)
        #expect(file.channel == .letter)
        let header = ["编号", "甲", "标题", "内容", "丙", "点赞数"]
        let mapping = try ColumnMapping.apply(file, header: header, file: "x.csv")
        #expect(mapping.columns == [.number: [0], .title: [1], .body: [3, 4]])
    }

    @Test(arguments: [
        (#"{"columns":{"titel":"甲"}}"#, "titel"), (#"{"channel":"phone"}"#, "phone"), (#"{"colums":{}}"#, "colums"),
        (#"{"columns":{"title":["甲","乙"]}}"#, "title"), (#"{"columns":{"title":5}}"#, "columns"), ("标题=甲", "JSON"),
    ])
    func aWrongMappingFileSaysWhatIsWrong(json: String, named: String) {
        let error = #expect(throws: IngestError.self) { try MappingFile(json: json.utf8) }
        #expect(error.map { "\($0)".contains(named) } == true)
    }

    @Test func aMappedColumnThatIsNotThereIsNamed() throws {
        let file = MappingFile(columns: [.title: ["没有的列"]])
        #expect(throws: IngestError.columnNotInHeader(file: "x.csv", column: "没有的列", header: ["编号", "内容"])) {
            try ColumnMapping.apply(file, header: ["编号", "内容"], file: "x.csv")
        }
    }

    @Test func theHeaderIsBelowTheTitles() {
        func rows(_ cells: [[String]]) -> [RawRow] { cells.enumerated().map { RawRow(number: $0 + 1, cells: $1) } }
        let header = ["工单编号", "诉求内容", "受理时间"]
        #expect(
            HeaderFinder.find(in: rows([["12345热线工单 2024年"], ["制表：办公室", "", "时间"], header, ["1", "内容", "2024-1-1"]]))
                == 2)
        #expect(HeaderFinder.find(in: rows([header, header])) == 0)
        #expect(HeaderFinder.find(in: rows([["内容"], ["路灯不亮"]])) == 0)
        #expect(HeaderFinder.find(in: rows([["甲", "乙"], ["1", "2"]])) == nil)
        #expect(
            HeaderFinder.find(in: rows([["甲", "乙"], ["丙", "丁"]]), mapping: MappingFile(columns: [.body: ["丁"]])) == 1)
    }

    @Test(arguments: [
        ("热线工单.csv", ["编号"], Channel.hotline), ("a.csv", ["留言编号", "建议内容"], .petition), ("a.csv", ["建议编号"], .proposal),
        ("联络站意见建议.csv", ["编号"], .station), ("来信.csv", ["建议"], .letter), ("x.csv", ["编号", "内容"], .petition),
        ("立法征集.csv", ["内容"], .consultation), ("x.csv", ["来电时间"], .hotline),
    ])
    func channels(file: String, header: [String], expected: Channel) {
        #expect(ChannelGuess.channel(file: file, sheet: nil, titles: [], header: header) == expected)
    }
}
