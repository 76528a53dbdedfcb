import OpinionIngest
import OpinionRanking
import Testing

struct PromiseParserTests {
    private let parser = PromiseParser()

    /// What a reply of Tuesday 12 March 2024 promises for when.
    static let promised: [(String, String)] = [
        ("我局将督促业主单位6月底前完成整改。", "2024-06-30"),
        ("计划于2024年6月底前建成投入使用", "2024-06-30"),
        ("预计年底前完工，请您谅解。", "2024-12-31"),
        ("确保今年年底之前全部解决", "2024-12-31"),
        ("明年底前完成改造", "2025-12-31"),
        ("本月底前修复路面", "2024-03-31"),
        ("下月底前清理完毕", "2024-04-30"),
        ("下个月底前开工建设", "2024-04-30"),
        ("力争今年内开工", "2024-12-31"),
        ("年内完成招标并启动施工", "2024-12-31"),
        ("上半年完成，力争上半年内交付", "2024-06-30"),
        ("拟于第三季度实施", "2024-09-30"),
        ("一季度末前完成验收", "2024-03-31"),
        ("10月30日前安装到位", "2024-10-30"),
        ("２０２４年１０月３０日前安装到位", "2024-10-30"),
        ("1月15日前完成", "2025-01-15"),
        ("一周内解决", "2024-03-19"),
        ("承诺7日内清运完毕", "2024-03-19"),
        ("15个工作日内整改到位", "2024-04-02"),
        ("三个月内完成拆除", "2024-06-12"),
        ("半年内建成", "2024-09-12"),
        ("24小时内恢复供水", "2024-03-13"),
        ("整改完成时限：4月20日前", "2024-04-20"),
        ("该项目预计2025年5月通车", "2025-05-31"),
        ("十二月中旬前完成", "2024-12-20"),
        ("本周内安排修复", "2024-03-17"),
        ("将于6月底前，全部整治到位", "2024-06-30"),
        ("2月30日前完成", "2025-02-28"), ("24年10月底前建成", "2024-10-31"),
    ]

    @Test(arguments: promised) func dueDate(reply: String, due: String) {
        #expect(parser.promises(in: reply, replied: day(2024, 3, 12)).map(\.due.description).last == due)
    }

    @Test(arguments: [
        "", "感谢您的来信，祝您生活愉快。", "已于2024年2月底前完成整改", "6月底前已完成该路段修复", "2023年6月底前完成",
        "当事人应自收到决定书之日起15日内申请办理", "我镇2019年5月建成该广场", "国内领先的10年经验", "3个月没有解决", "前期已完成摸排",
        "全县范围内启动整治", "10年前建成", "在两年前完成", "请于工作日拨打12345，内部已落实", "99999年内完成", "月", "年内", "一百",
        "交房后30日内完成办证", "拟自8月15日起开放教室", "预计4月20日后发放", "我局没有承诺三年内完成", "某有限公司5月建成",
        "整改时限已过。7月13日我局再次到场", "14年2月20日前动工",
        "材料齐全的6个工作日内可办结", "一般7个工作日内办理完成", "办理时限为15个工作日内办结", "当场受理，3日内即可办理",
    ])
    func noPromise(reply: String) {
        #expect(parser.promises(in: reply, replied: day(2024, 3, 12)).isEmpty)
    }

    @Test func wordsVerbAndHedging() throws {
        let reply = "经核实，情况属实。下一步，我街道力争在6月底前完成雨污管网改造，10月15日前恢复路面。感谢支持！"
        let promises = parser.promises(in: reply, replied: day(2024, 3, 12))
        #expect(promises.map(\.words) == ["我街道力争在6月底前完成雨污管网改造", "10月15日前恢复路面"])
        #expect(promises.map(\.verb) == ["完成", "恢复"])
        #expect(promises.map(\.soft) == [true, false])
        #expect(promises.allSatisfy { !$0.answerOnly && reply.contains($0.words) })
        let answer = try #require(parser.promises(in: "我们将在5个工作日内答复您", replied: day(2024, 3, 12)).first)
        #expect(answer.answerOnly)
        #expect(answer.due == day(2024, 3, 19))
    }

    @Test func aReplyOnTheLastDayMeansThatDay() {
        #expect(parser.promises(in: "6月底前完成", replied: day(2024, 6, 30)).map(\.due) == [day(2024, 6, 30)])
        #expect(parser.promises(in: "6月底前完成", replied: day(2024, 7, 1)).map(\.due) == [day(2025, 6, 30)])
        #expect(parser.promises(in: "下月底前完成", replied: day(2024, 12, 5)).map(\.due) == [day(2025, 1, 31)])
    }

    /// Any cut of a reply is read without a trap, and whatever is promised lies ahead.
    @Test func everyPrefixIsSafe() {
        let reply = "预计2024年12月底前完成，第四季度内开工；一百二十个工作日内解决，下周内答复，半年内建成，24小时内恢复"
        let points = Array(reply.unicodeScalars)
        for start in points.indices {
            for end in start...points.count {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: points[start..<end])
                for promise in parser.promises(in: String(view), replied: day(2024, 3, 12)) {
                    #expect(promise.due >= day(2024, 3, 12))
                }
            }
        }
    }
}
