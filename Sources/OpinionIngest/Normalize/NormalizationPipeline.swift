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
    /// Whether they are those that `TextTraits` knows.
    private let isMatching: Bool

    /// A pipeline of these normalisers in this order.
    public init(_ normalizers: [any Normalizer]) { self.init(normalizers, isMatching: false) }

    private init(_ normalizers: [any Normalizer], isMatching: Bool) {
        self.normalizers = normalizers
        self.isMatching = isMatching
    }

    /// For matching: invisible characters, NFKC, runs of punctuation, mark-up, traditional → simplified, white space.
    public static let matching = NormalizationPipeline(
        [
            InvisibleRemover(), CompatibilityFolder(), PunctuationFolder(), MarkupRemover(), SimplifiedFolder(),
            WhiteSpaceFolder(),
        ], isMatching: true)

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
        let normal = text.withUTF8 { original in
            run(original, map: &map) { name, count in changes[name, default: 0] += count }.bytes
        }
        return NormalizedText(text: normal.map { String(decoding: $0, as: UTF8.self) } ?? text, changes: changes)
    }

    /// The text after every normaliser; what each of them changed is added to `changes`. O(n).
    func text(_ text: String, adding changes: inout [String: Int]) -> String {
        var text = text
        var map: RangeMap?
        let normal = text.withUTF8 { original in
            run(original, map: &map) { name, count in changes[name, default: 0] += count }.bytes
        }
        return normal.map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    /// The same for the bytes of a text.
    func text(_ bytes: [UInt8], adding changes: inout [String: Int]) -> String {
        var map: RangeMap?
        let normal = bytes.withUnsafeBufferPointer { original in
            run(original, map: &map) { name, count in changes[name, default: 0] += count }.bytes
        }
        return String(decoding: normal ?? bytes, as: UTF8.self)
    }

    /// The bytes of the text after every normaliser and what they have of place names; without making a string. O(n).
    func bytes(_ text: UnsafeBufferPointer<UInt8>) -> (bytes: [UInt8], traits: TextTraits) {
        var map: RangeMap?
        let (bytes, traits) = run(text, map: &map) { _, _ in }
        return (bytes ?? Array(text), traits)
    }

    /// The changed bytes, nil where nothing changed, and the traits of the text (of a pipeline that `TextTraits` does not
    /// know all of them).
    private func run(
        _ original: UnsafeBufferPointer<UInt8>, map: inout RangeMap?, changed: (String, Int) -> Void
    ) -> (bytes: [UInt8]?, traits: TextTraits) {
        let all = TextTraits(rawValue: .max)
        var traits = isMatching ? TextTraits.of(original) : all
        var current: [UInt8]?
        var next: [UInt8] = []
        for (step, normalizer) in normalizers.enumerated() where traits.concerns(step: step) {
            next.removeAll(keepingCapacity: true)
            var log = EditLog(isOn: map != nil)
            let count =
                current?.withUnsafeBufferPointer { normalizer.normalize($0, into: &next, log: &log) }
                ?? normalizer.normalize(original, into: &next, log: &log)
            guard count > 0 else { continue }
            changed(normalizer.name, count)
            map?.append(log)
            let before = current
            current = next
            next = before ?? []
            // What one normaliser wrote may concern the next ones.
            if isMatching { traits = current?.withUnsafeBufferPointer { TextTraits.of($0) } ?? all }
        }
        return (current, traits)
    }
}
