// swift-tools-version: 6.1
import PackageDescription

// The library as a client builds it: a module of its own, release. Its sources are linked in (Sources/ChineseSegmenter)
// rather than named as a package, so that nothing of the program's dependencies is fetched or built.
let package = Package(
    name: "SegmenterBench",
    targets: [
        .target(name: "ChineseSegmenter"),
        .executableTarget(name: "segmenter-bench", dependencies: ["ChineseSegmenter"], path: "Sources/SegmenterBench"),
    ],
    swiftLanguageModes: [.v6]
)
