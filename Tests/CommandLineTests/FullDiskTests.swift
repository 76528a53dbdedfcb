import Foundation
import OpinionTestSupport
import Testing

/// A disk that fills up while the store is written.
struct FullDiskTests {
    /// A small file system in memory; nil where mounting is not allowed.
    private final class SmallDisk {
        let url: URL
        /// Kept, so that the folder is removed after the disk is unmounted.
        private let folder: TemporaryFolder

        init?(in folder: TemporaryFolder, kilobytes: Int) throws {
            self.folder = folder
            url = folder.url.appendingPathComponent("disk")
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            guard getuid() == 0, Self.call(["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", url.path])
            else {
                return nil
            }
        }

        deinit { _ = Self.call(["umount", url.path]) }

        static func call(_ arguments: [String]) -> Bool {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = arguments
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }

    /// Whether this machine lets the tests mount a disk; tried once.
    static let canMount: Bool = {
        guard let folder = try? TemporaryFolder() else { return false }
        return (try? SmallDisk(in: folder, kilobytes: 64)) != nil
    }()

    @Test(.enabled(if: canMount, "mounting a small disk needs root and CAP_SYS_ADMIN"))
    func whatWasStoredBeforeIsIntact() throws {
        let folder = try TemporaryFolder()
        let disk = try #require(try SmallDisk(in: folder, kilobytes: 1_600))
        defer { withExtendedLifetime(disk) {} }
        let program = try Program(in: folder.url)
        let store = disk.url.appendingPathComponent("s.sqlite").path
        let first = try program.run(
            "run", ProjectFolder.sample("station.jsonl").path, "--store", store, "--now", "2025-01-05")
        #expect(first.code == 0, "\(first.errors)")
        let members = try program.run("issues", "members", "--source", "--store", store)
        #expect(members.lines.count == 151)

        let more = ["hotline-2023.csv", "hotline-2024.csv", "petitions.jsonl"].map { ProjectFolder.sample($0).path }
        let second = try program.run(["run"] + more + ["--store", store, "--now", "2025-01-05"])
        #expect(second.code == 74, "\(second.errors)")
        #expect(second.errors.contains("s.sqlite") && second.errors.contains("已满"))
        let kept = try program.run("issues", "members", "--source", "--store", store)
        #expect(kept.code == 0, "\(kept.errors)")
        #expect(kept.lines.filter { $0.hasSuffix("station.jsonl") } == members.lines)
        let shown = try program.run("show", "LLZ2023-0001", "--store", store)
        #expect(shown.code == 0)
    }

    @Test(.enabled(if: canMount, "mounting a small disk needs root and CAP_SYS_ADMIN"))
    func reportThatDoesNotFitIsNamed() throws {
        let folder = try TemporaryFolder()
        let disk = try #require(try SmallDisk(in: folder, kilobytes: 64))
        defer { withExtendedLifetime(disk) {} }
        let run = try Program(in: folder.url).run(
            "run", ProjectFolder.sample("station.jsonl").path, "--store", "s.sqlite", "--out",
            disk.url.appendingPathComponent("out").path, "--now", "2025-01-05")
        #expect(run.code == 73, "\(run.errors)")
        #expect(run.errors.contains("out"))
    }
}
