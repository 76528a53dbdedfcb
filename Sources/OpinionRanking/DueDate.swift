import OpinionIngest

/// Reads one due date, such as `2024年6月底前`, `下月底前`, `第三季度内` or `15个工作日内`, at a place of a reply.
struct DueDate {
    /// The last day on which the promise is kept.
    var day: Int
    /// Where the expression ends.
    var end: Int
    /// Whether it says "before" or "within" (前、内); without them a date is a promise only after a word like 将 or 预计.
    var bounded: Bool
    /// Whether it is a span that starts at the reply, or at an event where one is named before it.
    var isSpan = false

    /// The date at a place, seen from the day of the reply; nil where none begins.
    static func read(_ text: PromiseText, at index: Int, replied: Int) -> DueDate? {
        // Nearly every place of a reply is passed over here.
        guard let point = text.at(index), starts.contains(point) else { return nil }
        let reader = Reader(text: text, replied: replied)
        return reader.year(index) ?? reader.relative(index) ?? reader.number(index)
    }

    private static let starts = Set("今本明次年当这下月半上第一二两三四五六七八九十百0123456789".unicodeScalars.map(\.value))
    private static let units = Set("年月日天周星小个工季".unicodeScalars.map(\.value))

    private struct Reader {
        let text: PromiseText
        let replied: Int

        var today: (year: Int, month: Int, day: Int) { CivilTime.date(ofDay: replied) }

        /// `2024年…`, `今年…`, `明年…`.
        func year(_ index: Int) -> DueDate? {
            var year: Int
            var at: Int
            if let end = text.end(of: ["今年", "本年度", "本年"], at: index) {
                (year, at) = (today.year, end)
            } else if let end = text.end(of: ["明年", "次年"], at: index) {
                (year, at) = (today.year + 1, end)
            } else if let (value, end) = text.number(at: index), (1900...2199).contains(value),
                let after = text.end(of: ["年度", "年"], at: end)
            {
                (year, at) = (value, after)
            } else if let (value, end) = text.number(at: index), end == index + 2, (10...60).contains(value),
                has("年", end),
                let (month, after) = text.number(at: end + 1), (1...12).contains(month), has("月", after)
            {
                // 24年6月: a year of two digits.
                (year, at) = (2000 + value, end + 1)
            } else {
                return nil
            }
            if let end = text.end(of: ["年底", "年末", "底", "末"], at: at) { return tailed(lastDay(year, 12), end) }
            if let end = text.end(of: Self.within, at: at) {
                return DueDate(day: lastDay(year, 12), end: end, bounded: true)
            }
            if let part = partOfYear(at, year: year) { return part }
            guard let (month, end) = text.number(at: at), (1...12).contains(month),
                let after = text.end(of: ["月份", "月"], at: end)
            else { return nil }
            return self.month(after, month: month, year: year)
        }

        /// `年底前`, `年内`, `本月底前`, `下月…`, `月底前`, `上半年`, `第三季度`, `本周内`.
        func relative(_ index: Int) -> DueDate? {
            let (year, month, _) = today
            if let end = text.end(of: ["年底", "年末"], at: index) { return tailed(lastDay(year, 12), end) }
            if has("年内", index) || has("年之内", index) {
                let end = text.end(of: ["年内", "年之内"], at: index) ?? index
                return DueDate(day: lastDay(year, 12), end: end, bounded: true)
            }
            if let end = text.end(of: ["本月", "当月", "这个月"], at: index) {
                return self.month(end, month: month, year: year)
            }
            if let end = text.end(of: ["下个月", "下月", "次月"], at: index) {
                return self.month(end, month: month % 12 + 1, year: month == 12 ? year + 1 : year)
            }
            if let end = text.end(of: ["月底", "月末"], at: index) { return tailed(lastDay(year, month), end) }
            if let end = text.end(of: ["本周", "这周"], at: index), let after = text.end(of: Self.within, at: end) {
                return DueDate(day: sunday, end: after, bounded: true)
            }
            if let end = text.end(of: ["下周"], at: index), let after = text.end(of: Self.within, at: end) {
                return DueDate(day: sunday + 7, end: after, bounded: true)
            }
            if let end = text.end(of: ["半年", "半个月", "半月"], at: index), let after = text.end(of: Self.within, at: end) {
                let day = has("半年", index) ? adding(months: 6) : replied + 15
                return DueDate(day: day, end: after, bounded: true, isSpan: true)
            }
            return partOfYear(index, year: nil)
        }

        /// `6月…`, `10月30日前`, and spans: `7日内`, `15个工作日内`, `三个月内`.
        func number(_ index: Int) -> DueDate? {
            guard let (value, end) = text.number(at: index), let unit = text.at(end), DueDate.units.contains(unit)
            else {
                return nil
            }
            if let after = text.end(of: ["月份", "月"], at: end), (1...12).contains(value) {
                return month(after, month: value, year: nil)
            }
            guard (1...999).contains(value) else { return nil }
            for (words, day) in [
                (["个工作日", "工作日"], { addingWorkingDays(value) }), (["日", "天"], { replied + value }),
                (["个小时", "小时"], { replied + (value + 23) / 24 }),
                (["个星期", "星期", "个周", "周"], { replied + 7 * value }), (["个月"], { adding(months: value) }),
                (["年"], { adding(months: 12 * value) }),
            ] as [([PromiseText.Literal], () -> Int)] {
                if let after = text.end(of: words, at: end) {
                    guard let last = text.end(of: Self.within, at: after) else { return nil }
                    return DueDate(day: day(), end: last, bounded: true, isSpan: true)
                }
            }
            return nil
        }

        /// Halves and quarters.
        private func partOfYear(_ index: Int, year given: Int?) -> DueDate? {
            var month: Int
            var at: Int
            if let end = text.end(of: ["上半年"], at: index) {
                (month, at) = (6, end)
            } else if let end = text.end(of: ["下半年"], at: index) {
                (month, at) = (12, end)
            } else {
                let start = has("第", index) ? index + 1 : index
                guard let (value, end) = text.number(at: start), (1...4).contains(value),
                    let after = text.end(of: ["季度", "个季度"], at: end)
                else { return nil }
                (month, at) = (value * 3, after)
            }
            if let end = text.end(of: ["底", "末"], at: at) { at = end }
            let year = given ?? (lastDay(today.year, month) >= replied ? today.year : today.year + 1)
            return tailed(lastDay(year, month), at)
        }

        /// What follows a month: `底`, `中旬`, `30日`, or nothing for its last day.
        private func month(_ index: Int, month: Int, year given: Int?) -> DueDate? {
            var at = index
            var day: Int?
            if let end = text.end(of: ["底", "末", "下旬"], at: at) {
                at = end
            } else if let end = text.end(of: ["中旬"], at: at) {
                (day, at) = (20, end)
            } else if let end = text.end(of: ["上旬", "初"], at: at) {
                (day, at) = (10, end)
            } else if let (value, end) = text.number(at: at), let after = text.end(of: ["日", "号"], at: end) {
                guard (1...31).contains(value) else { return nil }
                (day, at) = (value, after)
            }
            func due(_ year: Int) -> Int {
                let last = CivilTime.daysInMonth(year: year, month: month)
                return CivilTime.dayNumber(year: year, month: month, day: min(day ?? last, last))
            }
            let year = given ?? (due(today.year) >= replied ? today.year : today.year + 1)
            return tailed(due(year), at)
        }

        private static let within: [PromiseText.Literal] = ["之内", "以内", "内"]
        private static let tails: [PromiseText.Literal] = ["之前", "以前", "前", "之内", "以内", "内"]

        private func tailed(_ day: Int, _ index: Int) -> DueDate {
            let end = text.end(of: Self.tails, at: index)
            return DueDate(day: day, end: end ?? index, bounded: end != nil)
        }

        private func has(_ literal: PromiseText.Literal, _ index: Int) -> Bool { text.has(literal, at: index) }

        private func lastDay(_ year: Int, _ month: Int) -> Int {
            CivilTime.dayNumber(year: year, month: month, day: CivilTime.daysInMonth(year: year, month: month))
        }

        /// 1970-01-01 was a Thursday: day 3 a Sunday.
        private var sunday: Int { replied + (((3 - replied) % 7) + 7) % 7 }

        private func adding(months: Int) -> Int {
            let (year, month, day) = today
            let number = year * 12 + month - 1 + months
            let last = CivilTime.daysInMonth(year: number / 12, month: number % 12 + 1)
            return CivilTime.dayNumber(year: number / 12, month: number % 12 + 1, day: min(day, last))
        }

        /// Saturdays and Sundays are skipped; public holidays are not known here.
        private func addingWorkingDays(_ count: Int) -> Int {
            var day = replied
            var left = count
            while left > 0 {
                day += 1
                let weekday = ((day % 7) + 7) % 7
                if weekday != 2 && weekday != 3 { left -= 1 }
            }
            return day
        }
    }
}
