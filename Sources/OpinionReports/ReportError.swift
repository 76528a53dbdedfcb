import OpinionIngest

/// What can go wrong with a report.
public enum ReportError: Error, Sendable, CustomStringConvertible {
    /// A template, style sheet or script could not be read.
    case unreadableAsset(name: String, reason: String)
    /// A template could not be parsed.
    case badTemplate(name: String, reason: String)
    /// A script or style sheet would end its own element early.
    case unsafeAsset(name: String)
    /// A candidate's score is not the sum of its parts.
    case scoreMismatch(candidate: String, score: Double, sum: Double)
    /// Something names a record that the content does not hold.
    case missingRecord(RecordID, neededBy: String)
    /// The output folder could not be made.
    case folderNotMade(reason: String)
    /// An output file could not be written.
    case notWritten(file: String, reason: String)
    /// The workbook library refused.
    case workbook(operation: String, code: Int)

    /// The message in English, without any personal data.
    public var description: String {
        switch self {
        case .unreadableAsset(let name, let reason): "report asset \(name) cannot be read: \(reason)"
        case .badTemplate(let name, let reason): "report template \(name) cannot be parsed: \(reason)"
        case .unsafeAsset(let name): "report asset \(name) contains a closing tag and cannot be inlined"
        case .scoreMismatch(let candidate, let score, let sum):
            "candidate \(candidate): expected the score to be the sum of its parts, \(sum), but it is \(score)"
        case .missingRecord(let id, let owner): "\(owner) names record \(id), which is not among the report's records"
        case .folderNotMade(let reason): "the output folder cannot be made: \(reason)"
        case .notWritten(let file, let reason): "\(file) cannot be written: \(reason)"
        case .workbook(let operation, let code): "the workbook library failed to \(operation) (code \(code))"
        }
    }
}
