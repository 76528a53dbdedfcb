import ChineseSegmenter
import Foundation
import Testing

/// The shipped model measured on segmented text beside the project, where that is there; only counts are looked at.
enum MeasuringData {
    static let root: URL = {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root
    }()

    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["OPINION_SHARED"].map { URL(fileURLWithPath: $0) }
        let shared = named ?? root.deletingLastPathComponent().appendingPathComponent("shared")
        let folder = shared.appendingPathComponent("data/segmentation")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static func shipped() throws -> Segmenter {
        let dicts = root.appendingPathComponent("dicts")
        return try Segmenter(
            model: TaggerModel(path: dicts.appendingPathComponent("segmenter.model").path),
            dictionary: WordDictionary(path: dicts.appendingPathComponent("general.words").path))
    }
}

@Suite struct ShippedModelTests {
    @Test func opensAndSegments() throws {
        let segmenter = try MeasuringData.shipped()
        #expect(segmenter.words(in: "小区电梯经常故障") == ["小区", "电梯", "经常", "故障"])
    }

    @Test func modelAndDictionaryStaySmall() throws {
        let sizes = try ["segmenter.model", "general.words"].map { name in
            try Data(contentsOf: MeasuringData.root.appendingPathComponent("dicts/\(name)")).count
        }
        #expect(sizes.reduce(0, +) <= 8_000_000)
    }

    @Test(
        .enabled(if: MeasuringData.folder != nil, "the measuring data is absent; set OPINION_SHARED to its folder"),
        arguments: [("domain.dev.gold.txt", 0.925), ("pku.test.gold.txt", 0.928)])
    func qualityFloor(file: String, floor: Double) throws {
        let folder = try #require(MeasuringData.folder)
        let gold = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        let evaluation = try SegmentationEvaluation(text: gold, segmenter: MeasuringData.shipped())
        #expect(evaluation.score.f1 >= floor)
    }
}
