import ArgumentParser
import ChineseSegmenter
import Classification
import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionReports
import OpinionStore
import OpinionVoting

/// A failure with the exit code that programs can rely on; the only place where errors become exit codes.
struct CommandFailure: Error {
    /// Exit codes, after sysexits.h where it has one.
    enum Code: Int32 {
        case failed = 1
        case partly = 2
        case badData = 65
        case noInput = 66
        case cannotCreate = 73
        case store = 74
        /// The reader of our output went away: no message, the usual code of SIGPIPE.
        case brokenPipe = 141
        /// Stopped by Ctrl-C; the usual code of SIGINT.
        case interrupted = 130
    }

    let code: Code
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Runs a command's work; any error becomes one line on standard error and its exit code.
    static func reporting(_ work: () throws -> Void) throws {
        do { try work() } catch let code as ExitCode { throw code } catch let usage as ValidationError {
            throw usage
        } catch {
            let failure = CommandFailure(wrapping: error)
            if failure.code != .brokenPipe { Console.fail(failure.message) }
            throw ExitCode(failure.code.rawValue)
        }
    }
}

extension CommandFailure {
    /// The exit code of any error that the libraries throw.
    init(wrapping error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as DictionaryError: self.init(Self.code(error), error.description)
        case let error as WordDiscoveryError: self.init(.badData, error.description)
        case let error as TaxonomyError: self.init(.badData, error.description)
        case let error as ClassifierError: self.init(Self.code(error), error.description)
        case let error as IngestError: self.init(Self.code(error), error.description)
        case let error as StoreError: self.init(Self.code(error), error.description)
        case let error as CorrectionError: self.init(Self.code(error), error.description)
        case let error as ReportError: self.init(.cannotCreate, error.description)
        case let error as VotingError: self.init(.badData, error.description)
        case let error as PipelineError: self.init(Self.code(error), error.description)
        default: self.init(.failed, "\(error)")
        }
    }

    /// Runs work on a file whose name the library's errors don't say.
    static func naming<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
        do { return try work() } catch let failure as CommandFailure { throw failure } catch {
            let failure = CommandFailure(wrapping: error)
            let isNamed = failure.message.contains("“\(URL(fileURLWithPath: path).lastPathComponent)”")
            throw isNamed ? failure : CommandFailure(failure.code, "\(path)：\(failure.message)")
        }
    }

    private static func code(_ error: DictionaryError) -> Code {
        if case .unreadable = error { return .noInput }
        return .badData
    }

    private static func code(_ error: ClassifierError) -> Code {
        if case .unreadable = error { return .noInput }
        return .badData
    }

    private static func code(_ error: IngestError) -> Code {
        switch error {
        case .notFound, .noPermission, .isDirectory, .unreadable: .noInput
        default: .badData
        }
    }

    private static func code(_ error: CorrectionError) -> Code {
        switch error {
        case .unknownIssue, .endedIssue, .unknownRecord, .unknownDecision: .noInput
        default: .badData
        }
    }

    private static func code(_ error: StoreError) -> Code {
        if case .missing = error { return .noInput }
        return .store
    }

    private static func code(_ error: PipelineError) -> Code {
        switch error {
        case .dataMissing: .failed
        case .unreadable: .noInput
        case .interrupted: .interrupted
        case .badConfiguration: .badData
        case .nothingToDo(let files):
            files.compactMap(\.failure).first.map { failure in
                switch failure {
                case .reading(let error): code(error)
                case .storing(let error): code(error)
                }
            } ?? .badData
        }
    }
}
