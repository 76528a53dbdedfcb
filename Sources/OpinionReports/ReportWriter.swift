import Foundation

/// Writes a report's files into a folder: the page, the tables and the workbook.
///
/// Everything is first written under other names and then renamed, so a reader never sees half a file, and a failure
/// leaves the files of the run before as they were.
public enum ReportWriter {
    /// The page's file name.
    public static let page = "report.html"
    /// The workbook's file name.
    public static let workbook = "opinion.xlsx"

    /// Writes all files, making the folder where it is missing; returns their names in the order written.
    ///
    /// - Throws: `ReportError` with the file concerned.
    @discardableResult
    public static func write(content: ReportContent, to folder: URL, assets: ReportAssets) throws(ReportError)
        -> [String]
    {
        let html = try HTMLReport(assets: assets).render(content)
        do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
            throw .folderNotMade(reason: reason(error))
        }
        let tables = ReportTables.all(content)
        let names = [page] + tables.map(\.file) + [workbook]
        defer { for name in names { try? FileManager.default.removeItem(at: part(name, in: folder)) } }

        try write(Data(html.utf8), as: page, in: folder)
        for table in tables { try write(Data(TableExport.csv(table)), as: table.file, in: folder) }
        try WorkbookExport.write(tables, clock: content.clock, to: part(workbook, in: folder))
        for name in names {
            let target = folder.appendingPathComponent(name)
            guard rename(part(name, in: folder).path, target.path) == 0 else {
                throw .notWritten(file: name, reason: ReportError.reason(errno: errno))
            }
        }
        return names
    }

    private static func part(_ name: String, in folder: URL) -> URL { folder.appendingPathComponent(".\(name).part") }

    private static func write(_ data: Data, as name: String, in folder: URL) throws(ReportError) {
        do { try data.write(to: part(name, in: folder)) } catch { throw .notWritten(file: name, reason: reason(error)) }
    }

    /// Short words for a file error, without the path.
    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .some(.fileWriteNoPermission): "没有写入权限"
        case .some(.fileWriteOutOfSpace): "磁盘空间不足"
        case .some(.fileWriteFileExists): "同名的是一个文件"
        case .some(.fileNoSuchFile), .some(.fileReadNoSuchFile): "文件夹不存在"
        case .some(let code): "文件错误 \(code.rawValue)"
        case .none: "文件错误"
        }
    }
}
