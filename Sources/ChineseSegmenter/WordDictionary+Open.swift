import Foundation

extension WordDictionary {
    /// Opens a compiled dictionary, or compiles a word list in jieba's format, whichever the file is.
    ///
    /// - Throws: `DictionaryError` where the file can't be read, is damaged, or has an unusable line.
    public static func open(_ path: String) throws -> WordDictionary {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw DictionaryError.unreadable(path: path, reason: "没有这个文件或没有权限")
        }
        defer { try? handle.close() }
        let head = try? handle.read(upToCount: DictionaryHeader.magic.count)
        if let head, Array(head) == DictionaryHeader.magic { return try WordDictionary(path: path) }
        let list = try WordList(contentsOf: path)
        if let problem = list.problems.first { throw problem }
        return try WordDictionary(compiling: list, name: path)
    }
}
