import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionReports
import OpinionStore
import OpinionTestSupport
import Testing

/// No personal data of the sample is in anything that is shown.
struct GoldenMaskingTests {
    private static let patterns = [
        "telephone": "(?<![0-9])1[3-9][0-9]{9}(?![0-9])",
        "grouped telephone": "(?<![0-9])1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}(?![0-9])",
        "id card": "(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])",
        "bank card": "(?<![0-9])62[0-9]{14,17}(?![0-9])",
        "plate": "浙[A-Z][·•]?[A-Z0-9]{5,6}",
        "e-mail": "[A-Za-z0-9._-]+@[A-Za-z0-9-]+\\.[A-Za-z]{2,}",
    ]

    /// Full-width digits and letters as ASCII, so that the patterns see what a person reads.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
                    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
                }))
    }

    private static func matches(_ pattern: String, in text: String) throws -> [String] {
        let expression = try NSRegularExpression(pattern: pattern)
        let range = NSRange(text.startIndex..., in: text)
        return expression.matches(in: text, range: range).compactMap {
            Range($0.range, in: text).map { String(text[$0]) }
        }
    }

    private let golden: GoldenRun

    init() throws { golden = try GoldenRun.shared() }

    /// Everything that a person could read, one text.
    private func shown() throws -> String {
        var texts: [String] = []
        try golden.store.forEachShownRecord { record in
            texts += [record.title, record.body, record.facts.handling.reply ?? "", record.facts.place.address ?? ""]
        }
        let analysis = golden.summary.analysis
        for issue in analysis.issues { texts += [issue.label] + issue.keywords }
        for candidate in analysis.candidates { texts += [candidate.title] + candidate.parts.map(\.explanation) }
        for lead in analysis.leads { texts += [lead.title, lead.explanation] + lead.evidence.map(\.value) }
        for group in analysis.repeats { texts += group.news }
        for reject in try golden.store.rejects() { texts.append(reject.reason) }
        return Self.plain(texts.joined(separator: "\n"))
    }

    private func originals() throws -> String {
        var texts: [String] = []
        for id in golden.facts.keys.sorted() {
            guard let original = try golden.store.original(id) else { continue }
            texts += [original.title, original.body, original.reply ?? "", original.address ?? ""]
        }
        return Self.plain(texts.joined(separator: "\n"))
    }

    @Test func originalsHavePersonalDataAndShownTextsHaveNone() throws {
        let originals = try originals()
        let shown = try shown()
        for (name, pattern) in Self.patterns.sorted(by: { $0.key < $1.key }) {
            let leaked = try Self.matches(pattern, in: shown)
            #expect(leaked.isEmpty, "\(name): \(leaked.count) shown")
        }
        // The test could not fail if the sample had nothing to mask.
        #expect(try Self.matches(Self.patterns["telephone"] ?? "", in: originals).count >= 20)
        #expect(try Self.matches(Self.patterns["plate"] ?? "", in: originals).count >= 2)
    }

    @Test func noTelephoneOfTheInputsIsInTheReport() throws {
        var telephones = Set<String>()
        for file in Job.sampleFiles where file.pathExtension != "xlsx" {
            // Digits are the same bytes in every encoding of the sample.
            let text = String(decoding: try Data(contentsOf: file).map { $0 < 0x80 ? $0 : 0x20 }, as: UTF8.self)
            telephones.formUnion(try Self.matches(Self.patterns["telephone"] ?? "", in: text))
        }
        #expect(telephones.count > 500)
        let folder = try TemporaryFolder()
        let out = folder.url.appendingPathComponent("out")
        let names = try ReportStage(office: "临溪县人大常委会", data: Job.data)
            .write(golden.store, manifest: golden.summary.manifest, to: out)
        #expect(names.contains("report.html"))
        let shown = try shown()
        #expect(telephones.allSatisfy { !shown.contains($0) })
        for name in names where !name.hasSuffix(".xlsx") {
            let text = try String(contentsOf: out.appendingPathComponent(name), encoding: .utf8)
            let found = Set(try Self.matches("1[3-9][0-9]{9}", in: text)).intersection(telephones)
            #expect(found.isEmpty, "\(name): \(found.count) numbers")
        }
    }
}
