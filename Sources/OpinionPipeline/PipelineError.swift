/// What can go wrong between the stages.
public enum PipelineError: Error, Sendable, CustomStringConvertible {
    /// The program's own data is nowhere to be found.
    case dataMissing(tried: [String])
    /// A data or configuration file can't be read.
    case unreadable(path: String, reason: String)
    /// A configuration value is unknown or out of range.
    case badConfiguration(path: String, reason: String)
    /// There is nothing to analyse: no input file gave a record and the store is empty.
    case nothingToDo(reason: String)

    /// The error in one line that says what was expected.
    public var description: String {
        switch self {
        case .dataMissing(let tried):
            "the program's dictionaries (dicts/general.words) were not found; set OPINION_DATA to the folder that has them. "
                + "Looked in: \(tried.joined(separator: ", "))"
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .badConfiguration(let path, let reason): "\(path): \(reason)"
        case .nothingToDo(let reason): reason
        }
    }
}
