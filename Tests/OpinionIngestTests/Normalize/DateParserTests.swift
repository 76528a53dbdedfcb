import OpinionIngest
import OpinionTestSupport
import Testing

@Suite struct DateParserTests {
    @Test(arguments: [
        ("2019/1/7 8:52:12", "2019-01-07T08:52:12"), ("2019-01-07 08:52:12", "2019-01-07T08:52:12"),
        ("2019年12月", "2019-12"), ("2019年1月7日 8时5分", "2019-01-07T08:05"), ("2020-01-08 22:18:00", "2020-01-08T22:18:00"),
        ("2020.1.8", "2020-01-08"), ("20200108", "2020-01-08"), ("20200108221800", "2020-01-08T22:18:00"),
        ("202001082218", "2020-01-08T22:18"), ("202001", "2020-01"), ("2020", "2020"), ("2020年", "2020"),
        ("2020-01-08T22:18:00", "2020-01-08T22:18:00"), ("2020-01-08T22:18:00Z", "2020-01-09T06:18:00"),
        ("2020-01-08T22:18:00.123456+08:00", "2020-01-08T22:18:00"),
        ("2020-01-08 22:18:00 +0800", "2020-01-08T22:18:00"),
        ("2020-01-08T22:18-05:00", "2020-01-09T11:18"), ("20200108T221800", "2020-01-08T22:18:00"),
        ("20200108 22:18", "2020-01-08T22:18"), ("２０１９／１／７　８：５２：１２", "2019-01-07T08:52:12"),
        ("二〇二三年五月一日", "2023-05-01"), ("二零二三年十二月三十一日", "2023-12-31"), ("二○二三年十月二十日", "2023-10-20"),
        ("二〇二三年十一月十日", "2023-11-10"), ("2019/1/7 上午8:52", "2019-01-07T08:52"), ("2019年1月7日下午3点20分", "2019-01-07T15:20"),
        ("2019-1-7 下午3点半", "2019-01-07T15:30"), ("2019-1-7 15点整", "2019-01-07T15:00"),
        ("2019-1-7 3点", "2019-01-07T03:00"),
        ("2019/1/7 上午12:05:00", "2019-01-07T00:05:00"), ("2019/1/7 下午12:05", "2019-01-07T12:05"),
        ("2019/1/7 8:52 PM", "2019-01-07T20:52"), ("2019-1-7 晚上11点", "2019-01-07T23:00"),
        ("2019-1-7 凌晨2:10", "2019-01-07T02:10"),
        ("2019-1-7 中午1点", "2019-01-07T13:00"), ("2019年1月7号", "2019-01-07"), ("2019 年 1 月 7 日", "2019-01-07"),
        ("2019年1月7日 星期一", "2019-01-07"), ("2019年1月7日（星期一） 8:52", "2019-01-07T08:52"),
        ("2019-01-07 周一 08:52:12", "2019-01-07T08:52:12"),
        ("2019年1月7日8时5分9秒", "2019-01-07T08:05:09"), ("2019-12", "2019-12"), ("2019/12", "2019-12"),
        ("2019.12", "2019-12"),
        ("  2019-01-07\n", "2019-01-07"), ("\u{FEFF}2019-01-07", "2019-01-07"),
        ("2019-01-07 24:00", "2019-01-08T00:00"),
        ("2020-02-29", "2020-02-29"), ("43512", "2019-02-16"), ("43512.369", "2019-02-16T08:51:22"),
        ("43512.5", "2019-02-16T12:00:00"),
        ("20000", "1954-10-03"), ("80000", "2119-01-11"), ("2019-1-7 8:05:00.5", "2019-01-07T08:05:00"),
        ("2019年12月上旬", "2019-12"), ("2024年1月 下旬", "2024-01"), ("2024年元月5日", "2024-01-05"), ("2024年元月", "2024-01"),
        ("24.1.5", "2024-01-05"), ("69.12.31", "2069-12-31"), ("70.1.1", "1970-01-01"),
        ("24.1.5 8:05", "2024-01-05T08:05"),
        ("12/31/2019", "2019-12-31"), ("31/12/2019", "2019-12-31"), ("１３／５／２０２４", "2024-05-13"),
        ("5/5/2024", "2024-05-05"),
        ("31.12.2019 8:05", "2019-12-31T08:05"), ("民国113年5月1日", "2024-05-01"), ("民國113年", "2024"),
        ("民国一一三年元月", "2024-01"), ("民国元年", "1912"),
        ("Jan 5 2024", "2024-01-05"), ("5 January 2024", "2024-01-05"), ("January 7, 2019", "2019-01-07"),
        ("Sept. 30, 2024", "2024-09-30"), ("5-Jan-2024 8:05", "2024-01-05T08:05"), ("MAY 2024", "2024-05"),
        ("Jan 5, 2024 3:05 PM", "2024-01-05T15:05"),
        ("1546822332", "2019-01-07T08:52:12"), ("1546822332123", "2019-01-07T08:52:12"),
        ("2019-12-31T16:00:00Z", "2020-01-01T00:00:00"), ("2020-01-01 00:30:00+0900", "2019-12-31T23:30:00"),
        ("20200108T161800Z", "2020-01-09T00:18:00"),
    ]) func reads(text: String, expected: String) { #expect(DateParser.parse(text)?.description == expected) }

    @Test(arguments: [
        "", " ", "昨天", "今天上午", "5月1日", "2023-02-30", "0000-00-00", "2023-13-01", "2023-00-10", "2023-01-00",
        "2019年底", "19-01-07", "19年1月7日", "2019-01/07", "2019-01-07 25:00", "2019-01-07 12:60",
        "2019-01-07 12:00:61",
        "2019-01-07 24:01", "2019-01-07abc", "abc", "19999", "80001", "43512.", "43512.x", "123",
        "12345678901234567890", "2019-1-7 下午",
        "2019--01-07", "2019年1月7日前", "2019-01-07 2019-01-08", "-2019-01-07", "2019-01-07 8", "十十月", "二〇二三年二十十月",
        "2019年1十月", "1899-12-31",
        "2200-01-01", "2019-1-7 晚上3点", "2019-1-7 凌晨11点", "2019-01-07T08:52+8:",
        "99999999999999",
        "2019年1月7日 星期八", "2019(1)", "20190230", "一", "\0",
        "5/1/2024", "５/１/２０２４", "1-2-2024", "32/1/2024", "1月7日", "元月5日", "24/1/5", "24.13.5", "24.1", "民国", "民国113",
        "民国0113年", "2024年1月上旬5日", "1元月", "2024年1元月", "Janu 5 2024", "Jan", "Jan 32 2024", "5 Jan", "Jan 5 24", "Jan5,",
        "999999999", "2000000001", "2020010822", "999999999999", "2000000000001", "1546822332.5",
        "2020-01-08T22:18+15:00", "2020-01-08T22:18:00ZZ", ",", "2024,1,5", "2019年1月7日（星期一", "２０１９－１３－０１",
    ]) func refuses(text: String) { #expect(DateParser.parse(text) == nil) }

    @Test func needsAYearForAMonthAndDay() {
        #expect(DateParser.parse("5月1日", referenceYear: 2023)?.description == "2023-05-01")
        #expect(DateParser.parse("五月一日 8:05", referenceYear: 2023)?.description == "2023-05-01T08:05")
        #expect(DateParser.parse("2月29日", referenceYear: 2023) == nil)
        #expect(DateParser.parse("2月29日", referenceYear: 2024)?.description == "2024-02-29")
        #expect(DateParser.parse("2019年5月1日", referenceYear: 2023)?.description == "2019-05-01")
        #expect(DateParser.parse("5月1日", referenceYear: .max) == nil)
    }

    @Test func everyShapeOfEveryTimeReadsBack() {
        var generator = SeededGenerator(seed: 17)
        for _ in 0..<2_000 {
            let y = Int.random(in: 1900...2199, using: &generator)
            let m = Int.random(in: 1...12, using: &generator)
            let d = Int.random(in: 1...CivilTime.daysInMonth(year: y, month: m), using: &generator)
            let (h, n, s) = (
                Int.random(in: 0...23, using: &generator), Int.random(in: 0...59, using: &generator),
                Int.random(in: 0...59, using: &generator)
            )
            func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
            let second = CivilTime(year: y, month: m, day: d, hour: h, minute: n, second: s)
            for text in [
                "\(y)/\(m)/\(d) \(h):\(two(n)):\(two(s))", "\(y)-\(two(m))-\(two(d)) \(two(h)):\(two(n)):\(two(s))",
                "\(y)-\(two(m))-\(two(d))T\(two(h)):\(two(n)):\(two(s)).75+08:00",
                "\(y)\(two(m))\(two(d))\(two(h))\(two(n))\(two(s))",
                "\(y)年\(m)月\(d)日\(h)时\(n)分\(s)秒", "\(y).\(m).\(d) \(h):\(n):\(s)",
                "\(y)/\(m)/\(d) \(h < 12 ? "上午" : "下午")\(h % 12 == 0 ? 12 : h % 12):\(two(n)):\(two(s))",
            ] { #expect(DateParser.parse(text) == second, "\(text)") }
            let day = CivilTime(year: y, month: m, day: d, precision: .day)
            for text in ["\(y)-\(m)-\(d)", "\(y)\(two(m))\(two(d))", "\(y)年\(m)月\(d)日", Self.chinese(y, m, d)] {
                #expect(DateParser.parse(text) == day, "\(text)")
            }
            if let second, let day {
                #expect(DateParser.parse(second.description) == second)
                #expect(DateParser.parse(day.description) == day)
            }
        }
    }

    private static func chinese(_ year: Int, _ month: Int, _ day: Int) -> String {
        let digits = Array("〇一二三四五六七八九")
        func small(_ value: Int) -> String {
            if value < 10 { return String(digits[value]) }
            let tens = value / 10 == 1 ? "十" : "\(digits[value / 10])十"
            return value % 10 == 0 ? tens : tens + String(digits[value % 10])
        }
        let years = "\(year)".utf8.map { String(digits[Int($0) - 48]) }.joined()
        return "\(years)年\(small(month))月\(small(day))日"
    }

    @Test func randomTextDoesNotTrap() {
        var generator = SeededGenerator(seed: 19)
        let pieces = [
            "2019", "1", "99999999", "年", "月", "日", "-", "/", ".", ":", "T", "Z", "+", "十", "三", "下午", "半", "点", " ",
            "周", "(", "民国", "元", "上旬", "Jan", ",", "1546822332",
        ]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 1...10, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            if let time = DateParser.parse(text) { #expect((1900...2200).contains(time.year), "\(text)") }
        }
        for text in AwkwardTexts.short { #expect(DateParser.parse(text) == nil) }
        #expect(DateParser.parse(String(repeating: "1", count: 3_000_000)) == nil)
    }

    /// Plain dates are read without the grammar, dates in full-width digits with it; they must say the same.
    @Test func plainDatesAreReadAsTheGrammarReadsThem() {
        var generator = SeededGenerator(seed: 5)
        func number(_ most: Int) -> String {
            let value = Int.random(in: 0...most, using: &generator)
            return Bool.random(using: &generator) && value < 10 ? "0\(value)" : "\(value)"
        }
        for _ in 0..<20_000 {
            let separator = ["-", "/", "."].randomElement(using: &generator) ?? "-"
            var text =
                "\(Int.random(in: 1890...2210, using: &generator))\(separator)\(number(14))\(separator)\(number(33))"
            let parts = Int.random(in: 0...3, using: &generator)
            if parts > 0 { text += " " + (0..<parts).map { number($0 == 0 ? 26 : 62) }.joined(separator: ":") }
            let wide = String(
                String.UnicodeScalarView(
                    text.unicodeScalars.map {
                        $0.properties.numericType == nil ? $0 : Unicode.Scalar($0.value + 0xFEE0) ?? $0
                    }))
            #expect(DateParser.parse(text) == DateParser.parse(wide), "\(text)")
        }
    }
}
