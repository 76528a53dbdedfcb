import OpinionIngest

/// `电话{13800000000}` → the text without the braces and the ranges between them, in UTF-8 bytes.
func marked(_ text: String) -> (text: String, ranges: [Range<Int>]) {
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    var start = 0
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "{"): start = bytes.count
        case UInt8(ascii: "}"): ranges.append(start..<bytes.count)
        default: bytes.append(byte)
        }
    }
    return (String(decoding: bytes, as: UTF8.self), ranges)
}

/// Seventeen digits and their check place (GB 11643).
func identity(_ digits: String) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
    return digits + ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11]
}

/// Digits and their Luhn check digit.
func card(_ digits: String) -> String {
    var sum = 0
    for (offset, byte) in digits.utf8.reversed().enumerated() {
        let digit = Int(byte) - 48
        let doubled = offset % 2 == 0 ? digit * 2 : digit
        sum += doubled > 9 ? doubled - 9 : doubled
    }
    return digits + "\((10 - sum % 10) % 10)"
}
