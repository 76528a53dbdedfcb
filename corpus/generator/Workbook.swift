import CXLSXWriter
import Foundation

/// The deputies' proposals as a spreadsheet with a title row and dates as serial numbers.
enum Workbook {
    enum Cell { case text(String), day(Int), number(Int), empty }

    static func write(_ rows: [[Cell]], title: String, header: [String], to path: String) throws {
        guard let book = workbook_new(path) else { throw FileError.workbook(path) }
        let author = strdup("临溪县人大常委会代表工委")
        defer { free(author) }
        var properties = lxw_doc_properties()
        properties.author = UnsafePointer(author).map { UnsafeMutablePointer(mutating: $0) }
        // Fixed, so that two runs give the same bytes.
        properties.created = 1_735_603_200
        workbook_set_properties(book, &properties)
        let sheet = workbook_add_worksheet(book, "建议目录")
        let bold = workbook_add_format(book)
        format_set_bold(bold)
        let date = workbook_add_format(book)
        format_set_num_format(date, "yyyy/m/d")
        let wrap = workbook_add_format(book)
        format_set_text_wrap(wrap)
        worksheet_merge_range(sheet, 0, 0, 0, UInt16(header.count - 1), title, bold)
        for (column, name) in header.enumerated() { worksheet_write_string(sheet, 1, UInt16(column), name, bold) }
        for (index, row) in rows.enumerated() {
            for (column, cell) in row.enumerated() {
                let (line, place) = (UInt32(index + 2), UInt16(column))
                switch cell {
                case .text(let text): worksheet_write_string(sheet, line, place, text, text.count > 60 ? wrap : nil)
                case .day(let day): worksheet_write_number(sheet, line, place, Double(day + 25_569), date)
                case .number(let number): worksheet_write_number(sheet, line, place, Double(number), nil)
                case .empty: break
                }
            }
        }
        worksheet_set_column(sheet, 5, 5, 80, nil)
        let result = workbook_close(book)
        if result != LXW_NO_ERROR { throw FileError.workbook("\(path): \(result.rawValue)") }
    }
}
