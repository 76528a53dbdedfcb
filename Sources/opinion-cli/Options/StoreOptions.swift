import ArgumentParser
import OpinionIngest
import OpinionStore

/// `--store FILE` of the commands that read a store.
struct StoreOptions: ParsableArguments {
    @Option(name: .customLong("store"), help: "数据库文件（由 opinion run 生成）。") var path = "opinion.sqlite"

    /// Opens the store for reading only.
    func open() throws -> Store { try Store(path: path, mode: .readOnly) }
}
