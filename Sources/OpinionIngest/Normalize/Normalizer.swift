/// One small change that makes texts comparable, for example full-width to half-width.
///
/// Laws, tested for every implementation: the result is valid UTF-8 for valid input; normalising twice changes nothing
/// more (idempotent); the same input gives the same output on any thread; a count of 0 means not one byte differs.
public protocol Normalizer: Sendable {
    /// A short name for the log, for example `nfkc`.
    var name: String { get }

    /// Writes the normalised text to `output` (empty on entry) and returns how many characters (code points) changed;
    /// 0 means that nothing did, and `output` then means nothing. O(n).
    func normalize(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) -> Int
}

extension Normalizer {
    /// The normalised text and how many characters changed. O(n).
    public func normalize(_ text: String) -> (text: String, changes: Int) {
        var text = text
        var output: [UInt8] = []
        let changes = text.withUTF8 { normalize($0, into: &output) }
        return changes == 0 ? (text, 0) : (String(decoding: output, as: UTF8.self), changes)
    }
}
