import OpinionIngest
import Testing

@Suite struct RecordNormalizerTests {
    private let normalizer = RecordNormalizer()

    private func record(title: String = "", body: String = "", reply: String? = nil) -> Record {
        Record(
            id: RecordID(rawValue: "00000000000000a1"), channel: .hotline, source: SourceRow(file: "a.csv", row: 2),
            title: title, body: body, handling: .init(reply: reply))
    }

    @Test func shownTextIsAsWrittenAndMatchTextIsNot() {
        let result = normalizer.normalize(
            record(title: "電梯　壞了！！", body: "\n\t 聯繫人：張三豐，13800000000 \n", reply: "已致电13800000000。 "))
        #expect(result.maskedTitle == "電梯　壞了！！")
        #expect(result.matchTitle == "电梯坏了!")
        #expect(result.maskedBody == "\n\t 聯繫人：張某，[手机号] \n")
        #expect(result.matchBody == "联系人:,")
        #expect(result.maskedReply == "已致电[手机号]。 ")
        #expect(result.changes["simplified"] == 4)
        #expect(result.changes["nfkc"] == 5)
    }

    @Test func recordStaysAsReceived() {
        let source = record(title: "　Ａ３區 13800000000", body: "本人张三，", reply: nil)
        let result = normalizer.normalize(source)
        #expect(result.record == source)
        #expect(result.maskedReply == nil)
        #expect(normalizer.normalize(record()).changes.isEmpty)
    }

    @Test func traditionalAndSimplifiedMatch() {
        let traditional = normalizer.normalize(record(title: "老舊小區加裝電梯", body: "養老服務"))
        let simplified = normalizer.normalize(record(title: "老旧小区加装电梯", body: "养老服务"))
        #expect(traditional.matchTitle == simplified.matchTitle)
        #expect(traditional.matchBody == simplified.matchBody)
        #expect(traditional.maskedTitle == "老舊小區加裝電梯")
    }

    @Test func sameInSameOutOnEveryThread() async {
        let texts = AwkwardTexts.short + MaskNegatives.all + MaskPositives.all.flatMap(\.rows).map { marked($0).text }
        let records = texts.map { record(title: $0, body: $0 + "。" + $0, reply: $0) }
        let normalizer = normalizer
        let expected = records.map { normalizer.normalize($0) }
        await withTaskGroup(of: [NormalizedRecord].self) { group in
            for _ in 0..<4 { group.addTask { records.map { normalizer.normalize($0) } } }
            for await results in group {
                for (result, first) in zip(results, expected) {
                    #expect(result.maskedTitle == first.maskedTitle && result.maskedBody == first.maskedBody)
                    #expect(result.matchTitle == first.matchTitle && result.matchBody == first.matchBody)
                    #expect(result.maskedReply == first.maskedReply && result.changes == first.changes)
                }
            }
        }
    }

    @Test func normalizingShownOrMatchTextAgainChangesNothing() {
        for text in AwkwardTexts.short + MaskPositives.all.flatMap(\.rows).map({ marked($0).text }) {
            let once = normalizer.normalize(record(body: text))
            let shownAgain = normalizer.normalize(record(body: once.maskedBody))
            #expect(shownAgain.maskedBody.utf8.elementsEqual(once.maskedBody.utf8))
            #expect(NormalizationPipeline.matching.run(once.matchBody).changes.isEmpty)
        }
    }
}
