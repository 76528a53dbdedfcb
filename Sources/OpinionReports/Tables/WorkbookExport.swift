import CXLSXWriter
import Foundation
import OpinionIngest

/// Writes tables as the sheets of one .xlsx file, row by row in constant memory.
///
/// Texts are always written as texts, never as formulas or links. A cell holds at most 32,767 UTF-16 units; a longer text
/// is cut and says so. The creation time is the given clock, so equal tables give equal bytes.
public enum WorkbookExport {
    /// The most that a cell can hold, in UTF-16 units.
    public static let longestText = 32_767
    /// What a cut text ends with.
    public static let cutNote = "……（原文过长，此处截断，全文见网页报告）"

    /// Writes the file, replacing what is there.
    ///
    /// - Throws: `ReportError.notWritten` where the file cannot be made, `ReportError.workbook` where the library refuses.
    public static func write(_ tables: [ExportTable], clock: CivilTime, to file: URL) throws(ReportError) {
        // The library prints to stderr when it cannot make the file, so that is found out first.
        guard let probe = fopen(file.path, "wb") else {
            throw .notWritten(file: file.lastPathComponent, reason: ReportError.reason(errno: errno))
        }
        fclose(probe)
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let book = workbook_new_opt(file.path, &options) else { throw .workbook(operation: "新建文件", code: 1) }
        // The library keeps pointers to sheets and formats; closing the book frees all of them, whatever happened.
        var failure: ReportError?
        var properties = lxw_doc_properties()
        properties.created = time_t(max(1, clock.seconds))
        _ = workbook_set_properties(book, &properties)
        let head = headingFormat(book)
        let body = workbook_add_format(book)
        format_set_align(body, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        for table in tables where failure == nil {
            guard let sheet = workbook_add_worksheet(book, table.name) else {
                failure = .workbook(operation: "新建工作表“\(table.name)”", code: 1)
                break
            }
            failure = write(table, to: sheet, in: book, head: head, body: body)
        }
        let code = workbook_close(book)
        if let failure { throw failure }
        guard code == LXW_NO_ERROR else { throw .workbook(operation: "写入文件", code: Int(code.rawValue)) }
    }

    private static func headingFormat(_ book: UnsafeMutablePointer<lxw_workbook>) -> UnsafeMutablePointer<lxw_format>? {
        let format = workbook_add_format(book)
        format_set_bold(format)
        format_set_bg_color(format, 0xDCE6F1)
        format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        return format
    }

    private static func write(
        _ table: ExportTable, to sheet: UnsafeMutablePointer<lxw_worksheet>,
        in book: UnsafeMutablePointer<lxw_workbook>,
        head: UnsafeMutablePointer<lxw_format>?, body: UnsafeMutablePointer<lxw_format>?
    ) -> ReportError? {
        guard table.rows.count < 1_048_576, !table.columns.isEmpty, table.columns.count <= 16_384 else {
            return .workbook(operation: "写入工作表“\(table.name)”（超过行列上限）", code: 2)
        }
        let lastColumn = UInt16(table.columns.count - 1)
        for (index, column) in table.columns.enumerated() {
            worksheet_set_column(sheet, UInt16(index), UInt16(index), Double(column.width), nil)
        }
        worksheet_freeze_panes(sheet, 1, 0)
        worksheet_autofilter(sheet, 0, 0, UInt32(table.rows.count), lastColumn)
        for (index, column) in table.columns.enumerated() {
            worksheet_write_string(sheet, 0, UInt16(index), cellText(column.title), head)
        }
        for (row, cells) in table.rows.enumerated() {
            for (index, cell) in cells.prefix(table.columns.count).enumerated() {
                let (line, column) = (UInt32(row + 1), UInt16(index))
                let code: lxw_error
                switch cell {
                case .empty: continue
                case .count(let value): code = worksheet_write_number(sheet, line, column, Double(value), body)
                case .number(let value, let decimals):
                    guard value.isFinite else { continue }
                    let rounded = Double(ShownNumber.fixed(value, decimals)) ?? value
                    code = worksheet_write_number(sheet, line, column, rounded, body)
                case .text(let text):
                    if text.isEmpty { continue }
                    code = worksheet_write_string(sheet, line, column, cellText(text), body)
                }
                guard code == LXW_NO_ERROR else {
                    return .workbook(operation: "写入工作表“\(table.name)”第 \(row + 2) 行", code: Int(code.rawValue))
                }
            }
        }
        return nil
    }

    /// The text as a cell can hold it: without characters that XML cannot carry, and cut where it is too long.
    package static func cellText(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: scalars.append(scalar)
            case 0x0D: continue
            case 0..<0x20, 0xFFFE, 0xFFFF: scalars.append(" ")
            default: scalars.append(scalar)
            }
        }
        let clean = String(scalars)
        guard clean.utf16.count > longestText else { return clean }
        var room = longestText - cutNote.utf16.count
        var cut = ""
        for character in clean {
            room -= character.utf16.count
            if room < 0 { break }
            cut.append(character)
        }
        return cut + cutNote
    }
}
