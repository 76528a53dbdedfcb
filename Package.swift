// swift-tools-version: 6.1
import PackageDescription

// One target per idea; an arrow is a dependency and none points back up (docs/ARCHITECTURE.md).
let package = Package(
    name: "opinion",
    products: [
        .executable(name: "opinion", targets: ["opinion-cli"]),
        .library(name: "ChineseSegmenter", targets: ["ChineseSegmenter"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // C shims: system-library targets carry pkg-config flags, C targets hide the libraries' headers (docs/ARCHITECTURE.md).
        .systemLibrary(name: "CICUSystem", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
        .target(name: "CICU", dependencies: ["CICUSystem"]),
        .systemLibrary(name: "CLibXML2System", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "CLibXML2", dependencies: ["CLibXML2System"]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

        // Leaves: they know nothing of each other.
        .target(
            name: "OpinionIngest",
            dependencies: ["CICU", "CLibXML2", "CArchive", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "ChineseSegmenter"),
        .target(name: "TermVectors"),
        .target(name: "OpinionVoting"),

        .target(name: "Clustering", dependencies: ["TermVectors"]),
        .target(name: "Classification", dependencies: ["TermVectors"]),
        .target(name: "Proposals", dependencies: ["TermVectors", "Clustering", "Classification"]),
        .target(name: "OpinionRanking", dependencies: ["OpinionIngest"]),
        .target(
            name: "OpinionStore",
            dependencies: [
                "CSQLite", "OpinionIngest", "OpinionRanking", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "OpinionReports",
            dependencies: [
                "OpinionIngest", "OpinionRanking", "CXLSXWriter",
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        .target(
            name: "OpinionPipeline",
            dependencies: [
                "CICU", "OpinionIngest", "ChineseSegmenter", "TermVectors", "Clustering", "Classification",
                "Proposals", "OpinionRanking", "OpinionReports", "OpinionStore", "OpinionVoting",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .executableTarget(
            name: "sample-corpus", dependencies: ["CXLSXWriter"], path: "corpus/generator", exclude: ["pieces"]),
        .executableTarget(
            name: "opinion-cli",
            dependencies: [
                "OpinionIngest", "ChineseSegmenter", "Classification", "Proposals", "OpinionRanking", "OpinionVoting",
                "OpinionStore", "OpinionReports",
                "OpinionPipeline",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "OpinionTestSupport", path: "Tests/OpinionTestSupport"),
        .testTarget(name: "ChineseSegmenterTests", dependencies: ["ChineseSegmenter", "OpinionTestSupport"]),
        .testTarget(name: "TermVectorsTests", dependencies: ["TermVectors", "OpinionTestSupport"]),
        .testTarget(
            name: "OpinionIngestTests", dependencies: ["OpinionIngest", "OpinionTestSupport", "CArchive"],
            exclude: ["Mask/masking-held.txt", "Mask/masking-tuned.txt", "Place/places.txt"]),
        .testTarget(
            name: "OpinionRankingTests", dependencies: ["OpinionRanking", "OpinionIngest", "OpinionTestSupport"]),
        .testTarget(name: "OpinionVotingTests", dependencies: ["OpinionVoting", "OpinionTestSupport"]),
        .testTarget(
            name: "ClassificationTests", dependencies: ["Classification", "OpinionTestSupport"]),
        .testTarget(name: "ProposalsTests", dependencies: ["Proposals", "TermVectors", "OpinionTestSupport"]),
        .testTarget(
            name: "OpinionStoreTests",
            dependencies: [
                "OpinionStore", "OpinionIngest", "OpinionRanking", "OpinionTestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "OpinionReportsTests",
            dependencies: ["OpinionReports", "OpinionIngest", "OpinionRanking", "CArchive", "OpinionTestSupport"]),
        .testTarget(name: "ClusteringTests", dependencies: ["Clustering", "TermVectors", "OpinionTestSupport"]),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "ChineseSegmenter", "Classification", "Clustering", "OpinionIngest", "OpinionPipeline",
                "OpinionRanking", "OpinionReports", "OpinionStore", "OpinionTestSupport", "OpinionVoting",
                "Proposals", "TermVectors",
            ]),
        // Runs the program itself: it depends on opinion-cli so that the program is built before the tests.
        .testTarget(
            name: "CommandLineTests",
            dependencies: ["opinion-cli", "OpinionReports", "OpinionTestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

// `make docs`: the plugin is fetched only when somebody builds the pages, so that other builds don't wait for it.
if Context.environment["OPINION_DOCS"] != nil {
    package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
