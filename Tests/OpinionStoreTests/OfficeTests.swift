import Foundation
import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct OfficeTests {
    @Test func aStoreIsTiedToOneKey() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<3)
        let path = folder.path("opinion.db")
        let hash = try store.contentHash()
        #expect(try store.keyFingerprint() == nil)
        try store.bind(keyFingerprint: "0123456789abcdef")
        try store.bind(keyFingerprint: "0123456789abcdef")
        #expect(throws: StoreError.otherKey(path: path)) { try store.bind(keyFingerprint: "fedcba9876543210") }
        #expect(try store.contentHash() == hash, "the key is not content")
        try store.close()
        let again = try Store(path: path, mode: .readOnly)
        #expect(try again.keyFingerprint() == "0123456789abcdef")
        try again.bind(keyFingerprint: "0123456789abcdef")
    }

    @Test(arguments: ["", "0123", "0123456789ABCDEF", "0123456789abcdef0", "0123456789abcde\u{0}"])
    func whatIsNoFingerprintIsRefused(text: String) throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        let error = #expect(throws: StoreError.self) { try store.bind(keyFingerprint: text) }
        guard case .constraint = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try store.keyFingerprint() == nil)
    }

    @Test func storesBoundAtTheSameMomentAgree() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("opinion.db")
        let bound = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<6 {
                group.addTask {
                    (try? Store(path: path).bind(keyFingerprint: "000000000000000\(number)")) != nil
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(bound == 1)
    }

    @Test func aStoreIsForItsOwnerAlone() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<3)
        for suffix in ["", "-wal", "-shm"] {
            #expect(try rights(folder.path("opinion.db\(suffix)")) == 0o600, "\(suffix)")
        }
        try store.close()
        // A link to a file that is not there yet.
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link.db"), withDestinationPath: folder.path("target.db"))
        try Store(path: folder.path("link.db")).close()
        #expect(try rights(folder.path("target.db")) == 0o600)
    }

    /// The rights that somebody gave to a store are theirs to give.
    @Test func theRightsOfAnExistingStoreStay() throws {
        let folder = try TemporaryFolder()
        try Samples.store(folder, 0..<3).close()
        let path = folder.path("opinion.db")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(try Store(path: path).recordCount() == 3)
        #expect(try rights(path) == 0o640)
    }

    private func rights(_ path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }
}
