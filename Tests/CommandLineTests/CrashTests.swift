import Foundation
import OpinionTestSupport
import Testing

/// An ingest that is killed at any moment and started again ends with the same content as one that was left in peace.
@Suite(.serialized) struct CrashTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = try Program(in: folder.url)
        _ = try folder.writePrivate("0123456789abcdef0123456789abcdef", to: "key")
        _ = try folder.write(WorkOrders.csv(rows: 0..<20_000), to: "热线一月.csv")
        _ = try folder.write(WorkOrders.csv(rows: 18_000..<21_000, answered: true), to: "热线二月.csv")
    }

    private func arguments(_ store: String) -> [String] {
        [
            "ingest", "热线一月.csv", "热线二月.csv", "--store", store, "--person-key", "key", "--now", "2025-01-05",
            "--format",
            "json",
        ]
    }

    private struct Summary: Decodable, Equatable {
        struct File: Decodable, Equatable {
            var name: String
            var rows: Int
            var records: Int
            var merged: Int
            var rejected: Int
            var updated: Int
            var resumed: Int
        }
        var rows: Int
        var records: Int
        var merged: Int
        var rejected: Int
        var files: [File]

        /// The same, whether the rows came in one run or in several.
        var result: Summary {
            var result = self
            for index in files.indices { result.files[index].resumed = 0 }
            return result
        }
    }

    private func hash(_ store: String) throws -> String {
        let outcome = try program.run("store", "hash", "--store", store)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return outcome.text
    }

    /// Starts an ingest in the background.
    private func start(_ store: String) throws -> (Process, DispatchSemaphore) {
        let process = Process()
        process.executableURL = program.file
        process.arguments = arguments(store)
        process.currentDirectoryURL = folder.url
        process.environment = ProcessInfo.processInfo.environment.merging(program.environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        _ = FileManager.default.createFile(atPath: folder.url.appendingPathComponent("last.json").path, contents: nil)
        process.standardOutput = try FileHandle(forWritingTo: folder.url.appendingPathComponent("last.json"))
        process.standardError = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        return (process, ended)
    }

    /// Size and time of the store's files; they change with every batch.
    private func state(_ store: String) -> [String] {
        ["", "-wal"].map { end in
            let file = folder.url.appendingPathComponent(store + end).path
            let found = try? FileManager.default.attributesOfItem(atPath: file)
            let time = (found?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            return "\(found?[.size] ?? 0) \(time)"
        }
    }

    /// OPINION_CRASH_KILLS sets another number of kills.
    @Test func killedAtAnyMomentItEndsInTheSameBytes() throws {
        let wanted = ProcessInfo.processInfo.environment["OPINION_CRASH_KILLS"].flatMap { Int($0) } ?? 200
        let began = Date()
        let undisturbed = try program.run(arguments("whole.sqlite"))
        let duration = Date().timeIntervalSince(began)
        #expect(undisturbed.code == 0, "\(undisturbed.errors)")
        let truth = try undisturbed.json(Summary.self)
        #expect(truth.rows > 23_000 && truth.merged > 2_000 && truth.rejected > 100)
        #expect(truth.files.map(\.rows).reduce(0, +) == truth.rows)
        let expected = try hash("whole.sqlite")

        // A program that has nothing to read: until then a kill would hit its start and not the ingest.
        _ = try folder.write(WorkOrders.csv(rows: 1..<2), to: "一行.csv")
        let started = Date()
        #expect(try program.run("ingest", "check", "一行.csv").code == 0)
        let startup = Date().timeIntervalSince(started)

        var random = SeededGenerator(seed: 2_025)
        var (ingests, kills, hits, resumed) = (0, 0, 0, 0)
        while kills < wanted, ingests < wanted {
            let store = "killed\(ingests).sqlite"
            for _ in 0..<12 {
                let before = state(store)
                let (process, ended) = try start(store)
                let delay = startup + Double.random(in: 0...duration * 0.3, using: &random)
                // A program that is over before the kill has signalled already.
                if ended.wait(timeout: .now() + delay) == .timedOut {
                    kill(process.processIdentifier, SIGKILL)
                    ended.wait()
                }
                guard process.terminationReason == .uncaughtSignal else {
                    // It was over before the kill: as good an end as any.
                    let file = folder.url.appendingPathComponent("last.json")
                    let summary = try JSONDecoder().decode(Summary.self, from: Data(contentsOf: file))
                    if summary.files.contains(where: { $0.resumed > 0 }) { resumed += 1 }
                    break
                }
                kills += 1
                if state(store) != before { hits += 1 }
            }
            let last = try program.run(arguments(store))
            #expect(last.code == 0, "\(last.errors)")
            let summary = try last.json(Summary.self)
            #expect(summary.result == truth.result)
            if summary.files.contains(where: { $0.resumed > 0 }) { resumed += 1 }
            #expect(try hash(store) == expected, "ingest \(ingests)")
            let audit = try program.run("audit", "verify", "--store", store)
            #expect(audit.code == 0, "\(audit.text)")
            #expect(audit.text.contains("3 条"), "an import is entered once: \(audit.text)")
            ingests += 1
            for end in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(at: folder.url.appendingPathComponent(store + end))
            }
        }
        print("crash test: \(ingests) ingests, \(kills) kills, \(hits) of them after that run had stored a batch,")
        print("  \(resumed) ingests finished by a run that went on inside a file")
        #expect(kills >= wanted)
        #expect(hits * 5 > kills, "the kills must hit what is being written, not only what is being read")
        #expect(resumed > 0)
    }

    @Test func interruptedItStopsCleanlyAndGoesOn() throws {
        #expect(try program.run(arguments("whole.sqlite")).code == 0)
        for attempt in 0..<10 {
            let store = "stopped\(attempt).sqlite"
            let before = state(store)
            let (process, ended) = try start(store)
            while state(store) == before, process.isRunning { usleep(2_000) }
            kill(process.processIdentifier, SIGINT)
            ended.wait()
            // It may have been too quick for us.
            if process.terminationStatus == 0 { continue }
            #expect(process.terminationReason == .exit && process.terminationStatus == 130)
            #expect(try program.run(arguments(store)).code == 0)
            #expect(try hash(store) == hash("whole.sqlite"))
            return
        }
        Issue.record("every run was over before it could be interrupted")
    }
}
