import Foundation

/// Tells the old binary documents (OLE containers) apart by the names in their directory.
enum OldDocument {
    /// Why such a file is not read, and what to do instead.
    static func refusal(_ source: ByteSource, head: [UInt8]) -> IngestError {
        let names = directory(source, head: head)
        func has(_ name: String) -> Bool { names.contains { $0 == name || $0.hasPrefix(name) } }
        if has("WordDocument") {
            return .unsupported(file: source.name, kind: "旧版 .doc 文档", advice: "请用 WPS 或 Word 打开后另存为 .docx。")
        }
        if has("__substg1.0_") || has("__nameid_version") {
            return .unsupported(file: source.name, kind: " Outlook 邮件（.msg）", advice: "请在邮件软件里另存为 .eml。")
        }
        if has("PowerPoint Document") {
            return .unsupported(file: source.name, kind: "旧版 .ppt 演示文稿", advice: "请把文字另存为 .docx 或 .txt。")
        }
        return .oldSpreadsheet(file: source.name)
    }

    /// The names in the first sectors of the directory (MS-CFB 2.6), at most 64.
    private static func directory(_ source: ByteSource, head: [UInt8]) -> [String] {
        guard head.count >= 0x34 else { return [] }
        let shift = Int(head[0x1E])
        guard shift == 9 || shift == 12 else { return [] }
        let sector = (0..<4).reduce(0) { $0 | Int(head[0x30 + $1]) << (8 * $1) }
        let start = (sector + 1) << shift
        var bytes: [UInt8] = []
        try? source.forEachChunk(skip: start) { chunk in
            bytes.append(contentsOf: chunk.prefix(8_192 - bytes.count))
            return bytes.count < 8_192
        }
        return stride(from: 0, to: bytes.count - 127, by: 128).compactMap { entry in
            let length = min(Int(bytes[entry + 64]), 64)
            guard length >= 2 else { return nil }
            let units = stride(from: entry, to: entry + length - 2, by: 2).map {
                UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
            }
            return String(decoding: units, as: UTF16.self)
        }
    }
}
