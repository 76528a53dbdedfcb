import ArgumentParser
import OpinionStore

/// `opinion store`: a store as a whole.
struct StoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "数据库整体：内容哈希。", subcommands: [Hash.self])

    /// `opinion store hash`: equal hashes, equal contents.
    struct Hash: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "hash", abstract: "数据库内容的 SHA-256：两次读入的结果是否完全相同，比较它即知。",
            discussion: "不含运行记录、操作日志和文件首次读入的时间。")

        @OptionGroup var store: StoreOptions

        func run() throws {
            try CommandFailure.reporting { try Results.write(try store.open().contentHash() + "\n") }
        }
    }
}
