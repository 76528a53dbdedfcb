/// A fraction between 0 and 1 in whole numbers, such as 2/3: thresholds are never floating-point.
public struct Fraction: Hashable, Sendable, CustomStringConvertible {
    /// 0 … denominator.
    public let numerator: Int
    /// At least 1.
    public let denominator: Int

    /// Nil unless 0 ≤ numerator ≤ denominator and denominator ≥ 1.
    public init?(_ numerator: Int, _ denominator: Int) {
        guard denominator >= 1, (0...denominator).contains(numerator) else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Reads `2/3`; blanks around the parts are allowed. Nil when it is not such a fraction.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let numerator = Self.integer(parts[0]), let denominator = Self.integer(parts[1])
        else { return nil }
        self.init(numerator, denominator)
    }

    private static func integer(_ text: Substring) -> Int? { Int(text.filter { $0 != " " }) }

    /// The smallest whole number that is at least this fraction of `total` (≥ 0): 2/3 of 300 is 200, of 301 is 201.
    ///
    /// Exact for every `total`: the product is held in double width.
    public func roundedUp(of total: Int) -> Int {
        guard total > 0 else { return 0 }
        // The quotient is at most `total`, so that the division cannot overflow.
        let (quotient, remainder) = denominator.dividingFullWidth(total.multipliedFullWidth(by: numerator))
        return remainder > 0 ? quotient + 1 : quotient
    }

    /// `2/3`.
    public var description: String { "\(numerator)/\(denominator)" }
}
