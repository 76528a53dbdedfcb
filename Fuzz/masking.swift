import OpinionIngest

// Input: a text. Its spans ascend without overlap, what is outside them stays, and a masked text masks to itself.

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    var input = FuzzInput(data, size)
    let text = String(decoding: input.remaining(), as: UTF8.self)
    let source = Array(text.utf8)
    let masked = Masker().mask(text)
    var expected: [UInt8] = []
    var next = 0
    for span in masked.spans {
        law(span.range.lowerBound >= next && span.range.upperBound <= source.count, "spans overlap or leave the text")
        expected += source[next..<span.range.lowerBound]
        expected += span.replacement.utf8
        next = span.range.upperBound
    }
    expected += source[next...]
    law(Array(masked.text.utf8) == expected, "the masked text is not the text with its spans replaced")
    law(Masker().mask(masked.text).text == masked.text, "a masked text masks to something else")
    return 0
}
