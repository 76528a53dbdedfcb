/// JSON that can stand inside a `<script>` element: nothing in a text can end the element or start a comment.
///
/// Values are written in the order given, so equal values give equal bytes.
package indirect enum ScriptJSON {
    case null
    case int(Int)
    case text(String)
    case array([ScriptJSON])
    case object([(String, ScriptJSON)])

    /// A text, or null for nil.
    package static func optional(_ text: String?) -> ScriptJSON { text.map(ScriptJSON.text) ?? .null }

    /// The JSON text; `< > &`, controls and U+2028/2029 are `\u` escapes. Linear.
    package func rendered() -> String {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes += "null".utf8
        case .int(let value): bytes += String(value).utf8
        case .text(let text): Self.write(text, to: &bytes)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, (name, value)) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A: bytes += "\\n".utf8
            case 0x22, 0x5C: bytes += [0x5C, UInt8(scalar.value)]
            case 0..<0x20, 0x26, 0x3C, 0x3E, 0x7F, 0x2028, 0x2029:
                let digits = String(scalar.value, radix: 16)
                bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
            default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
