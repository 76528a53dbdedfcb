import Foundation

/// Reading files and standard input for commands.
enum Input {
    /// Opens a file, or standard input for nil and `-`.
    static func open(_ path: String?) throws -> FileHandle {
        guard let path, path != "-" else { return .standardInput }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure(.noInput, "\(path)：文件不存在")
        }
        guard !isFolder.boolValue else { throw CommandFailure(.noInput, "\(path)：是文件夹，需要文件") }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CommandFailure(.noInput, "\(path)：没有读取权限")
        }
        return handle
    }

    /// The next bytes, empty at the end.
    static func read(_ handle: FileHandle, upTo count: Int) throws -> Data? {
        do { return try handle.read(upToCount: count) } catch {
            throw CommandFailure(.noInput, "读取输入时出错：\(error.localizedDescription)")
        }
    }
}
