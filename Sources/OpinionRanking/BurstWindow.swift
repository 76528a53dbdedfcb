import OpinionIngest

/// The windows in which bursts are looked for.
enum BurstWindow: CaseIterable {
    case month, week

    /// The number of the window that a record falls in; weeks run from Monday, week 0 holds 1 January 1970.
    func number(of index: Int, in input: RankingInput) -> Int? {
        switch self {
        case .month: input.months[index]
        case .week: input.days[index].map(Self.week)
        }
    }

    /// The windows within whole months and not after `today`.
    func range(_ months: ClosedRange<Int>, today: Int) -> ClosedRange<Int> {
        switch self {
        case .month: return months
        case .week:
            let first = Self.week(Self.firstDay(ofMonth: months.lowerBound))
            return first...max(first, Self.week(min(today, Self.firstDay(ofMonth: months.upperBound + 1) - 1)))
        }
    }

    /// How many windows the lookback of some months has.
    func lookback(months: Int) -> Int { self == .month ? months : (months * 30437 + 6999) / 7000 }

    /// Earlier windows that the expectation is taken from, most; two weeks lie between them and a tested week, so that
    /// a slow rise does not hide itself (as in EARS C2).
    var baseline: (length: Int, guardLength: Int, minimum: Int) { self == .month ? (12, 0, 3) : (26, 2, 8) }

    /// Distances to the same season of other years. A week's season is that week and its neighbours, as peaks move.
    func seasonal(year: Int) -> [Int] {
        self == .month ? [12 * year] : [52 * year + year / 6 - 1, 52 * year + year / 6, 52 * year + year / 6 + 1]
    }

    /// The window as users read it: `2024年7月`, `2024-07-01起一周`.
    func name(_ number: Int) -> String {
        self == .month ? Show.month(number) : "\(Show.day(number * 7 - 3))起一周"
    }

    /// The window in a lead's key: `2024-07`, or a week's Monday.
    func key(_ number: Int) -> String {
        switch self {
        case .month: String(Show.day(Self.firstDay(ofMonth: number)).prefix(7))
        case .week: Show.day(number * 7 - 3)
        }
    }

    private static func week(_ day: Int) -> Int {
        let shifted = day + 3
        return shifted >= 0 ? shifted / 7 : (shifted - 6) / 7
    }

    private static func firstDay(ofMonth number: Int) -> Int {
        let year = (number >= 0 ? number : number - 11) / 12
        return CivilTime.dayNumber(year: 1970 + year, month: number - year * 12 + 1, day: 1)
    }
}
