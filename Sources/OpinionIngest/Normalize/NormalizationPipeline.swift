/// A text after normalising, and what was done to it.
public struct NormalizedText: Sendable, Equatable {
    /// The text.
    public var text: String
    /// How many characters each normaliser changed, by its name; normalisers that changed nothing are absent.
    public var changes: [String: Int]

    /// A text and its log.
    public init(text: String, changes: [String: Int] = [:]) {
        self.text = text
        self.changes = changes
    }
}

/// Runs normalisers one after the other: `Ａ３區　噪音！！！` becomes `A3区噪音!`.
///
/// The order of `matching` makes the whole idempotent: invisible characters go first because NFKC joins what they kept
/// apart; runs of punctuation before mark-up and white space because shortening them may complete an entity.
/// A pipeline holds only constants and can be used from any number of threads.
public struct NormalizationPipeline: Sendable {
    /// The normalisers in the order in which they run.
    public let normalizers: [any Normalizer]

    /// A pipeline of these normalisers in this order.
    public init(_ normalizers: [any Normalizer]) { self.normalizers = normalizers }

    /// For matching: invisible characters, NFKC, runs of punctuation, mark-up, traditional → simplified, white space.
    public static let matching = NormalizationPipeline([
        InvisibleRemover(), CompatibilityFolder(), PunctuationFolder(), MarkupRemover(), SimplifiedFolder(),
        WhiteSpaceFolder(),
    ])

    /// The text after every normaliser. O(n) for each; a text that none changes is returned without copying it.
    public func run(_ text: String) -> NormalizedText {
        var map: RangeMap?
        return run(text, &map)
    }

    /// The text after every normaliser, and where each of its places came from. O(n) for each.
    public func mapped(_ text: String) -> (normalized: NormalizedText, map: RangeMap) {
        var map: RangeMap? = RangeMap()
        let normalized = run(text, &map)
        return (normalized, map ?? RangeMap())
    }

    private func run(_ text: String, _ map: inout RangeMap?) -> NormalizedText {
        var text = text
        var changes: [String: Int] = [:]
        var current: [UInt8] = []
        var next: [UInt8] = []
        let changed = text.withUTF8 { original in
            var any = false
            for normalizer in normalizers {
                next.removeAll(keepingCapacity: true)
                var log = EditLog(isOn: map != nil)
                let count =
                    any
                    ? current.withUnsafeBufferPointer { normalizer.normalize($0, into: &next, log: &log) }
                    : normalizer.normalize(original, into: &next, log: &log)
                guard count > 0 else { continue }
                changes[normalizer.name, default: 0] += count
                map?.append(log)
                swap(&current, &next)
                any = true
            }
            return any
        }
        return NormalizedText(text: changed ? String(decoding: current, as: UTF8.self) : text, changes: changes)
    }
}
