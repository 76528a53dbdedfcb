import OpinionIngest

// Input: the bytes of a file, read as `opinion run` reads a delimited file. Whatever they are, the reader ends with rows
// or with an `IngestError`; the rows' numbers ascend, and reading again gives the same.

private func events(_ bytes: [UInt8]) throws -> [RowEvent] {
    let source = ByteSource(bytes: bytes, name: "fuzz.csv")
    let scan = try FileScan.scan(source)
    guard scan.format == .csv, let encoding = scan.encoding else { return [] }
    var events: [RowEvent] = []
    try CSVReader(source: source, encoding: encoding).read { events.append($0) }
    return events
}

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    var input = FuzzInput(data, size)
    let bytes = input.remaining()
    do {
        let first = try events(bytes)
        var last = 0
        for case .row(let row) in first {
            law(row.number > last, "row \(row.number) after row \(last)")
            last = row.number
        }
        law(try events(bytes) == first, "reading again gives other rows")
    } catch is IngestError {
        return 0
    } catch {
        law(false, "an error of another kind: \(error)")
    }
    return 0
}
