import Foundation
import OpinionTestSupport
import TermVectors
import Testing

@Suite struct SectionFileTests {
    private static func write(_ folder: TemporaryFolder) throws -> String {
        let path = folder.url.appendingPathComponent("表.index").path
        let writer = try SectionWriter(path: path)
        try writer.add("limits", [0, 2, 2, 5])
        try writer.begin("weights")
        for piece in [[Float(1), 2], [], [3]] { try writer.append(piece) }
        try writer.add("bytes", [UInt8](repeating: 7, count: 3_000_001))
        try writer.add("nothing", [Int32]())
        try writer.add("name", text: "临溪县")
        try writer.finish()
        return path
    }

    @Test func whatWasWrittenComesBack() throws {
        let folder = try TemporaryFolder()
        let file = try SectionFile(path: Self.write(folder))
        #expect(Array(try file.limits("limits", most: 5)) == [0, 2, 2, 5])
        #expect(Array(try file.numbers("weights", as: Float.self)) == [1, 2, 3])
        let bytes = try file.numbers("bytes", as: UInt8.self)
        #expect(bytes.count == 3_000_001 && bytes.allSatisfy { $0 == 7 })
        #expect(try file.numbers("nothing", as: Int32.self).isEmpty)
        #expect(try file.text("name") == "临溪县")
    }

    @Test func theFileIsItsOwnersAndThereOnlyWhenWhole() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("表.index").path
        do {
            let dropped = try SectionWriter(path: path)
            try dropped.add("limits", [0])
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
        try Data("a draft of a killed run".utf8).write(to: URL(fileURLWithPath: path + ".new"))
        _ = try Self.write(folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["表.index"])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o600)
    }

    @Test func damageIsToldNotTrapped() throws {
        let folder = try TemporaryFolder()
        let path = try Self.write(folder)
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        let copy = folder.url.appendingPathComponent("copy")
        for length in [0, 1, 15, 16, 100, whole.count - 200, whole.count - 8, whole.count - 1] {
            try whole.prefix(length).write(to: copy)
            #expect(throws: SectionFile.Unusable.self, "\(length) bytes") { try SectionFile(path: copy.path) }
        }
        // Any byte of the table or behind it may be wrong.
        for back in 1..<400 {
            var bytes = whole
            bytes[bytes.count - back] ^= 0x15
            try bytes.write(to: copy)
            guard let file = try? SectionFile(path: copy.path) else { continue }
            _ = try? file.numbers("weights", as: Float.self).reduce(0, +)
            _ = try? file.limits("limits", most: 5)
        }
        #expect(throws: SectionFile.Unusable.self) { try SectionFile(path: folder.url.path) }
        #expect(throws: SectionFile.Unusable.self) { try SectionFile(path: path + ".none") }
        let file = try SectionFile(path: path)
        #expect(throws: SectionFile.Unusable.self) { try file.numbers("missing", as: Int.self) }
        #expect(throws: SectionFile.Unusable.self) { try file.numbers("bytes", as: Int32.self) }
        #expect(throws: SectionFile.Unusable.self) { try file.limits("limits", most: 4) }
    }

    @Test func aVocabularyComesBack() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("词").path
        var vocabulary = Vocabulary()
        for number in 0..<5_000 { _ = vocabulary.intern("词\(number)") }
        let writer = try SectionWriter(path: path)
        try vocabulary.write(to: writer, "terms")
        try writer.finish()
        var again = try Vocabulary(SectionFile(path: path), "terms")
        #expect(again.count == vocabulary.count)
        for number in 0..<5_000 {
            #expect(again.find("词\(number)") == Int32(number) && again.term(Int32(number)) == "词\(number)")
        }
        #expect(again.find("词") == nil)
        #expect(again.intern("新词") == 5_000)
    }
}
