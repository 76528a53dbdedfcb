import OpinionIngest

// Input: a byte that chooses the file's name, the bytes of a file of any format, read as `opinion ingest` reads it.
// Whatever they are, the reader ends with records and rejected rows that add up, or with an `IngestError`; reading again
// gives the same.

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
    let name = names[Int(input.byte()) % names.count]
    let bytes = input.remaining()
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
