import ArgumentParser
import ChineseSegmenter
import OpinionPipeline

/// The word lists on top of the general one.
struct UserDictionaryOptions: ParsableArguments {
    @Option(name: .customLong("user-dict"), help: "用户词典（词 频次 词性），可多次给出，后面的优先。") var paths: [String] = []
    @Flag(help: "加上随附的民生、政务、地名词表。") var domain = false

    /// Unusable lines that are shown of a file; the rest is counted.
    private static let shownProblems = 20

    /// Reads the lists; their unusable lines are warned of and left out.
    ///
    /// - Parameter data: looked for only where the shipped lists are asked for.
    func lists(_ data: @autoclosure () throws -> DataFolder) throws -> [WordList] {
        var lists = domain ? try SegmenterFactory.domainLists(data()) : []
        for path in paths {
            let list = try WordList(contentsOf: path)
            for problem in list.problems.prefix(Self.shownProblems) { Console.warn("\(problem)") }
            let more = list.problems.count - Self.shownProblems
            if more > 0 { Console.warn("\(path)：另有 \(more) 行不能用") }
            lists.append(list)
        }
        return lists
    }
}
