import ArgumentParser
import OpinionPipeline
import OpinionRanking

/// `opinion issues merge A B …`
struct IssuesMergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "把几个问题合为一个：其余的并入第一个。",
        discussion: "这些问题现有的诉求以后总在同一个问题里；第一个编号保留，其余编号不再使用。")

    @Argument(help: "问题编号，至少两个；第一个保留编号。") var issues: [String]
    @OptionGroup var options: CorrectionOptions

    func validate() throws { if issues.count < 2 { throw ValidationError("请给出至少两个问题编号") } }

    func run() throws {
        try options.take { correction in .merge(try issues.map(correction.issueID)) }
    }
}

/// `opinion issues split A RECORD …`
struct IssuesSplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "把几件诉求从一个问题中拆出，另成一个问题。",
        discussion: "指明的诉求以后总在一起，且不与该问题现有的其余诉求同属一个问题；新来的诉求归入更相像的一边。只拆出一件的，该件暂不归入问题。")

    @Argument(help: "问题编号。") var issue: String
    @Argument(help: "要拆出的诉求：记录标识或来源编号。") var records: [String]
    @OptionGroup var options: CorrectionOptions

    func run() throws {
        try options.take { .split(try $0.issueID(issue), try records.map($0.record)) }
    }
}

/// `opinion issues rename A 名称`
struct IssuesRenameCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "给一个问题改名；以后每次运行都用这个名称。")

    @Argument(help: "问题编号。") var issue: String
    @Argument(help: "名称，不超过 60 个字。") var label: String
    @OptionGroup var options: CorrectionOptions

    func run() throws { try options.take { .rename(try $0.issueID(issue), label) } }
}

/// `opinion issues pin A [RECORD …]`
struct IssuesPinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin", abstract: "把诉求固定在一个问题里；不指明诉求的，固定它现有的全部诉求。",
        discussion: "固定的诉求以后总在这个编号的问题里，不论程序怎样归并。")

    @Argument(help: "问题编号。") var issue: String
    @Argument(help: "诉求：记录标识或来源编号；可以是别的问题里的，或不属于任何问题的。") var records: [String] = []
    @OptionGroup var options: CorrectionOptions

    func run() throws { try options.take { .pin(try $0.issueID(issue), try records.map($0.record)) } }
}

/// `opinion issues exclude RECORD …`
struct IssuesExcludeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exclude", abstract: "使几件诉求不归入任何问题。", discussion: "诉求仍在库里，仍计入总数。")

    @Argument(help: "诉求：记录标识或来源编号。") var records: [String]
    @OptionGroup var options: CorrectionOptions

    func run() throws { try options.take { .exclude(try records.map($0.record)) } }
}

/// `opinion issues undo N`
struct IssuesUndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "撤销一个决定；决定和撤销都留在记录里。",
        discussion: "撤销合并后，被并入的问题在下次运行时恢复原来的编号。")

    @Argument(help: "决定的序号，见 opinion issues decisions。") var decision: Int
    @OptionGroup var options: CorrectionOptions

    func run() throws { try options.take { _ in .undo(decision) } }
}
