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

    @Test(arguments: [
        ("石小明", "石小明来过，我石小明说。", "石某来过，我石某说。"), ("欧阳雪", "欧阳雪说", "欧阳某说"), ("张 三", "我张三，张 三", "我张某，张某"),
        ("张三、李四（业主）", "张三和李四", "张某和李某"), ("匿名", "匿名市民反映", "匿名市民反映"), ("全体业主", "全体业主要求", "全体业主要求"),
        ("张先生", "张先生说", "张先生说"),
        ("车主", "车主乱停", "车主乱停"), ("石", "石头", "石头"), ("", "王五", "王五"), ("黄金", "本人黄金，找黄金。", "本人黄某，找黄某。"),
        ("阿依·古丽", "我是阿依·古丽。", "我是阿某。"), ("⼩明", "⼩明和小明", "小某和小某"), ("高新华", "高新华说", "高某说"), ("程序员", "程序员说", "程序员说"),
        ("物业公司", "物业公司不管", "物业公司不管"),
        ("张三 13800000000", "张三来电", "张某来电"), ("张小花", "本人张小花家住", "本人张某家住"), ("明明", "明明明明", "明某明某"),
        ("王路", "王路13800000000", "王某[手机号]"), ("张三丰", "张三丰张三", "张某张三"),
    ]) func sendersOwnNameIsMaskedEverywhere(sender: String, text: String, expected: String) {
        let source = record(title: text, body: text, reply: text)
        let result = normalizer.normalize(source, sender: sender)
        #expect(result.maskedTitle == expected)
        #expect(result.maskedBody == expected)
        #expect(result.maskedReply == expected)
        #expect(result.record.body == text)
        if text != expected, sender.count < 4 { #expect(!result.matchBody.contains(sender)) }
    }

    @Test func shortFieldsAreMaskedAndTheRestOfTheRecordStays() {
        var source = record(title: "张三13800000000", body: "张三13800000000", reply: "张三13800000000")
        source.number = "填表人：张三 13812345678"
        source.categories = ["城建", "联系人：李四"]
        source.demandType = "投诉"
        source.place = .init(
            address: "幸福路18号3幢2单元501室", county: "临溪县", township: "13800000000", community: "石门村王五13800000000",
            grid: "网格员：陈刚0571-88888888")
        source.handling.leadUnit = "物业公司李经理13900001111"
        source.handling.jointUnits = ["住建局", "赵六13900001111"]
        source.handling.status = "已办结13900001111"
        var expected = source
        expected.categories = ["城建", "联系人：李某"]
        expected.place.township = "[手机号]"
        expected.place.community = "石门村王某[手机号]"
        expected.place.grid = "网格员：陈某[电话号]"
        expected.handling.leadUnit = "物业公司李经理[手机号]"
        expected.handling.jointUnits = ["住建局", "赵某[手机号]"]
        expected.handling.status = "已办结[手机号]"
        #expect(normalizer.normalize(source).record == expected)
        #expect(normalizer.normalize(expected).record == expected)
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
