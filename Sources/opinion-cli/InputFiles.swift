import Foundation
import OpinionIngest

/// The files that the inputs of a command stand for.
enum InputFiles {
    /// Files as they are, folders as the files in them, in the order of their paths.
    ///
    /// What is left aside in a folder (hidden files and what is no file) is told. What is not there, and an empty folder,
    /// stays in the list: the ledger says so and the others are read.
    static func urls(_ inputs: [String]) throws -> [URL] {
        try inputs.flatMap { input in
            let url = URL(fileURLWithPath: input)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
                return [url]
            }
            let found = try CommandFailure.naming(input) { try FolderWalker.files(in: url) }
            if !found.skipped.isEmpty { Console.note("\(input)：隐藏文件等 \(found.skipped.count) 个未读") }
            return found.files.isEmpty ? [url] : found.files
        }
    }
}
