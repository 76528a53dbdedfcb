// swift-tools-version: 6.1
import PackageDescription

// `RepeatFinder` alone, release. Its sources are linked in rather than named as a package, so that nothing of the program's
// dependencies is fetched or built.
let package = Package(
    name: "RepeatBench",
    targets: [
        .target(name: "TermVectors"),
        .target(name: "Clustering", dependencies: ["TermVectors"]),
        .executableTarget(
            name: "repeat-bench", dependencies: ["Clustering", "TermVectors"], path: "Sources/RepeatBench"),
    ],
    swiftLanguageModes: [.v6]
)
