import ArgumentParser
import Foundation
import OpinionIngest
import OpinionPipeline

/// What the commands that read files have in common.
struct IngestOptions: ParsableArguments {
    @Argument(help: "输入文件或文件夹，可多个；格式按内容判断。") var inputs: [String] = []
    @Option(help: "列映射文件（JSON）：各列对应什么字段。") var mapping: String?
    @Option(help: "文本文件的编码（如 GB18030、UTF-8）；省略则自动识别。") var encoding: String?
    @Option(help: "地名表；省略则用随附的浙江地名表。") var gazetteer: String?
    @Option(help: "线程数；省略则用全部核心。结果与线程数无关。") var threads: Int?
    @Flag(help: "不显示进度和说明。") var quiet = false

    func validate() throws {
        guard !inputs.isEmpty else { throw ValidationError("请给出至少一个输入文件") }
        guard threads.map({ (1...256).contains($0) }) ?? true else { throw ValidationError("--threads 应在 1 到 256 之间") }
    }

    /// The inputs' places: files, and the files in folders, in the order of their paths.
    ///
    /// What is left aside in a folder (hidden files and what is no file) is told.
    func urls() throws -> [URL] {
        try inputs.flatMap { input in
            let url = URL(fileURLWithPath: input)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
                return [url]
            }
            let found = try CommandFailure.naming(input) { try FolderWalker.files(in: url) }
            if !quiet, !found.skipped.isEmpty { Console.note("\(input)：隐藏文件等 \(found.skipped.count) 个未读") }
            if found.files.isEmpty { throw CommandFailure(.badData, "\(input)：文件夹里没有文件") }
            return found.files
        }
    }

    /// The job that these options describe.
    func job(
        personKey: [UInt8], now: CivilTime, shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws -> IngestJob {
        let columns = try mapping.map { path in
            try CommandFailure.naming(path) { try MappingFile(contentsOf: URL(fileURLWithPath: path)) }
        }
        return IngestJob(
            mapping: columns, encoding: encoding, gazetteer: gazetteer,
            data: try DataFolder.find(program: DataFolder.runningProgram), personKey: personKey, now: now,
            threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, shouldStop: shouldStop)
    }
}
