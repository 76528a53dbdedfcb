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

    /// The files to read.
    func urls() throws -> [URL] { try InputFiles.urls(inputs) }

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
