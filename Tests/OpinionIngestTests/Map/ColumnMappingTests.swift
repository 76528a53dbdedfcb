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
        let header = ["工单编号", "流水号", "记录编号", "内容"]
        let rows = (0..<5).map { ["1", "", "\(70 + $0)", "x\($0)"] }
        #expect(names(header, rows)[.number] == "记录编号")
        #expect(names(["工单编号", "内容"], rows.map { [$0[0], $0[3]] })[.number] == nil)
        // One row, or two that repeat each other, say nothing against a column.
        #expect(names(["编号", "内容"], [["1", "路灯"]])[.number] == "编号")
        #expect(names(["编号", "内容"], [["1", "路灯"], ["1", "路灯"]])[.number] == "编号")
    }

    @Test func theNumberIsTheColumnWithMostValues() {
        let rows = (0..<40).map { ["\($0 % 4)", "\($0)"] }
        #expect(names(["编号", "记录编号"], rows)[.number] == "记录编号")
        #expect(names(["编号", "记录编号"], rows.map { [$0[1], $0[1]] })[.number] == "编号")
    }

    @Test(arguments: ["序号", "No.", "rownum", "row_no", "行号", "序号（自动）"])
    func aCountOfRowsIsTheNumberOnlyWhereThereIsNoOther(serial: String) {
        let rows = (0..<40).map { ["\($0)", "GD\($0 / 3)", "内容\($0)"] }
        #expect(names([serial, "工单编号", "内容"], rows)[.number] == "工单编号")
        #expect(names([serial, "来源表", "内容"], rows)[.number] == serial)
        #expect(names([serial, "工单编号", "内容"], rows.map { [$0[0], "GD1", $0[2]] })[.number] == serial)
    }

    @Test(
        arguments: [
            ("uid", .userID), ("用户uid", .userID), ("会员ID", .userID), ("来访人", .personName), ("来访者", .personName),
            ("来电者", .personName), ("投诉者", .personName), ("反映者", .personName), ("WorkOrderNo", .number),
            ("work_order_no", .number), ("编号（必填）", .number), ("内容(脱敏)", .body), ("编号（内容见附件）", .number),
            ("诉求来源", .channel), ("受理途径", .channel), ("信访形式", .channel), ("（备用）", nil), ("）", nil),
        ] as [(String, RecordField?)])
    func furtherNames(name: String, field: RecordField?) { #expect(ColumnNames.match(name)?.field == field) }

    @Test(
        arguments: [
            ("12345热线电话", .hotline), ("电话", .hotline), ("网络", .petition), ("市民APP", .petition), ("微信小程序", .petition),
            ("网上信访", .petition), ("来信", .letter), ("群众来访", .letter), ("信访", .letter), ("人大建议", .proposal),
            ("议案", .proposal), ("代表联络站", .station), ("consultation", .consultation), ("其他", nil), ("", nil),
        ] as [(String, Channel?)])
    func channelsOfCells(cell: String, channel: Channel?) { #expect(ChannelGuess.channel(cell: cell) == channel) }

    @Test func headersOfTwoRowsAreJoined() throws {
        func find(_ cells: [[String]]) -> HeaderRows? {
            HeaderRows.find(in: cells.enumerated().map { RawRow(number: $0 + 1, cells: $1) })
        }
        let details = [
            ["序号", "基本信息", "", "", "办理", ""], ["", "来电时间", "联系人", "诉求内容", "单位", "结果"],
            ["1", "2024", "甲", "路灯", "局", "好"],
        ]
        let found = try #require(find([["登记表"]] + details))
        #expect(found.range == 1...2)
        #expect(found.names == ["序号", "来电时间", "联系人", "诉求内容", "单位", "办理结果"])
        // The upper row has more known names here.
        let upper = try #require(
            find([["编号", "时间", "内容", "办理情况", ""], ["", "", "", "承办单位", "办结时间"], ["1", "2", "路灯", "局", "3"]]))
        #expect(upper.range == 0...1)
        #expect(upper.names == ["编号", "时间", "内容", "承办单位", "办结时间"])
        let plain = try #require(find([["表一", "制表：办公室", ""], ["编号", "内容", "时间"], ["1", "路灯", "2024"]]))
        #expect(plain.range == 1...1)
        #expect(plain.names == ["编号", "内容", "时间"])
        #expect(find([["编号", "内容", "时间"], ["编号", "内容", "时间"]])?.range == 0...0)
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
