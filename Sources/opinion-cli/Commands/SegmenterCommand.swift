import ArgumentParser

/// `opinion segmenter`: trains and measures the segmenter's model.
struct SegmenterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segmenter", abstract: "训练、评测分词模型。",
        subcommands: [SegmenterTrainCommand.self, SegmenterEvalCommand.self])
}
