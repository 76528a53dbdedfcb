import ArgumentParser
import Foundation

/// The root command: `opinion`.
@main
struct Opinion: ParsableCommand {
    /// A full disk quota and a closed pipe come back as errors with a message instead of killing the program.
    static func main() {
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        returnMemory()
        main(nil)
    }

    /// Large arrays come from the kernel and go back to it, and threads share their heaps: a stage's memory is free for the
    /// next one. Left alone, the allocator keeps what it once had.
    private static func returnMemory() {
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "mallopt") else { return }
        let mallopt = unsafeBitCast(symbol, to: (@convention(c) (Int32, Int32) -> Int32).self)
        let (threshold, arenas): (Int32, Int32) = (-3, -8)  // M_MMAP_THRESHOLD, M_ARENA_MAX of malloc.h
        _ = mallopt(threshold, 256 << 10)
        _ = mallopt(arenas, 2)
    }

    static let configuration = CommandConfiguration(
        commandName: "opinion",
        abstract: "民声：归并群众诉求，排出民生实事候选与监督线索，支持票决。",
        discussion: """
            退出码：0 成功；1 运行失败；2 部分输入未能读取（其余已处理）；64 命令用法错误；65 输入内容有误；\
            66 输入文件不存在或无法读取；73 无法写出结果；74 数据库读写失败。
            """,
        version: "opinion \(OpinionVersion.current)",
        subcommands: [
            RunCommand.self, IngestCommand.self, IssuesCommand.self, CandidatesCommand.self, LeadsCommand.self,
            RepeatsCommand.self, ShowCommand.self, ExplainCommand.self, BallotCommand.self, TallyCommand.self,
            SegmentCommand.self,
            SegmenterCommand.self, DictionaryCommand.self, WordsCommand.self, AuditCommand.self, StoreCommand.self,
            ClassifyCommand.self, TaxonomyCommand.self, ProposalsCommand.self,
        ])
}
