import ChineseSegmenter
import Foundation
import OpinionTestSupport
import Testing

@Suite struct ReloadableSegmenterTests {
    let folder: TemporaryFolder
    let file: URL

    init() throws {
        folder = try TemporaryFolder()
        file = try folder.write("加装电梯\n", to: "user.txt")
    }

    func holder() throws -> ReloadableSegmenter {
        try ReloadableSegmenter(
            model: TinyModel.model.get(), dictionary: TinyModel.dictionary(), userFiles: [file.path])
    }

    @Test func readsAgainWhatChanged() throws {
        let holder = try holder()
        let before = holder.current
        #expect(holder.initialProblems.isEmpty)
        #expect(holder.reloadIfChanged() == .unchanged)
        _ = try folder.write("加装电梯 !\n区电 !\n坏 行 啊 呀 5\n", to: "user.txt")
        guard case .reloaded(let problems) = holder.reloadIfChanged() else {
            Issue.record("not reloaded")
            return
        }
        #expect(problems.map { $0.description.contains("第 3 行") } == [true])
        #expect(holder.current.words(in: "小区电梯") == ["小", "区电", "梯"])
        #expect(before.words(in: "小区电梯") == ["小区", "电梯"])
        #expect(holder.reloadIfChanged() == .unchanged)
        #expect(holder.reload() == .reloaded(problems: problems))
        _ = try folder.write("", to: "user.txt")
        #expect(holder.reloadIfChanged() == .reloaded(problems: []))
        #expect(holder.current.words(in: "加装电梯") == ["加装", "电梯"])
    }

    /// Missing, all wrong, in another encoding: the old lists stay, the reason is told until the file changes.
    @Test(arguments: [nil, "加 装 电 梯\n", "gb"])
    func keepsTheOldListsWhereTheNewAreUnusable(content: String?) throws {
        let holder = try holder()
        switch content {
        case nil: try FileManager.default.removeItem(at: file)
        case "gb": _ = try folder.write([0xB5, 0xE7, 0xCC, 0xDD, 0x0A], to: "user.txt")
        case let text?: _ = try folder.write(text, to: "user.txt")
        }
        for _ in 0..<2 {
            guard case .kept(let reason) = holder.reloadIfChanged() else {
                Issue.record("not refused")
                return
            }
            #expect(reason.description.contains("user.txt"))
            #expect(holder.current.words(in: "加装电梯") == ["加装电梯"])
        }
        _ = try folder.write("加装 v\n", to: "user.txt")
        #expect(holder.reloadIfChanged() == .reloaded(problems: []))
        #expect(holder.current.words(in: "加装电梯") == ["加装", "电梯"])
    }

    @Test func aMissingListIsAnErrorAtTheBeginning() throws {
        #expect(throws: DictionaryError.self) {
            try ReloadableSegmenter(
                model: TinyModel.model.get(), dictionary: TinyModel.dictionary(), userFiles: ["/nowhere/user.txt"])
        }
    }

    /// Readers see one list or the other, never a mixture, while others reload.
    @Test func readersGoOnDuringReloads() async throws {
        let holder = try holder()
        let (file, text) = (file, "小区电梯")
        let possible = [["小区", "电梯"], ["小", "区电", "梯"]]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<300 { #expect(possible.contains(holder.current.words(in: text))) }
                }
            }
            for _ in 0..<2 { group.addTask { for _ in 0..<20 { holder.reloadIfChanged() } } }
            group.addTask {
                for round in 0..<20 {
                    let text = round % 2 == 0 ? "区电 !\n" : "加装电梯\n"
                    try Data(text.utf8).write(to: file, options: .atomic)
                    holder.reload()
                }
            }
            try await group.waitForAll()
        }
        #expect(holder.current.words(in: "加装电梯") == ["加装电梯"])
    }
}
