import Foundation

/// Lines for the person at the terminal; standard output is kept for results.
enum Console {
    nonisolated(unsafe) private static var quiet = false

    /// Notes are left out from now on; warnings and failures stay. Called once, before any work.
    static func beQuiet() { quiet = true }

    static func note(_ line: String) { if !quiet { write(line) } }
    static func warn(_ line: String) { write("注意：\(line)") }
    static func fail(_ line: String) { write("opinion: \(line)") }

    /// Whether standard error is a terminal that progress can be drawn on.
    static var isTerminal: Bool { isatty(2) == 1 }

    /// Draws over the current line of the terminal; nothing elsewhere.
    static func progress(_ line: String) {
        guard isTerminal, !quiet else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8))
    }

    /// Clears what `progress` drew.
    static func endProgress() { progress("") }

    private static func write(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
