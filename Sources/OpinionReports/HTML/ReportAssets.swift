import Foundation
import Mustache

/// The files that the page is made from: templates, style sheet, script and the chart library, read into memory.
public struct ReportAssets: Sendable {
    let library: MustacheLibrary
    let style: String
    let script: String
    let chartScript: String

    /// Reads `*.mustache`, `report.css` and `report.js` from a folder, and Chart.js 3 from a file
    /// (`/usr/share/javascript/chart.js/chart.min.js` on Debian with libjs-chart.js).
    ///
    /// - Throws: `ReportError` where a file is missing, cannot be parsed, or could not be inlined safely.
    public init(templates: URL, chartScript: URL) throws(ReportError) {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: templates.path) } catch {
            throw .unreadableAsset(name: templates.lastPathComponent, reason: "文件夹不存在或没有权限")
        }
        MustacheContentTypes.register(ScalarHTML(), named: ScalarHTML.name)
        var library = MustacheLibrary()
        for name in names.sorted() where name.hasSuffix(".mustache") {
            let text = try Self.text(of: templates.appendingPathComponent(name))
            do {
                // The pragma is put in here so that no template can forget it.
                let template = try MustacheTemplate(string: "{{% CONTENT_TYPE:\(ScalarHTML.name)}}\n" + text)
                library.register(template, named: String(name.dropLast(".mustache".count)))
            } catch { throw .badTemplate(name: name, reason: String(describing: error)) }
        }
        guard library.getTemplate(named: "report") != nil else {
            throw .unreadableAsset(name: "report.mustache", reason: "模板文件夹中没有")
        }
        self.library = library
        style = try Self.inlinable(templates.appendingPathComponent("report.css"), end: "</style")
        script = try Self.inlinable(templates.appendingPathComponent("report.js"), end: "</script")
        self.chartScript = try Self.inlinable(chartScript, end: "</script")
    }

    private static func inlinable(_ file: URL, end: String) throws(ReportError) -> String {
        let text = try text(of: file)
        guard !text.lowercased().contains(end) else { throw .unsafeAsset(name: file.lastPathComponent) }
        return text
    }

    private static func text(of file: URL) throws(ReportError) -> String {
        do { return try String(contentsOf: file, encoding: .utf8) } catch {
            throw .unreadableAsset(name: file.lastPathComponent, reason: "文件不存在、没有权限或不是 UTF-8 编码")
        }
    }
}
