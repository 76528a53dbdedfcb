import Foundation

/// The office's secret for person keys: a file that only its owner may read.
enum PersonKeyFile {
    /// Reads the key file, or makes a random one where there is none and `create` allows it.
    ///
    /// The same key must be used for every run on a store, or the same person gets another key. Whoever has the file can
    /// test guesses (a phone number) against the keys, so a file that others can read or write, or that
    /// belongs to another user, is refused.
    static func load(_ path: String, create: Bool) throws -> [UInt8] {
        let url = URL(fileURLWithPath: path)
        if FileManager.default.fileExists(atPath: path) {
            guard let data = try? Data(contentsOf: url) else { throw CommandFailure(.noInput, "\(path)：无法读取密钥文件") }
            try checkAccess(path)
            guard data.count >= 16 else { throw CommandFailure(.badData, "\(path)：密钥至少 16 字节，实为 \(data.count)") }
            return Array(data)
        }
        guard create else { throw CommandFailure(.noInput, "\(path)：密钥文件不存在") }
        var random = SystemRandomNumberGenerator()
        let key = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(key), attributes: [.posixPermissions: NSNumber(value: 0o600)])
        else { throw CommandFailure(.cannotCreate, "\(path)：无法写出密钥文件") }
        return key
    }

    private static func checkAccess(_ path: String) throws {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if let owner = (attributes?[.ownerAccountID] as? NSNumber)?.uint32Value, owner != geteuid(), geteuid() != 0 {
            throw CommandFailure(.noInput, "\(path)：密钥文件属于另一个用户，不予使用；请由本人保存一份，并执行 chmod 600")
        }
        guard let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 != 0 else { return }
        let shown = String(mode & 0o777, radix: 8)
        let reason =
            mode & 0o022 != 0 ? "可被他人改写" : mode & 0o044 != 0 ? "可被他人读取，他人可据此反查人员" : "对他人开放了权限"
        throw CommandFailure(
            .noInput, "\(path)：密钥文件\(reason)（权限 \(shown)，应为 600），不予使用；请确认来源后执行：chmod 600 \(path)")
    }
}
