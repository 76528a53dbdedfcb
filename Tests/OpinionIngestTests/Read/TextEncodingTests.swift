import OpinionIngest
import Testing

/// The same short table in every encoding that offices send, as bytes.
struct TextEncodingTests {
    private static let simplified = "编号,内容\n1,小区门口的路灯坏了三个月，晚上老人出行很不方便，请有关部门尽快派人维修。\n2,镇上的公交车班次太少，早高峰常常挤不上去。\n"
    private static let traditional = "編號,內容\n1,社區門口的路燈壞了三個月，晚上老人出門很不方便，請有關單位盡快派人維修。\n2,鎮上的公車班次太少。\n"

    // swift-format-ignore
    private static let gb18030: [UInt8] = [
        0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC4, 0xDA, 0xC8, 0xDD, 0x0A, 0x31, 0x2C, 0xD0, 0xA1, 0xC7, 0xF8, 0xC3, 0xC5, 0xBF, 0xDA,
        0xB5, 0xC4, 0xC2, 0xB7, 0xB5, 0xC6, 0xBB, 0xB5, 0xC1, 0xCB, 0xC8, 0xFD, 0xB8, 0xF6, 0xD4, 0xC2, 0xA3, 0xAC, 0xCD, 0xED,
        0xC9, 0xCF, 0xC0, 0xCF, 0xC8, 0xCB, 0xB3, 0xF6, 0xD0, 0xD0, 0xBA, 0xDC, 0xB2, 0xBB, 0xB7, 0xBD, 0xB1, 0xE3, 0xA3, 0xAC,
        0xC7, 0xEB, 0xD3, 0xD0, 0xB9, 0xD8, 0xB2, 0xBF, 0xC3, 0xC5, 0xBE, 0xA1, 0xBF, 0xEC, 0xC5, 0xC9, 0xC8, 0xCB, 0xCE, 0xAC,
        0xD0, 0xDE, 0xA1, 0xA3, 0x0A, 0x32, 0x2C, 0xD5, 0xF2, 0xC9, 0xCF, 0xB5, 0xC4, 0xB9, 0xAB, 0xBD, 0xBB, 0xB3, 0xB5, 0xB0,
        0xE0, 0xB4, 0xCE, 0xCC, 0xAB, 0xC9, 0xD9, 0xA3, 0xAC, 0xD4, 0xE7, 0xB8, 0xDF, 0xB7, 0xE5, 0xB3, 0xA3, 0xB3, 0xA3, 0xBC,
        0xB7, 0xB2, 0xBB, 0xC9, 0xCF, 0xC8, 0xA5, 0xA1, 0xA3, 0x0A,
    ]
    // swift-format-ignore
    private static let big5: [UInt8] = [
        0xBD, 0x73, 0xB8, 0xB9, 0x2C, 0xA4, 0xBA, 0xAE, 0x65, 0x0A, 0x31, 0x2C, 0xAA, 0xC0, 0xB0, 0xCF, 0xAA, 0xF9, 0xA4, 0x66,
        0xAA, 0xBA, 0xB8, 0xF4, 0xBF, 0x4F, 0xC3, 0x61, 0xA4, 0x46, 0xA4, 0x54, 0xAD, 0xD3, 0xA4, 0xEB, 0xA1, 0x41, 0xB1, 0xDF,
        0xA4, 0x57, 0xA6, 0xD1, 0xA4, 0x48, 0xA5, 0x58, 0xAA, 0xF9, 0xAB, 0xDC, 0xA4, 0xA3, 0xA4, 0xE8, 0xAB, 0x4B, 0xA1, 0x41,
        0xBD, 0xD0, 0xA6, 0xB3, 0xC3, 0xF6, 0xB3, 0xE6, 0xA6, 0xEC, 0xBA, 0xC9, 0xA7, 0xD6, 0xAC, 0xA3, 0xA4, 0x48, 0xBA, 0xFB,
        0xAD, 0xD7, 0xA1, 0x43, 0x0A, 0x32, 0x2C, 0xC2, 0xED, 0xA4, 0x57, 0xAA, 0xBA, 0xA4, 0xBD, 0xA8, 0xAE, 0xAF, 0x5A, 0xA6,
        0xB8, 0xA4, 0xD3, 0xA4, 0xD6, 0xA1, 0x43, 0x0A,
    ]

    private static func wide(_ text: String, littleEndian: Bool, mark: Bool) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return littleEndian ? bytes : bytes.reversed()
        }
    }

    @Test(arguments: [
        (Array(simplified.utf8), "UTF-8", simplified),
        ([0xEF, 0xBB, 0xBF] + Array(simplified.utf8), "UTF-8", simplified),
        (gb18030, "GB18030", simplified),
        (big5, "Big5", traditional),
        (wide(simplified, littleEndian: true, mark: true), "UTF-16LE", simplified),
        (wide(simplified, littleEndian: false, mark: true), "UTF-16BE", simplified),
        (wide(simplified, littleEndian: true, mark: false), "UTF-16LE", simplified),
        (wide(simplified, littleEndian: false, mark: false), "UTF-16BE", simplified),
        (Array("a,b\n1,2\n".utf8), "UTF-8", "a,b\n1,2\n"),
    ])
    func isFoundAndConverted(bytes: [UInt8], name: String, text: String) throws {
        let source = ByteSource(bytes: bytes, name: "x.csv")
        let encoding = try #require(try FileScan.scan(source).encoding)
        #expect(encoding.name == name)
        #expect(encoding.confidence > 0)
        let stream = TextStream(source: source, encoding: encoding)
        #expect(String(decoding: try stream.prefix(1 << 20), as: UTF8.self) == text)
    }

    @Test func chineseFarBehindASCIIIsStillFound() throws {
        let bytes = Array(String(repeating: "1234,abcd,efgh\n", count: 200_000).utf8) + Self.gb18030
        let encoding = try #require(try FileScan.scan(ByteSource(bytes: bytes, name: "x.csv")).encoding)
        #expect(encoding.name == "GB18030")
    }

    @Test func badBytesStayVisibleAndAreCountedAndPlaced() throws {
        var bytes = Self.gb18030
        let place = try #require(bytes.firstIndex(of: 0x0A)) + 3
        bytes.insert(0xFF, at: place)
        let result = try readCSV(bytes)
        #expect(result.rows.count == 3)
        #expect(result.cells[1][1].hasPrefix("\\xFF"))
        #expect(result.notices == [IngestNotice(.badBytes(count: 1, offset: place), row: 2)])

        var utf8 = Array((Self.simplified + Self.simplified).utf8)
        let other = try #require(utf8.firstIndex(of: 0x0A)) + 3
        utf8.insert(0xFF, at: other)
        let scan = try FileScan.scan(ByteSource(bytes: utf8, name: "x.csv"))
        #expect(scan.encoding?.name == "UTF-8")
        let repaired = try readCSV(utf8)
        #expect(repaired.notices == [IngestNotice(.badBytes(count: 1, offset: other), row: 2)])
        #expect(repaired.cells.joined().contains { $0.contains("\\xFF") })
        #expect(!repaired.cells.joined().contains { $0.contains("\u{FFFD}") })
    }

    @Test(arguments: [
        ([0xE8, 0xB7, 0xAF], 1, 0), ([0x61, 0x62], 0, 0), ([0xC0, 0x80], 0, 2), ([0xE8, 0xB7], 0, 1),
        ([0xED, 0xA0, 0x80], 0, 3), ([0xF0, 0x9F, 0x98, 0x80], 1, 0), ([0xF4, 0x90, 0x80, 0x80], 0, 4),
        ([0xE8, 0x61], 0, 1),
    ])
    func utf8IsCheckedWhereverItIsCut(bytes: [UInt8], good: Int, bad: Int) {
        for size in 1...4 {
            var check = UTF8Check()
            for start in stride(from: 0, to: bytes.count, by: size) {
                Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBufferPointer { check.push($0) }
            }
            check.finish()
            #expect(check.multibyte == good)
            #expect(check.invalid == bad)
        }
    }
}
