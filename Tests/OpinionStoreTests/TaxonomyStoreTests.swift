import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct TaxonomyStoreTests {
    private func version(_ name: String, hash: String = "00000000000000aa") -> StoredTaxonomy {
        StoredTaxonomy(
            name: name, hash: hash, file: "分类.xlsx", sha256: String(repeating: "b", count: 64), imported: Samples.clock,
            classes: [
                .init(code: "01", name: "城乡建设", level: 1, parent: nil, note: "含“物业”"),
                .init(code: nil, name: "电梯", level: 2, parent: 0, note: ""),
            ])
    }

    @Test func versionsStandSideBySide() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        #expect(try store.save(version("2024版")))
        #expect(try store.save(version("2025版", hash: "00000000000000bb")))
        #expect(try store.taxonomies().map(\.name) == ["2024版", "2025版"])
        #expect(try store.taxonomy(named: "2024版") == version("2024版"))
        #expect(try store.taxonomy(named: "2023版") == nil)
        // The same again changes nothing; another of the same name is refused.
        let before = try store.contentHash()
        #expect(try !store.save(version("2024版")))
        #expect(throws: StoreError.self) { try store.save(version("2024版", hash: "00000000000000cc")) }
        #expect(try store.contentHash() == before)
    }

    @Test func aMappingIsReplacedAsAWhole() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        try store.save(version("甲"))
        try store.save(version("乙"))
        let lines = [
            StoredMappingLine(old: "城乡建设", new: "城乡建设", kind: "沿用", isCertain: true),
            StoredMappingLine(old: "城乡建设/电梯", new: "", kind: "删除", isCertain: false),
        ]
        #expect(try store.mapping(from: "甲", to: "乙").isEmpty)
        try store.saveMapping(lines, from: "甲", to: "乙")
        #expect(try store.mapping(from: "甲", to: "乙") == lines)
        #expect(try store.mapping(from: "乙", to: "甲").isEmpty)
        try store.saveMapping([lines[1]], from: "甲", to: "乙")
        #expect(try store.mapping(from: "甲", to: "乙") == [lines[1]])
        #expect(throws: StoreError.unknownEntry("分类体系“丙”")) { try store.saveMapping(lines, from: "甲", to: "丙") }
        #expect(try store.mapping(from: "甲", to: "乙") == [lines[1]])
    }

    @Test func theThirdLevelOfAClassIsKept() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        var analysis = Samples.analysis()
        analysis.classes[0].level2 = "物业"
        analysis.classes[0].level3 = "电梯"
        try store.replaceAnalysis(analysis)
        #expect(try store.classes() == analysis.classes)
        #expect(try store.recordClass(of: analysis.classes[0].record)?.level3 == "电梯")
        // A change of the third level alone is a change.
        analysis.classes[0].level3 = "供水"
        #expect(try store.replaceAnalysis(analysis))
        #expect(try !store.replaceAnalysis(analysis))
    }
}
