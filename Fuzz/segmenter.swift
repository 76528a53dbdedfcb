import ChineseSegmenter
import Foundation

// Input: [user words, as lines of `word frequency tag`, 0x01] text. The shipped model and dictionary segment the text;
// the laws of `Segmenter` are checked.

/// The shipped model and dictionary, from the project's folder.
private let shipped = Result {
    (
        model: try TaggerModel(path: "dicts/segmenter.model"),
        dictionary: try WordDictionary(path: "dicts/general.words")
    )
}

/// A segmenter with the shipped model and user lists: the one place that names the initialiser.
private func makeSegmenter(_ lists: [WordList]) throws -> Segmenter {
    let parts = try shipped.get()
    return try Segmenter(model: parts.model, dictionary: parts.dictionary, userLists: lists)
}

private let plain = Result { try makeSegmenter([]) }
/// A scratch that all inputs share, as a long-lived caller does.
nonisolated(unsafe) private let used = Segmenter.Scratch()

private func tokens(
    _ segmenter: Segmenter, _ bytes: some Collection<UInt8>, _ scratch: Segmenter.Scratch, tagging: Bool = false
) -> [Token] {
    var tokens: [Token] = []
    Array(bytes).withUnsafeBufferPointer { segmenter.segment($0, using: scratch, into: &tokens, tagging: tagging) }
    return tokens
}

/// Segmenters of the lists at hand, since compiling a list takes a hundred times as long as segmenting a text.
nonisolated(unsafe) private var recent: [[UInt8]: Segmenter] = [:]

private func recentSegmenter(_ bytes: [UInt8], _ list: WordList) throws -> Segmenter {
    if let known = recent[bytes] { return known }
    let made = try makeSegmenter([list])
    if recent.count >= 200 { recent = [:] }
    recent[bytes] = made
    return made
}

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    var input = FuzzInput(data, size)
    let bytes = input.part(upTo: 1)
    let list = bytes.map { WordList(text: String(decoding: $0, as: UTF8.self), path: "user words") }
    let text = input.remaining()
    do {
        let segmenter = try list.map { try recentSegmenter(bytes ?? [], $0) } ?? plain.get()
        check(segmenter, text)
        if let list { try checkUserWords(list, segmenter, text) }
    } catch is DictionaryError {
        // A list without usable words is refused; the shipped files are not.
        law((try? plain.get()) != nil, "the shipped model can't be opened from this folder")
    } catch {
        law(false, "an error of another kind: \(error)")
    }
    return 0
}

/// What holds for every text.
private func check(_ segmenter: Segmenter, _ text: [UInt8]) {
    let found = tokens(segmenter, text, used)
    var next = 0
    for token in found {
        law(token.range.lowerBound == next && !token.range.isEmpty, "a gap or overlap at byte \(next)")
        next = token.range.upperBound
    }
    law(next == text.count, "tokens end at byte \(next) of \(text.count)")
    law(tokens(segmenter, text, Segmenter.Scratch()) == found, "a fresh scratch gives other tokens")

    let tagged = tokens(segmenter, text, used, tagging: true)
    law(tagged.map(\.range) == found.map(\.range), "tagging moves tokens")
    law(tagged.allSatisfy { Int($0.tag) < segmenter.tags.count }, "a part of speech without a name")

    // Cut after every stretch of white space, the pieces give the same tokens.
    var joined: [Token] = []
    var start = 0
    for end in found.filter({ $0.kind == .space }).map(\.range.upperBound) + [text.count] where end > start {
        for token in tokens(segmenter, text[start..<end], used) {
            joined.append(
                Token(start: token.range.lowerBound + start, end: token.range.upperBound + start, kind: token.kind))
        }
        start = end
    }
    law(joined == found, "cut at white space the text has other tokens")
}

/// What holds for user words.
private func checkUserWords(_ list: WordList, _ segmenter: Segmenter, _ text: [UInt8]) throws {
    // Compiling a list takes most of the time, so not every input pays for it twice.
    if text.count % 16 == 0 {
        let twice = try makeSegmenter([list, list])
        law(tokens(twice, text, used) == tokens(segmenter, text, used), "a list given twice gives other tokens")
    }
    for entry in list.entries.prefix(8) where entry.tag == "!" {
        let word = entry.word
        // Words outside the basic plane and with NUL are left out by rule; white space ends every token.
        guard word.unicodeScalars.count <= 64, word.utf16.count == word.unicodeScalars.count,
            !word.unicodeScalars.contains("\0"),
            tokens(segmenter, Array(word.utf8), used).allSatisfy({ $0.kind != .space })
        else { continue }
        law(tokens(segmenter, Array(word.utf8), used).count == 1, "a forced word is split")
    }
}
