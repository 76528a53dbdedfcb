import Classification
import OpinionTestSupport
import Testing

/// Damaged and foreign model files.
struct ModelFileTests {
    private func bytes() throws -> [UInt8] { try Office(classes: 2, texts: 12).trainer().train().bytes }

    @Test func everyTruncationIsRefused() throws {
        let whole = try bytes()
        var lengths = Array(0..<200) + [whole.count - 1]
        var random = SeededGenerator(seed: 2)
        for _ in 0..<100 { lengths.append(Int.random(in: 0..<whole.count, using: &random)) }
        for length in lengths {
            #expect(throws: ClassifierError.self) { try LinearClassifier(bytes: Array(whole.prefix(length))) }
        }
    }

    @Test func everyChangedByteIsRefused() throws {
        let whole = try bytes()
        var random = SeededGenerator(seed: 3)
        let places = Array(0..<128) + (0..<200).map { _ in Int.random(in: 128..<whole.count, using: &random) }
        for place in places {
            var changed = whole
            changed[place] ^= UInt8.random(in: 1...255, using: &random)
            #expect(throws: ClassifierError.self, "byte \(place)") { try LinearClassifier(bytes: changed) }
        }
    }

    @Test func otherVersionIsNamed() throws {
        var changed = try bytes()
        changed[8] = 9
        #expect(throws: ClassifierError.otherVersion(path: "旧.model", expected: 1, found: 9)) {
            try LinearClassifier(bytes: changed, name: "旧.model")
        }
    }

    @Test func foreignAndMissingFilesAreNamed() throws {
        let folder = try TemporaryFolder()
        for (name, content) in [("空.model", ""), ("表.model", "编号\t类别\t文本\n")] {
            let file = try folder.write(content, to: name)
            let error = #expect(throws: ClassifierError.self) { try LinearClassifier(path: file.path) }
            #expect(error?.description.contains(name) == true)
        }
        let missing = folder.url.appendingPathComponent("无.model").path
        #expect(throws: ClassifierError.unreadable(path: missing, reason: "文件不存在")) {
            try LinearClassifier(path: missing)
        }
        #expect(throws: ClassifierError.unreadable(path: folder.url.path, reason: "不是普通文件")) {
            try LinearClassifier(path: folder.url.path)
        }
    }
}
