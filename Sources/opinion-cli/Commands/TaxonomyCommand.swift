import ArgumentParser
import Classification
import Foundation
import OpinionPipeline
import OpinionReports
import OpinionStore

/// `opinion taxonomy`: the office's classes, version by version.
struct TaxonomyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "taxonomy", abstract: "导入、查看分类体系的各个版本，对照新旧版本。",
        subcommands: [Import.self, List.self, Show.self, TaxonomyMapCommand.self])

    /// `opinion taxonomy import`
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "从 .xlsx 或 .csv 导入一个版本。",
            discussion: """
                认两种表：“一级分类、二级分类、三级分类”各一列；或“编码、名称、上级编码”（可加“级别、说明”）一行一类。\
                列按名称识别，次序不限。有一行不对就整表不收，并列出每一处。各版本并存，互不覆盖。
                """)

        @Argument(help: "分类体系文件（.xlsx、.csv）。") var file: String
        @Option(name: .customLong("store"), help: "数据库文件；没有则新建。") var store = "opinion.sqlite"
        @Option(help: "版本名称，如“2026版”；省略则取文件名。") var name: String?
        @OptionGroup var format: ReportFormatOptions
        @OptionGroup var clock: ClockOptions

        func run() throws {
            try CommandFailure.reporting {
                let url = URL(fileURLWithPath: file)
                _ = try TaxonomyDesk.read(url)  // A bad file makes no store.
                let desk = TaxonomyDesk(try Store(path: store, mode: .create))
                let imported = try desk.importFile(url, name: name, now: clock.clock())
                let summary = TaxonomySummary(name: imported.name, imported.taxonomy)
                switch format.format {
                case .json: try Results.printJSON(summary)
                case .text:
                    try Results.write(
                        "\(imported.isNew ? "已导入" : "已有相同内容")“\(imported.name)”：\(summary.text)\n")
                }
            }
        }
    }

    /// `opinion taxonomy list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "列出数据库里的各个版本。")

        @OptionGroup var store: StoreOptions
        @OptionGroup var format: FormatOptions

        func run() throws {
            try CommandFailure.reporting {
                let all = try store.open().taxonomies()
                let summaries = all.map { TaxonomySummary(name: $0.name, TaxonomyDesk.taxonomy($0)) }
                let table = TerminalTable(
                    columns: [
                        .init("版本", maximumWidth: 30), .init("类别", .right), .init("最末级", .right), .init("级数", .right),
                        .init("内容哈希"), .init("来源文件", maximumWidth: 40), .init("导入时间"),
                    ],
                    rows: zip(all, summaries).map { stored, summary in
                        [
                            stored.name, "\(summary.classes)", "\(summary.leaves)", "\(summary.levels.count)",
                            stored.hash,
                            stored.file, stored.imported.description,
                        ]
                    })
                try Results.print(table, json: summaries, format: format.format)
            }
        }
    }

    /// `opinion taxonomy show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "show", abstract: "列出一个版本的全部类别。")

        @Argument(help: "版本名称。") var name: String
        @OptionGroup var store: StoreOptions
        @OptionGroup var format: FormatOptions

        struct JSON: Encodable {
            var code: String?
            var path: String
            var level: Int
            var note: String
        }

        func run() throws {
            try CommandFailure.reporting {
                let taxonomy = try TaxonomyDesk(store.open()).taxonomy(named: name)
                let order = taxonomy.nodes.indices.sorted { Self.key($0, taxonomy) < Self.key($1, taxonomy) }
                let table = TerminalTable(
                    columns: [
                        .init("编码", maximumWidth: 16), .init("类别", maximumWidth: 60), .init("说明", maximumWidth: 40),
                    ],
                    rows: order.map { index in
                        let node = taxonomy.nodes[index]
                        let indent = String(repeating: "　", count: node.level - 1)
                        return [
                            node.code ?? "", format.format == .table ? indent + node.name : taxonomy.path(index),
                            node.note,
                        ]
                    })
                try Results.print(
                    table,
                    json: order.map {
                        JSON(
                            code: taxonomy.nodes[$0].code, path: taxonomy.path($0), level: taxonomy.nodes[$0].level,
                            note: taxonomy.nodes[$0].note)
                    }, format: format.format)
            }
        }

        /// The tree's order: each class directly below the one above it.
        private static func key(_ index: Int, _ taxonomy: Taxonomy) -> TreePlace {
            TreePlace(line: taxonomy.lineage(index))
        }
    }
}

/// Where a class stands when the tree is written out.
private struct TreePlace: Comparable {
    var line: [Int]

    static func < (left: TreePlace, right: TreePlace) -> Bool { left.line.lexicographicallyPrecedes(right.line) }
}

/// A version in numbers.
struct TaxonomySummary: Encodable {
    var name: String
    var hash: String
    var classes: Int
    var leaves: Int
    /// Classes on each level.
    var levels: [Int]

    init(name: String, _ taxonomy: Taxonomy) {
        self.name = name
        hash = TaxonomyDesk.hex(taxonomy.contentHash)
        classes = taxonomy.nodes.count
        leaves = taxonomy.leaves.count
        levels = (0..<taxonomy.depth).map { level in taxonomy.nodes.count { $0.level == level + 1 } }
    }

    var text: String {
        let each = levels.enumerated().map { "第 \($0.offset + 1) 级 \($0.element) 类" }.joined(separator: "，")
        return "共 \(classes) 类（\(each)），最末级 \(leaves) 类；内容哈希 \(hash)"
    }
}
