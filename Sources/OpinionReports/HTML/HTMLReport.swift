import Mustache

/// Makes the report's page: one self-contained HTML file in Chinese that needs no network.
///
/// The main tables are in the HTML and readable without JavaScript; the records are JSON inside the page, from which
/// the script fills the panel of originals only when it is opened. Equal content and assets give equal bytes.
public struct HTMLReport: Sendable {
    private let assets: ReportAssets

    /// A page maker with its assets.
    public init(assets: ReportAssets) { self.assets = assets }

    /// The page for a content. Linear in the content.
    ///
    /// - Throws: what `ReportContent.validate()` throws, or `ReportError.badTemplate`.
    public func render(_ content: ReportContent) throws(ReportError) -> String {
        try content.validate()
        var view = ReportView(content).page()
        view["style"] = assets.style
        view["chartScript"] = assets.chartScript
        view["script"] = assets.script
        view["data"] = ReportData.json(content).rendered()
        guard let page = assets.library.render(view, withTemplate: "report") else {
            throw .badTemplate(name: "report", reason: "没有载入")
        }
        return page
    }
}
