/// Up to six groups of digits with single separators between them: `138-0000-0000`, `(0571) 8888 8888`.
struct NumberToken {
    /// A group of digits: where it stands in the text, and how many digits precede it in the token.
    struct Group {
        var start: Int
        var end: Int
        var count: Int
    }

    /// The groups, at most `maxGroups`.
    var groups: [Group] = []
    /// The first digits of the token, 0 to 9, at most `maxDigits`.
    var digits: [UInt8] = []

    static let maxGroups = 6
    static let maxDigits = 44

    /// How many digits the first `count` groups have.
    func total(_ count: Int) -> Int { groups.prefix(count).reduce(0) { $0 + $1.count } }

    /// Whether the first groups have exactly these sizes, `count` of them.
    func hasShape(_ shapes: [[Int]], count: Int) -> Bool {
        shapes.contains { shape in
            shape.count == count && shape.indices.allSatisfy { groups[$0].count == shape[$0] }
        }
    }
}

/// How people group the digits of a number. Constants, because a list of lists is made anew wherever it is written.
enum NumberShapes {
    static let idCard = [
        [18], [6, 8, 4], [6, 4, 4, 4], [3, 3, 4, 4, 4], [17], [6, 8, 3], [6, 4, 4, 3], [3, 3, 4, 4, 3], [15], [20],
    ]
    static let mobile = [
        [11], [3, 4, 4], [3, 8], [4, 3, 4], [4, 4, 3], [3, 3, 5], [7, 4], [5, 6], [3, 3, 3, 2], [3, 4, 2, 2],
        [3, 2, 2, 2, 2], [2, 4, 4, 1], [4, 7], [6, 5], [3, 5, 3], [8, 3],
    ]
    static let mobileWithZero = [[12], [1, 11]]
    static let bare = [[7], [8], [3, 4], [4, 4]]
    static let card = [[6, 10], [6, 12], [6, 13]]
}

/// Checks on digits that numbers of a kind pass.
enum NumberChecks {
    /// The check digit of bank cards (ISO/IEC 7812-1, H. P. Luhn 1954).
    static func luhn(_ digits: ArraySlice<UInt8>) -> Bool {
        var sum = 0
        for (offset, digit) in digits.reversed().enumerated() {
            let doubled = offset % 2 == 0 ? Int(digit) : Int(digit) * 2
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }

    /// The check place of an 18-place identity number (GB 11643-1999, ISO 7064 MOD 11-2) over its first 17 digits.
    static func idCheck(_ digits: ArraySlice<UInt8>) -> UInt8 {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 }
        return [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2][sum % 11]
    }

    /// Whether the region and the birthday of an identity number can exist.
    static func idFields(_ digits: ArraySlice<UInt8>) -> Bool {
        let digits = digits.map(Int.init)
        guard digits.count >= 15 else { return false }
        let province = digits[0] * 10 + digits[1]
        let provinces = [11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71...71, 81...83, 91...91]
        guard provinces.contains(where: { $0.contains(province) }) else { return false }
        let at = digits.count == 15 ? 6 : 8
        let year =
            digits.count == 15
            ? 1900 + digits[6] * 10 + digits[7]
            : digits[6] * 1_000 + digits[7] * 100 + digits[8] * 10 + digits[9]
        let month = digits[at + 2] * 10 + digits[at + 3]
        let day = digits[at + 4] * 10 + digits[at + 5]
        return CivilTime(year: year, month: month, day: day) != nil && year < 2100
    }

    /// Whether the digits begin like a date from 1990 on: work-order numbers often do.
    static func startsWithDate(_ digits: ArraySlice<UInt8>) -> Bool {
        let digits = digits.prefix(8).map(Int.init)
        guard digits.count == 8 else { return false }
        let year = digits[0] * 1_000 + digits[1] * 100 + digits[2] * 10 + digits[3]
        let month = digits[4] * 10 + digits[5]
        let day = digits[6] * 10 + digits[7]
        return (1990...2099).contains(year) && CivilTime(year: year, month: month, day: day) != nil
    }
}
