import ArgumentParser

@main
struct Opinion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "opinion", abstract: "听民声:归并诉求、排出民生实事候选与监督线索。")
}
