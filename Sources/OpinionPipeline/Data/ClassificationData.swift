import Classification
import Foundation
import OpinionRanking

/// The taxonomy, the catalogue of project types and the severity words, ready to be asked; built once for a run.
package struct ClassificationData: Sendable {
    package let classifier: SeedClassifier
    let matcher: NeedMatcher
    let severity: SeverityLexicon
    package let needs: [Need]

    /// Reads the program's files.
    ///
    /// - Throws: `PipelineError` for a missing file, `ClassificationError` for an unusable line.
    package init(_ data: DataFolder) throws {
        func text(_ name: String) throws -> String {
            let url = data.dictionary(name)
            guard let bytes = try? Data(contentsOf: url), let text = String(data: bytes, encoding: .utf8) else {
                throw PipelineError.unreadable(path: url.path, reason: "应为 UTF-8 文本文件")
            }
            return text
        }
        classifier = SeedClassifier(try SeedTaxonomy(tsv: text("taxonomy.tsv"), name: "taxonomy.tsv"))
        let catalogue = try NeedCatalogue(tsv: text("needs.tsv"), name: "needs.tsv")
        matcher = NeedMatcher(catalogue)
        severity = try SeverityLexicon(tsv: text("severity.tsv"), name: "severity.tsv")
        needs = catalogue.needs.map(Self.need)
    }

    private static func need(_ entry: NeedCatalogue.Need) -> Need {
        let answers = [entry.publicCompetence, entry.benefitsAll, entry.withinOneYear, entry.affordable]
        let gates = zip(Gate.all, answers).map { gate, answer in
            switch answer {
            case .yes: Gate(key: gate.key, name: gate.name, verdict: .passed, reason: "项目目录判断为“是”")
            case .no: Gate(key: gate.key, name: gate.name, verdict: .failed, reason: "项目目录判断为“否”：\(entry.note)")
            case .unknown: Gate(key: gate.key, name: gate.name, verdict: .unknown, reason: "项目目录未作判断，需人工判断")
            }
        }
        return Need(
            id: entry.id, title: entry.title, category: entry.category, gates: gates,
            unit: entry.unit.isEmpty ? nil : entry.unit)
    }
}
