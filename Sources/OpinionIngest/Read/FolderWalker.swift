import Foundation

/// Finds the files in folders, in the order of their paths.
public enum FolderWalker {
    /// Folders in folders at most; links are not followed, so there are no loops.
    public static let depthLimit = 32
    /// Files at most.
    public static let fileLimit = 1_000_000

    /// What was found for one path that was given.
    public struct Found: Sendable, Equatable {
        /// The files, in the order of their paths (byte by byte).
        public var files: [URL] = []
        /// What was left aside, with its path below the given folder and the reason.
        public var skipped: [(path: String, reason: IngestNotice.SkipReason)] = []

        /// Equal where both lists are.
        public static func == (left: Found, right: Found) -> Bool {
            left.files == right.files && left.skipped.elementsEqual(right.skipped, by: ==)
        }
    }

    /// The files under a folder, or the file itself.
    ///
    /// Hidden files (a dot in front, `~$` of an open document, `Thumbs.db`, `desktop.ini`) and what is no ordinary file are
    /// left aside and listed. Throws an `IngestError` where the folder cannot be read.
    public static func files(in url: URL) throws -> Found {
        var found = Found()
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw IngestError.notFound(file: url.lastPathComponent)
        }
        if isFolder.boolValue {
            try walk(url, "", 0, &found)
        } else {
            found.files = [url]
        }
        return found
    }

    private static func walk(_ folder: URL, _ path: String, _ depth: Int, _ found: inout Found) throws {
        guard depth < depthLimit else {
            throw IngestError.tooDeep(file: path.isEmpty ? folder.lastPathComponent : path, limit: depthLimit)
        }
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
            throw IngestError.noPermission(file: path.isEmpty ? folder.lastPathComponent : path)
        }
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let inner = path.isEmpty ? name : "\(path)/\(name)"
            let url = folder.appendingPathComponent(name)
            if isHidden(name) {
                found.skipped.append((inner, .hidden))
                continue
            }
            var information = stat()
            guard lstat(url.path, &information) == 0 else {
                found.skipped.append((inner, .notAFile))
                continue
            }
            switch information.st_mode & S_IFMT {
            case S_IFDIR: try walk(url, inner, depth + 1, &found)
            case S_IFREG:
                guard found.files.count < fileLimit else {
                    throw IngestError.tooMany(file: inner, what: "文件", limit: fileLimit)
                }
                found.files.append(url)
            default: found.skipped.append((inner, .notAFile))
            }
        }
    }

    private static func isHidden(_ name: String) -> Bool {
        name.hasPrefix(".") || name.hasPrefix("~$") || name == "__MACOSX"
            || ["thumbs.db", "desktop.ini"].contains(name.lowercased())
    }
}
