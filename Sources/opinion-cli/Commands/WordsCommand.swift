import ArgumentParser

/// `opinion words`: finds new words and takes them into a user dictionary.
struct WordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "words", abstract: "发现新词，收入用户词典。",
        subcommands: [WordsDiscoverCommand.self, WordsAcceptCommand.self])
}
