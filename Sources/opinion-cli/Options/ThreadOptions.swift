import ArgumentParser
import Foundation

/// `--threads N`; results don't depend on it.
struct ThreadOptions: ParsableArguments {
    @Option(help: "线程数；省略则用全部核心。结果与线程数无关。") var threads: Int?

    func validate() throws {
        guard threads.map({ (1...256).contains($0) }) ?? true else { throw ValidationError("--threads 应在 1 到 256 之间") }
    }

    /// The number given, or one for each core.
    var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}
