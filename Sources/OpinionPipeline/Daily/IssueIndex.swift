import Clustering
import OpinionIngest
import TermVectors

/// What the last full analysis knew, mapped from the file beside the store.
struct IssueIndex: Sendable {
    /// The distinct texts, in the order of time, and their groups.
    let search: SearchIndex
    /// The ids of the records, ascending.
    let ids: MappedNumbers<UInt64>
    /// The distinct text of each record, as a position in `search`.
    let rows: MappedNumbers<Int32>
    /// The severity of each record.
    let severity: MappedNumbers<Double>
    /// What each channel's form brings along.
    let boilerplate: [Channel: Set<Int32>]
    private let plain: MappedNumbers<UInt8>
    private let needs: Lists
    private let categories: Lists

    /// Lists of names, a list each record.
    private struct Lists: Sendable {
        let codes: MappedNumbers<UInt16>
        let limits: MappedNumbers<Int>
        let names: [String]

        init(_ file: SectionFile, _ name: String, count: Int) throws {
            codes = try file.numbers(name + ".codes")
            limits = try file.limits(name + ".limits", most: codes.count)
            let text = try file.text(name + ".names")
            let found =
                text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            names = found
            guard limits.count == count + 1, codes.allSatisfy({ Int($0) < found.count }) else {
                throw SectionFile.Unusable(description: "section \(name) is damaged")
            }
        }

        func list(_ record: Int) -> [String] { codes[limits[record]..<limits[record + 1]].map { names[Int($0)] } }
    }

    /// Opens the index of a store.
    ///
    /// - Throws: `SectionFile.Unusable` where there is none, or it is of another analysis or of other settings.
    init(path: String, base: String, fingerprint: String) throws {
        let file = try SectionFile(path: path)
        guard try file.text("base") == base else { throw SectionFile.Unusable(description: "of another analysis") }
        guard try file.text("fingerprint") == fingerprint else {
            throw SectionFile.Unusable(description: "of other settings")
        }
        search = try SearchIndex(file)
        ids = try file.numbers("records.ids")
        rows = try file.numbers("records.rows")
        severity = try file.numbers("records.severity")
        plain = try file.numbers("records.plain")
        needs = try Lists(file, "records.needs", count: ids.count)
        categories = try Lists(file, "records.category", count: ids.count)
        var found: [Channel: Set<Int32>] = [:]
        for channel in Channel.allCases {
            if let terms: MappedNumbers<Int32> = try? file.numbers("boilerplate." + channel.rawValue) {
                found[channel] = Set(terms)
            }
        }
        boilerplate = found
        let (texts, count) = (search.count, ids.count)
        guard [rows.count, severity.count, plain.count].allSatisfy({ $0 == count }),
            rows.allSatisfy({ $0 >= 0 && Int($0) < texts }),
            zip(ids, ids.dropFirst()).allSatisfy({ $0 < $1 })
        else { throw SectionFile.Unusable(description: "section records is damaged") }
    }

    /// Whether a record's number is known to hold nothing to mask.
    func hasPlainNumber(_ record: Int) -> Bool { plain[record] == 1 }

    /// The ids of the needs that a record speaks of.
    func needs(of record: Int) -> [String] { needs.list(record) }

    /// The first level of a record's class; nil where it has none.
    func category(of record: Int) -> String? { categories.list(record).first }
}
