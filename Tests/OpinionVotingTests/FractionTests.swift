import OpinionVoting
import Testing

struct FractionTests {
    @Test(arguments: [(2, 3, 300, 200), (2, 3, 301, 201), (2, 3, 302, 202), (1, 2, 5, 3), (0, 1, 9, 0), (1, 1, 9, 9)])
    func roundsUp(_ numerator: Int, _ denominator: Int, _ total: Int, _ expected: Int) {
        #expect(Fraction(numerator, denominator)?.roundedUp(of: total) == expected)
    }

    @Test(arguments: ["", "2", "2/", "/3", "3/2", "1/0", "-1/3", "2/3/4", "0.5/1", "两/三"])
    func refuses(_ text: String) { #expect(Fraction(text) == nil) }

    @Test func reads() { #expect(Fraction(" 2 / 3 ")?.description == "2/3") }
}
