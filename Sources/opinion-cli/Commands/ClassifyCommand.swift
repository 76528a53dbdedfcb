import ArgumentParser

/// `opinion classify`: a classifier that learns the office's own classes from examples.
struct ClassifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "classify", abstract: "按本地分类体系给诉求和建议分类：训练、应用、复核；没有标注时先用 seed。",
        discussion: "表格都是 UTF-8、制表符分隔、没有表头。类别分级时写成“一级/二级/三级”。",
        subcommands: [
            ClassifyTrainCommand.self, ClassifyApplyCommand.self, ClassifyReviewCommand.self, ClassifySeedCommand.self,
        ])
}
