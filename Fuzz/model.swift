import Foundation

@testable import ChineseSegmenter

// Input: a byte of choices, a byte that says how many edits follow, the edits (8 bytes each), text. The edits are made
// in a small model or dictionary; with a checksum made right again the loader must refuse it clearly, or give a
// segmenter that works on any text without a trap, a hang or a read beyond the tables.

/// The small model and dictionary that the edits are made in.
private let base = Result {
    let words = WordList(
        text: "小区 500 n\n电梯 400 n\n加装 50 v\n研究 300 v\n研究生 100 n\n生命 200 n\n起源 50 n\n的 5000 u\n我们 900 r",
        path: "words")
    let dictionary = try WordDictionary(compiling: words)
    var settings = TaggerTrainer.Settings()
    settings.epochs = 3
    settings.minimumPairCount = 1
    settings.minimumCharacterCount = 1
    let corpus = """
        我们 小区 的 电梯 坏 了 。
        小区 加装 电梯 。
        研究 生命 起源 。
        研究生 研究 生命 的 起源 。
        A3区 的 小区 ， 2019年 1月 。
        """
    return (model: try TaggerTrainer(settings: settings).train(text: corpus, dictionary: dictionary), dictionary)
}

/// Makes the checksum of an edited model right: the one place that knows where it is.
private func sealModel(_ bytes: inout [UInt8]) {
    guard bytes.count >= TaggerModel.headerSize else { return }
    let sum = bytes.withUnsafeBytes { TaggerModel.checksum($0) }
    withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(32..<40, with: $0) }
}

/// Makes the checksum of an edited dictionary right: the one place that knows where it is.
private func sealDictionary(_ bytes: inout [UInt8]) {
    let sum = bytes.withUnsafeBytes { raw in
        DictionaryHeader(raw)?.expectedChecksum(UnsafeRawBufferPointer(rebasing: raw[DictionaryHeader.size...]))
    }
    guard let sum else { return }
    withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(32..<40, with: $0) }
}

/// One edit: a byte of kind and place, three of offset, four of value.
private func edit(_ bytes: inout [UInt8], _ input: inout FuzzInput) {
    let kind = input.byte()
    let place = input.number(bytes: 3)
    let value = (0..<4).map { _ in input.byte() }
    guard !bytes.isEmpty else { return }
    // Half of the edits go to the header, the others anywhere.
    let offset = kind & 0x80 == 0 ? place % min(bytes.count, 64) : place % bytes.count
    switch kind & 7 {
    case 0, 1, 2, 3:
        for (index, byte) in value.enumerated() where offset + index < bytes.count { bytes[offset + index] = byte }
    case 4: bytes.removeSubrange(offset...)
    case 5: bytes.append(contentsOf: repeatElement(value[0], count: place % 4_096))
    case 6: for index in offset..<min(bytes.count, offset + 4_096) { bytes[index] = value[0] }
    default: bytes.removeSubrange(offset..<min(bytes.count, offset + Int(value[0]) + 1))
    }
}

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    var input = FuzzInput(data, size)
    let choices = input.byte()
    let editsDictionary = choices & 1 != 0
    do {
        let (goodModel, goodDictionary) = try base.get()
        var bytes = editsDictionary ? goodDictionary.compiled : goodModel.compiled
        for _ in 0..<Int(input.byte() % 16) { edit(&bytes, &input) }
        if choices & 2 == 0 { if editsDictionary { sealDictionary(&bytes) } else { sealModel(&bytes) } }
        let model = editsDictionary ? goodModel : try TaggerModel(bytes: bytes)
        let dictionary = editsDictionary ? try WordDictionary(bytes: bytes) : goodDictionary
        let text = input.remaining() + Array("小区电梯，研究生命的起源A3区2019年😀".utf8)
        let lists = choices & 4 == 0 ? [] : [WordList(text: "加装电梯 5 n\n起源A !\n的", path: "user")]
        try check(makeSegmenter(model, dictionary, lists), text)
    } catch let error as DictionaryError {
        law(!error.description.isEmpty, "an error without a text")
    } catch {
        law(false, "an error of another kind: \(error)")
    }
    return 0
}

/// A segmenter: the one place that names the initialiser.
private func makeSegmenter(_ model: TaggerModel, _ dictionary: WordDictionary, _ lists: [WordList]) throws -> Segmenter
{
    try Segmenter(model: model, dictionary: dictionary, userLists: lists)
}

private func check(_ segmenter: Segmenter, _ text: [UInt8]) {
    var tokens: [Token] = []
    let scratch = Segmenter.Scratch()
    text.withUnsafeBufferPointer { segmenter.segment($0, using: scratch, into: &tokens, tagging: true) }
    var next = 0
    for token in tokens {
        law(token.range.lowerBound == next && !token.range.isEmpty, "a gap or overlap at byte \(next)")
        law(Int(token.tag) < segmenter.tags.count, "a part of speech without a name")
        next = token.range.upperBound
    }
    law(next == text.count, "tokens end at byte \(next) of \(text.count)")
}
