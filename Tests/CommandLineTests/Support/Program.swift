import Foundation
import OpinionTestSupport

/// The program under test, run as a user runs it.
struct Program: Sendable {
    /// The program's file; another one in tests of installations.
    var file: URL
    /// The current folder of a run.
    var folder: URL
    /// Added to the environment; `OPINION_DATA` is never inherited.
    var environment: [String: String] = [:]

    /// What a run left behind.
    struct Outcome {
        /// The exit code, or 128 + the signal that ended the program.
        var code: Int32
        var output: Data
        var errors: String

        /// Standard output as text.
        var text: String { String(decoding: output, as: UTF8.self) }
        /// The lines of standard output, the end of the last one left out.
        var lines: [String] {
            text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }

        func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try JSONDecoder().decode(type, from: output)
        }
    }

    /// Why a run could not be judged.
    enum Failure: Error {
        case notBuilt(String)
        case tookTooLong([String])
    }

    /// The program beside the test bundle, to be run in a folder.
    init(in folder: URL) throws {
        // The bundle runs either by itself or in a runner that is given its path.
        let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let paths = [runner, Bundle.main.executablePath ?? ""] + CommandLine.arguments
        var places = paths.filter { $0.contains(".xctest") }.map {
            URL(fileURLWithPath: $0).resolvingSymlinksInPath().deletingLastPathComponent()
        }
        places.append(ProjectFolder.url.appendingPathComponent(".build/release"))
        for place in places {
            let file = place.appendingPathComponent("opinion")
            if FileManager.default.isExecutableFile(atPath: file.path) {
                self.file = file
                self.folder = folder
                environment["OPINION_DATA"] = ProjectFolder.url.path
                return
            }
        }
        throw Failure.notBuilt(places.map(\.path).joined(separator: ", "))
    }

    /// Runs the program to its end.
    ///
    /// Output goes to files, so that no pipe fills up while nobody reads it.
    func run(_ arguments: [String], input: Data = Data(), timeout: Double = 300) throws -> Outcome {
        let scratch = try TemporaryFolder()
        let inputFile = try scratch.write(input, to: "in")
        let outputFile = try scratch.write([], to: "out")
        let errorFile = try scratch.write([], to: "err")
        let process = Process()
        process.executableURL = file
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        variables["OPINION_DATA"] = nil
        process.environment = variables.merging(environment) { $1 }
        let input = try FileHandle(forReadingFrom: inputFile)
        let output = try FileHandle(forWritingTo: outputFile)
        let errors = try FileHandle(forWritingTo: errorFile)
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        guard ended.wait(timeout: .now() + timeout) == .success else {
            process.terminate()
            throw Failure.tookTooLong(arguments)
        }
        try input.close()
        try output.close()
        try errors.close()
        let signal = process.terminationReason == .uncaughtSignal ? Int32(128) : 0
        return Outcome(
            code: signal + process.terminationStatus, output: try Data(contentsOf: outputFile),
            errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
    }

    func run(_ arguments: String...) throws -> Outcome { try run(arguments) }
}
