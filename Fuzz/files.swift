import OpinionIngest

// Target `files`: a byte that chooses the file's name, then the bytes of a file of any format. Targets `json`, `html` and
// `xml`: the bytes of such a file. Targets `xlsx` and `docx`: the XML of the parts, each ended by a byte 0, which are
// packed here, so that a changed byte reaches the parsers and not the checksums of the container. All are read as
// `opinion ingest` reads them: the reader ends with records and rejected rows that add up, or with an `IngestError`;
// reading again gives the same.

#if FUZZ_XLSX
    private let fixedName: String? = "a.xlsx"
    private let parts = [
        "xl/worksheets/s1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/s2.xml",
    ]
#elseif FUZZ_DOCX
    private let fixedName: String? = "a.docx"
    private let parts = ["word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml"]
#else
    #if FUZZ_JSON
        private let fixedName: String? = "a.json"
    #elseif FUZZ_HTML
        private let fixedName: String? = "a.html"
    #elseif FUZZ_XML
        private let fixedName: String? = "a.xml"
    #else
        private let fixedName: String? = nil
    #endif
    private let parts: [String] = []
#endif

private let names = [
    "a.csv", "a.txt", "a.md", "a.json", "a.xml", "a.html", "a.docx", "a.xlsx", "a.eml", "a.zip", "a", "a.tsv",
]

private struct Outcome: Equatable {
    var rows = 0
    var records = 0
    var rejected = 0
    var tables = 0
    var bytes = 0
}

private func outcome(_ bytes: [UInt8], _ name: String) throws -> Outcome {
    let ingest = FileIngest(
        keyer: PersonKeyer(key: [UInt8](repeating: 7, count: 32)), parseTime: { DateParser.parse($0) })
    var outcome = Outcome()
    let summary = try ingest.read(ByteSource(bytes: bytes, name: name)) { row in
        switch row {
        case .record(let record):
            outcome.records += 1
            outcome.bytes += record.title.utf8.count + record.body.utf8.count
        case .rejected(let row):
            outcome.rejected += 1
            law(!row.reason.description.isEmpty, "a rejected row without a reason")
        }
    }
    outcome.rows = summary.rows
    outcome.tables = summary.tables.count
    law(summary.rows == outcome.records + outcome.rejected, "rows and outcomes differ")
    return outcome
}

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    var input = FuzzInput(data, size)
    let name = fixedName ?? names[Int(input.byte()) % names.count]
    let bytes: [UInt8]
    if parts.isEmpty {
        bytes = input.remaining()
    } else {
        var zip = StoredZip()
        zip.add("[Content_Types].xml", Array("<Types/>".utf8))
        for part in parts where !input.isEmpty { zip.add(part, input.part(upTo: 0) ?? input.remaining()) }
        bytes = zip.bytes
    }
    do {
        let first = try outcome(bytes, name)
        law(try outcome(bytes, name) == first, "reading again gives other rows")
    } catch is IngestError {
        return 0
    } catch {
        law(false, "an error of another kind: \(error)")
    }
    return 0
}
