import OpinionIngest
import Testing

@Suite struct CellValueTests {
    /// All that Unicode calls white space, the BOM and the zero-width space, and nothing else, is taken off both ends.
    @Test func trimmingTakesOffWhiteSpaceOfEveryKind() {
        for value in UInt32(0)...0xFFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let isSpace = scalar.properties.isWhitespace || value == 0xFEFF || value == 0x200B
            let text = "\(scalar)井盖\(scalar)丢失\(scalar)"
            #expect(CellValue.text(text) == (isSpace ? "井盖\(scalar)丢失" : text), "U+\(String(value, radix: 16))")
        }
        #expect(CellValue.text(" \u{3000}\u{A0}甲。\u{3000}\n") == "甲。")
        #expect(CellValue.text("\u{1F600} ") == "\u{1F600}")
        #expect(CellValue.text("\u{3000} \u{2003}") == nil)
    }
}
