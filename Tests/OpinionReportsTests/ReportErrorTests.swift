import OpinionIngest
import OpinionReports
import Testing

@Suite struct ReportErrorTests {
    @Test(arguments: [
        ReportError.unreadableAsset(name: "a.css", reason: "文件不存在"), .badTemplate(name: "a", reason: "没有载入"),
        .unsafeAsset(name: "a.js"), .scoreMismatch(candidate: "need:x", score: 71.25, sum: 70),
        .missingRecord(RecordID(rawValue: "00000000000000ff"), neededBy: "问题 3 "), .folderNotMade(reason: "磁盘空间不足"),
        .notWritten(file: "a.csv", reason: "没有写入权限"), .workbook(operation: "写入文件", code: 3),
    ])
    func messagesAreChineseSentences(_ error: ReportError) {
        let text = error.description
        #expect(text.hasSuffix("。") && !text.contains("。。"))
        // Names may hold a colon; sentences do not.
        let sentence = text.replacing("need:x", with: "")
        #expect(!sentence.contains { ",;:()\"'".contains($0) })
        #expect(sentence.contains { $0 >= "\u{4E00}" && $0 <= "\u{9FFF}" })
    }

    @Test func aScoreMismatchSaysBothNumbers() {
        let error = ReportError.scoreMismatch(candidate: "need:x", score: 71.25, sum: 70)
        #expect(error.description == "候选“need:x”的总分应等于各分项之和 70.00，实为 71.25。")
    }
}
