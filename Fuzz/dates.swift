import OpinionIngest

// Input: text, in which dates and amounts are looked for. A date that is found lies in the range of the calendar, and
// parsing what is written of it gives it back; ranges lie in the text.

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    var input = FuzzInput(data, size)
    let text = String(decoding: input.remaining(), as: UTF8.self)
    if let time = DateParser.parse(text) {
        law(DateParser.parse(text) == time, "parsing again gives another time")
        law(CivilTime(iso: time.description) == time, "a time that its own text does not give back")
    }
    let received = CivilTime(iso: "2024-06-15")
    for match in DateFinder.matches(in: text, received: received) {
        law(match.range.upperBound <= text.utf8.count, "a date beyond the text")
        law(CivilTime(iso: match.date.description) == match.date, "a time that its own text does not give back")
    }
    return 0
}
