/// Numbers as people read them, the same on every machine.
package enum ShownNumber {
    /// A number with a fixed count of decimals (0 to 6), half away from zero: `fixed(3.14159, 2)` is `3.14`; `—` for
    /// what is no number.
    package static func fixed(_ value: Double, _ decimals: Int) -> String {
        let power = (0..<decimals).reduce(1) { product, _ in product * 10 }
        guard value.isFinite, abs(value) < 1e12 else { return "—" }
        return fixed(units: Int((value * Double(power)).rounded()), decimals)
    }

    /// A whole number of the last decimal's units: `fixed(units: 314, 2)` is `3.14`.
    package static func fixed(units: Int, _ decimals: Int) -> String {
        let power = (0..<decimals).reduce(1) { product, _ in product * 10 }
        let rest = String(units.magnitude % UInt(power))
        let whole = (units < 0 ? "-" : "") + String(units.magnitude / UInt(power))
        return decimals == 0 ? whole : "\(whole).\(String(repeating: "0", count: decimals - rest.count))\(rest)"
    }

    /// As many decimals as the value needs, at most two: `12`, `0.5`, `0.33`.
    package static func short(_ value: Double) -> String {
        var text = fixed(value, 2)
        guard text.contains(".") else { return text }
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// A count with thousands apart: `4,326`.
    package static func count(_ value: Int) -> String {
        var groups: [Substring] = []
        var digits = Substring(String(value.magnitude))
        while digits.count > 3 {
            groups.append(digits.suffix(3))
            digits = digits.dropLast(3)
        }
        groups.append(digits)
        return (value < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
    }

    /// The parts in units of 0.1 so that they add up to exactly the total in the same units (largest remainders).
    ///
    /// Rounding each part by itself would show `33.3 + 33.3 + 33.3 = 100.0`. The sum of `parts` should be `total`.
    package static func tenths(of parts: [Double], total: Double) -> [Int] {
        let exact = parts.map { $0.isFinite && abs($0) < 1e12 ? $0 * 10 : 0 }
        var units = exact.map { Int($0.rounded(.down)) }
        guard total.isFinite, abs(total) < 1e12, !units.isEmpty else { return units }
        let missing = Int((total * 10).rounded()) - units.reduce(0, +)
        let order = units.indices.sorted { left, right in
            let (a, b) = (exact[left] - Double(units[left]), exact[right] - Double(units[right]))
            return a == b ? left < right : a > b
        }
        for index in order.prefix(max(0, missing)) { units[index] += 1 }
        return units
    }
}
