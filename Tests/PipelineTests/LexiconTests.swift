import Foundation
import OpinionPipeline
import OpinionTestSupport
import Testing

struct TableFileTests {
    @Test func commentsAndEmptyLinesAreLeftOut() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("# 说明\n\n甲\t乙 \r\n 丙\t\t丁\n", to: "t.tsv")
        #expect(try TableFile(file).rows == [["甲", "乙"], ["丙", "", "丁"]])
    }

    @Test func otherEncodingsAndMissingFilesAreRefused() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write([0xD6, 0xD0, 0xCE, 0xC4, 0x0A], to: "gb.tsv")
        for url in [file, folder.url.appendingPathComponent("none.tsv")] {
            #expect {
                try TableFile(url)
            } throws: {
                guard case PipelineError.unreadable(let path, _) = $0 else { return false }
                return path == url.path
            }
        }
    }
}

struct LexiconTests {
    private func look(_ lexicon: Lexicon, _ word: String) -> (flags: Lexicon.Flags, canonical: String?) {
        var word = word
        return word.withUTF8 { lexicon.look($0) }
    }

    @Test func propertiesAddUpAndVariantsPointToTheirWord() {
        var lexicon = Lexicon()
        lexicon.add("希望", .stop)
        lexicon.add("希望", .stopLabel)
        lexicon.add("加梯", sameAs: "加装电梯")
        lexicon.add("加装电梯", sameAs: "加装电梯")
        lexicon.add("", .stop)
        lexicon.add("", sameAs: "电梯")
        #expect(lexicon.flags(of: "希望") == [.stop, .stopLabel])
        #expect(look(lexicon, "加梯").canonical == "加装电梯")
        #expect(look(lexicon, "加装电梯").canonical == nil)
        #expect(look(lexicon, "电梯").flags == [] && look(lexicon, "电梯").canonical == nil)
        #expect(lexicon.flags(of: "") == [])
    }

    @Test(arguments: [
        ("石壁村", true), ("西苑", true), ("塔山路", true), ("a3区", true), ("5路", true), ("12", true),
        ("路", false), ("噪音", false), ("扰民", false), ("abc", false), ("#塔山", false), ("", false),
        ("临溪", true),
    ])
    func placesAreToldByDictionaryAndLastCharacter(term: String, tells: Bool) {
        var lexicon = Lexicon()
        lexicon.add("临溪", .place)
        #expect(lexicon.tellsPlacesApart(term) == tells)
    }

    @Test func programDictionariesAreRead() throws {
        let lexicon = try Lexicon(Job.data, gazetteer: ProjectFolder.sample("gazetteer.tsv"))
        #expect(lexicon.flags(of: "石壁村").contains(.place))
        #expect(try !Lexicon(Job.data, gazetteer: nil).flags(of: "石壁村").contains(.place))
        #expect(throws: PipelineError.self) {
            try Lexicon(DataFolder(url: URL(fileURLWithPath: "/nowhere")), gazetteer: nil)
        }
    }
}
