/// One small change that makes texts comparable, for example full-width to half-width.
///
/// Laws, tested for every implementation: the result is valid UTF-8 for valid input; normalising twice changes nothing
/// more (idempotent); the same input gives the same output on any thread; a count of 0 means not one byte differs; the
/// input with its recorded stretches replaced is the output, so every place leads back (`RangeMap`).
public protocol Normalizer: Sendable {
    /// A short name for the log, for example `nfkc`.
    var name: String { get }

    /// Writes the normalised text to `output` (empty on entry) and returns how many characters (code points) changed;
    /// 0 means that nothing did, and `output` then means nothing. Every stretch that differs is recorded in `log`. O(n).
    func normalize(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], log: inout EditLog) -> Int
}

extension Normalizer {
    /// Normalises without a log of edits. O(n).
    public func normalize(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) -> Int {
        var log = EditLog(isOn: false)
        return normalize(text, into: &output, log: &log)
    }

    /// The normalised text and how many characters changed. O(n).
    public func normalize(_ text: String) -> (text: String, changes: Int) {
        var text = text
        var output: [UInt8] = []
        var log = EditLog(isOn: false)
        let changes = text.withUTF8 { normalize($0, into: &output, log: &log) }
        return changes == 0 ? (text, 0) : (String(decoding: output, as: UTF8.self), changes)
    }
}
