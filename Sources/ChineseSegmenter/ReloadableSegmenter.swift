import Foundation
import Synchronization

/// A segmenter whose user lists can be edited while the program runs.
///
/// ```swift
/// let holder = try ReloadableSegmenter(model: model, dictionary: general, userFiles: ["county.txt"])
/// holder.current.words(in: text)      // any thread
/// holder.reloadIfChanged()            // now and then, any thread
/// ```
///
/// It watches nothing by itself. Readers take `current` and keep it for as long as they need one and the same; a reload
/// never disturbs them. `Token.tag` belongs to the segmenter that made the token. Replace list files by renaming a
/// finished one over them, so that no reload sees half a file.
public final class ReloadableSegmenter: Sendable {
    /// What a reload did.
    public enum Outcome: Sendable, Equatable {
        /// The files are as they were.
        case unchanged
        /// The new lists are in use; their unusable lines, which are left out.
        case reloaded(problems: [DictionaryError])
        /// A list is missing, is no UTF-8 or has no usable line: the old ones stay in use.
        case kept(reason: DictionaryError)
    }

    /// Size, time and identity of a file; nil where there is none.
    private struct Stamp: Equatable {
        var size: UInt64
        var seconds: Double
        var number: UInt64

        init?(_ path: String) {
            guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
            size = (facts[.size] as? NSNumber)?.uint64Value ?? 0
            seconds = (facts[.modificationDate] as? Date)?.timeIntervalSinceReferenceDate ?? 0
            number = (facts[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0
        }
    }

    /// What the last attempt saw and, where it failed, why.
    private struct Attempt {
        var stamps: [Stamp?]
        var failure: DictionaryError?
    }

    private let model: TaggerModel
    private let dictionary: WordDictionary
    private let files: [String]
    private let segmenter: Mutex<Segmenter>
    /// Held during a reload, so that one goes on at a time; never while readers wait.
    private let attempt: Mutex<Attempt>
    /// Unusable lines of the lists as they were first read.
    public let initialProblems: [DictionaryError]

    /// Reads the lists for the first time.
    ///
    /// - Parameters:
    ///   - model: the tagger.
    ///   - dictionary: the general list that the model was trained with.
    ///   - userFiles: paths of user lists in jieba's format with marks (`WordList`); later ones win.
    /// - Throws: `DictionaryError` where a list is missing, is no UTF-8 or has no usable line.
    public init(model: TaggerModel, dictionary: WordDictionary, userFiles: [String]) throws {
        let stamps = userFiles.map { Stamp($0) }
        let (first, problems) = try Self.read(model, dictionary, userFiles)
        self.model = model
        self.dictionary = dictionary
        files = userFiles
        initialProblems = problems
        segmenter = Mutex(first)
        attempt = Mutex(Attempt(stamps: stamps))
    }

    /// The segmenter over the lists as they were last read with success.
    public var current: Segmenter { segmenter.withLock { $0 } }

    /// Reads the lists again where a file's size, time or identity differs from the last attempt.
    ///
    /// A failure is reported again until the file changes. O(number of files) where nothing changed.
    @discardableResult
    public func reloadIfChanged() -> Outcome {
        attempt.withLock { attempt in
            if files.map({ Stamp($0) }) == attempt.stamps {
                return attempt.failure.map { .kept(reason: $0) } ?? .unchanged
            }
            return reload(&attempt)
        }
    }

    /// Reads the lists again in any case, for edits that leave size and time as they were.
    @discardableResult
    public func reload() -> Outcome { attempt.withLock { reload(&$0) } }

    private func reload(_ attempt: inout Attempt) -> Outcome {
        // Before reading: what changes meanwhile is seen next time.
        attempt.stamps = files.map { Stamp($0) }
        do {
            let (next, problems) = try Self.read(model, dictionary, files)
            attempt.failure = nil
            segmenter.withLock { $0 = next }
            return .reloaded(problems: problems)
        } catch {
            attempt.failure = error
            return .kept(reason: error)
        }
    }

    private static func read(
        _ model: TaggerModel, _ dictionary: WordDictionary, _ files: [String]
    ) throws(DictionaryError) -> (Segmenter, [DictionaryError]) {
        do {
            let lists = try files.map { try WordList(contentsOf: $0) }
            for list in lists where list.entries.isEmpty && list.cuts.isEmpty {
                // An empty list is the office's wish; one in which every line is wrong is not.
                if let problem = list.problems.first { throw problem }
            }
            let segmenter = try Segmenter(model: model, dictionary: dictionary, userLists: lists)
            return (segmenter, lists.flatMap(\.problems))
        } catch let error as DictionaryError { throw error } catch {
            throw .unreadable(path: files.joined(separator: "、"), reason: "\(error)")
        }
    }
}
