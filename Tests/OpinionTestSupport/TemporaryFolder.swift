import Foundation
import Synchronization

/// A folder of its own for one test, removed when the value goes away.
public final class TemporaryFolder: Sendable {
    /// The folder.
    public let url: URL

    /// Makes a new empty folder under the system's temporary folder.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("opinion-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    private static let kept = Mutex<[URL]>([])

    /// Makes a folder for a value that lives as long as the process, such as a run that many tests share; it is removed
    /// when the process ends.
    public static func lasting() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let isFirst = kept.withLock { kept in
            kept.append(folder.url)
            return kept.count == 1
        }
        if isFirst {
            atexit { TemporaryFolder.kept.withLock { for url in $0 { try? FileManager.default.removeItem(at: url) } } }
        }
        return folder
    }

    /// Writes bytes to a file in the folder and returns its URL.
    public func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> URL {
        let file = url.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file
    }

    /// Writes a file that only its owner can read, such as a key.
    public func writePrivate(_ text: String, to name: String) throws -> URL {
        let file = try write(text, to: name)
        try FileManager.default.setAttributes([.posixPermissions: NSNumber(value: 0o600)], ofItemAtPath: file.path)
        return file
    }

    /// Writes UTF-8 text to a file in the folder and returns its URL.
    public func write(_ text: String, to name: String) throws -> URL { try write(text.utf8, to: name) }
}
