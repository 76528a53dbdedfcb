import Classification
import OpinionTestSupport

/// Made-up texts of an office: words separated by spaces, some of which only one class uses.
struct Office {
    var rows: [(label: String, text: String)] = []
    private static let own = [
        ["电梯", "困人", "物业", "楼道", "维修"], ["公交", "站台", "班次", "路口", "红绿灯"], ["学校", "老师", "学区", "作业", "校车"],
        ["医院", "挂号", "医生", "医保", "门诊"], ["噪音", "油烟", "污水", "垃圾", "扬尘"], ["工资", "社保", "合同", "加班", "仲裁"],
        ["农田", "水渠", "化肥", "补贴", "机耕路"], ["消防", "通道", "灭火器", "隐患", "演练"], ["养老", "食堂", "护理", "老人", "助餐"],
        ["景区", "门票", "民宿", "导游", "停车场"], ["图书馆", "书屋", "展览", "戏台", "健身"],
    ]
    private static let common = ["反映", "希望", "尽快", "解决", "临溪县", "群众", "多次", "问题", "没有", "答复"]

    /// `texts` texts, dealt out among up to eleven classes.
    init(classes: Int, texts: Int, seed: UInt64 = 1) {
        var random = SeededGenerator(seed: seed)
        for index in 0..<texts {
            let own = Self.own[index % classes % Self.own.count]
            var words = (0..<6).map { _ in own.randomElement(using: &random) ?? "" }
            words += (0..<6).map { _ in Self.common.randomElement(using: &random) ?? "" }
            words.shuffle(using: &random)
            rows.append(("类别\(index % classes)", words.joined(separator: " ") + " 编号\(index)"))
        }
    }

    /// A trainer with all rows.
    func trainer(settings: ClassifierSettings = ClassifierSettings()) throws -> ClassifierTrainer {
        var trainer = ClassifierTrainer(settings: settings)
        for row in rows { try trainer.add(row.text, label: row.label) }
        return trainer
    }

    /// The byte ranges between spaces.
    static func tokens(_ bytes: [UInt8]) -> [Range<Int>] {
        bytes.split(separator: 0x20).map { $0.startIndex..<$0.endIndex }
    }
}

extension ClassifierTrainer {
    /// Adds words separated by spaces.
    mutating func add(_ text: String, label: String) throws {
        let bytes = Array(text.utf8)
        try bytes.withUnsafeBufferPointer { try add($0, tokens: Office.tokens(bytes), label: label) }
    }
}
