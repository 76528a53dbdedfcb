import OpinionIngest
import Testing

@Suite struct DateFinderTests {
    private func found(_ text: String, received: String? = nil) -> [String] {
        let bytes = Array(text.utf8)
        return DateFinder.matches(in: text, received: received.flatMap { CivilTime(iso: $0) }).map {
            "\(String(decoding: bytes[$0.range], as: UTF8.self))=\($0.date)"
        }
    }

    @Test func findsDatesInSentences() {
        #expect(found("路灯从2023年5月1日坏到现在") == ["2023年5月1日=2023-05-01"])
        #expect(found("二〇二三年五月一日签的合同，2024-03-01到期。") == ["二〇二三年五月一日=2023-05-01", "2024-03-01=2024-03-01"])
        #expect(found("2019/1/7 8:52:12来电") == ["2019/1/7 8:52:12=2019-01-07T08:52:12"])
        #expect(found("2023.5.6至2023.6.7停水") == ["2023.5.6=2023-05-06", "2023.6.7=2023-06-07"])
        #expect(found("2024年3月反映过") == ["2024年3月=2024-03"])
    }

    @Test func aDayWithoutAYearNeedsTheRecordsDate() {
        #expect(found("5月1日停水").isEmpty)
        #expect(found("5月1日停水", received: "2024-05-03") == ["5月1日=2024-05-01"])
        #expect(found("12月30日停水", received: "2024-01-02") == ["12月30日=2023-12-30"])
        #expect(found("1月5日前答复", received: "2023-12-28") == ["1月5日=2024-01-05"])
        #expect(found("五月一日下午3点停水", received: "2024-05-03") == ["五月一日下午3点=2024-05-01T15:00"])
        #expect(found("2月29日", received: "2023-03-01").isEmpty)
    }

    @Test(arguments: [
        "昨天停水", "上周停电", "月底完工", "20230501", "工单202305061234", "3.5元", "1-2-3", "2023年", "版本10.15.7.1", "192.168.1.1",
        "人民路12号", "一二三", "3-1-201", "元",
    ]) func wordsAndNumbersAreNoDates(text: String) { #expect(found(text, received: "2024-05-03").isEmpty, "\(text)") }
}
