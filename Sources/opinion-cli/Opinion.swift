import ArgumentParser

/// The root command: `opinion`.
@main
struct Opinion: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opinion",
        abstract: "民声：归并群众诉求，排出民生实事候选与监督线索，支持票决。",
        discussion: """
            退出码：0 成功；1 运行失败；2 部分输入未能读取（其余已处理）;64 命令用法错误；65 输入内容有误；\
            66 输入文件不存在或无法读取；73 无法写出结果；74 数据库读写失败。
            """,
        version: "opinion \(OpinionVersion.current)",
        subcommands: [
            RunCommand.self, IssuesCommand.self, CandidatesCommand.self, LeadsCommand.self, ShowCommand.self,
            BallotCommand.self, TallyCommand.self, SegmentCommand.self, DictionaryCommand.self,
        ])
}
