import Foundation

/// The office's secret for person keys: a file that only its owner may read.
enum PersonKeyFile {
    /// Reads the key file, or makes a random one where there is none and `create` allows it.
    ///
    /// The same key must be used for every run on a store, or the same person gets another key.
    static func load(_ path: String, create: Bool) throws -> [UInt8] {
        let url = URL(fileURLWithPath: path)
        if FileManager.default.fileExists(atPath: path) {
            guard let data = try? Data(contentsOf: url) else { throw CommandFailure(.noInput, "\(path)：无法读取密钥文件") }
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
}
