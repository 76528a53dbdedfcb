import Foundation
import OpinionTestSupport

/// Made-up work orders of the fictional county 临溪县 as CSV files, always the same ones.
enum WorkOrders {
    private static let header = "工单编号,受理时间,诉求人,联系电话,诉求类型,诉求标题,诉求内容,承办单位,办结时间,办理结果,满意度\n"
    private static let places = ["溪滨路", "人民路", "学府路", "竹园路", "东亭大道"]
    private static let matters = ["路灯不亮", "垃圾无人清运", "夜间施工噪音", "路面积水", "电梯停运", "占道经营"]
    private static let units = ["县住建局", "县交通运输局", "县水利局", "城关街道办事处"]

    /// Rows of all kinds: with and without a text, blank ones, lines of totals, repetitions, and with `answered` what a
    /// later export says of the same work orders.
    static func csv(rows: Range<Int>, answered: Bool = false) -> [UInt8] {
        var random = SeededGenerator(seed: UInt64(rows.lowerBound) + 7)
        var text = header
        for row in rows {
            if row % 211 == 0 { text += ",,,,,,,,,,\n" }
            if row % 997 == 0 { text += "合计,,,,,,,,,,\n" }
            text += line(row, answered, &random)
            if row % 173 == 0 { text += line(row, answered, &random) }
        }
        return Array(text.utf8)
    }

    private static func line(_ row: Int, _ answered: Bool, _ random: inout SeededGenerator) -> String {
        let place = places[row % 5]
        let matter = matters[row % 6]
        let digits = String(row % 10_000 + 10_000).dropFirst()
        let phone = "13\(row % 10)0000\(digits)"
        let day = "2024/\(row % 12 + 1)/\(row % 28 + 1) 8:\(row % 50 + 10)"
        let words = row % 50 == 0 ? "," : "\(place)\(matter),来电人周伟反映：\(place)\(row % 300)号\(matter)，电话\(phone)，请尽快处理。"
        let handling = answered ? "2024/12/\(row % 28 + 1),已派人处理，请放心。,满意" : ",,"
        return "LX\(row),\(day),周伟,\(phone),投诉,\(words),\(units[row % 4]),\(handling)\n"
    }
}
