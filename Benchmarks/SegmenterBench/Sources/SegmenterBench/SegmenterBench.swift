import ChineseSegmenter
import Dispatch
import Foundation

/// The timing program of `Benchmarks/segmenter`; each mode prints one line of `name=value` pairs.
///
/// ```
/// segmenter-bench memory  MODEL WORDS FILE            one thread, the tokens of every line kept in memory
/// segmenter-bench threads MODEL WORDS FILE THREADS    the same by several threads, each with its share of the lines
/// segmenter-bench start   MODEL WORDS TEXT            opening model and dictionary, and the first line
/// segmenter-bench repeat  MODEL WORDS FILE TIMES      for counting instructions: segments the file so many times
/// ```
@main
struct SegmenterBench {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard arguments.count >= 4 else {
            FileHandle.standardError.write(Data("usage: segmenter-bench MODE MODEL WORDS FILE [COUNT]\n".utf8))
            exit(64)
        }
        let count = arguments.count > 4 ? max(1, Int(arguments[4]) ?? 1) : 1
        if arguments[0] == "start" { return try start(arguments[1], arguments[2], text: arguments[3]) }
        let segmenter = try open(arguments[1], arguments[2])
        let lines = Lines(try Data(contentsOf: URL(fileURLWithPath: arguments[3])))
        switch arguments[0] {
        case "memory", "threads":
            // Tables and caches are filled by a hundredth of the text first.
            _ = keep(lines, 0..<(lines.count / 100), segmenter)
            measure(lines, segmenter, threads: arguments[0] == "memory" ? 1 : count)
        case "repeat":
            var tokens = 0
            for _ in 0..<count { tokens += visit(lines, segmenter) }
            print("characters=\(lines.characters) tokens=\(tokens)")
        default:
            FileHandle.standardError.write(Data("segmenter-bench: no mode \(arguments[0])\n".utf8))
            exit(64)
        }
    }

    /// The one place that names the initialiser.
    static func open(_ model: String, _ words: String) throws -> Segmenter {
        try Segmenter(model: TaggerModel(path: model), dictionary: WordDictionary(path: words))
    }

    /// Segments lines one by one and keeps each line's tokens, as a Python program keeps its lists of words.
    static func keep(_ lines: Lines, _ range: Range<Int>, _ segmenter: Segmenter) -> [[Token]] {
        let scratch = Segmenter.Scratch()
        var kept: [[Token]] = []
        kept.reserveCapacity(range.count)
        var tokens: [Token] = []
        for line in range {
            tokens.removeAll(keepingCapacity: true)
            lines.with(line) { segmenter.segment($0, using: scratch, into: &tokens) }
            // Copied, so that a kept line takes no more memory than its tokens.
            kept.append(tokens.withUnsafeBufferPointer { Array($0) })
        }
        return kept
    }

    /// Segments lines one by one and keeps nothing.
    static func visit(_ lines: Lines, _ segmenter: Segmenter) -> Int {
        let scratch = Segmenter.Scratch()
        var tokens: [Token] = []
        var count = 0
        for line in 0..<lines.count {
            tokens.removeAll(keepingCapacity: true)
            lines.with(line) { segmenter.segment($0, using: scratch, into: &tokens) }
            count += tokens.count
        }
        return count
    }

    static func measure(_ lines: Lines, _ segmenter: Segmenter, threads: Int) {
        let shares = lines.shares(threads)
        let results = Results(threads)
        let cpu = Clocks.cpu()
        let wall = Clocks.wall()
        if threads == 1 {
            results[0] = keep(lines, shares[0], segmenter)
        } else {
            DispatchQueue.concurrentPerform(iterations: threads) { results[$0] = keep(lines, shares[$0], segmenter) }
        }
        let usedCPU = Clocks.cpu() - cpu
        let usedWall = Clocks.wall() - wall
        print("bytes=\(lines.bytes) cpu=\(usedCPU) wall=\(usedWall) lines=\(lines.count) tokens=\(results.tokens)")
    }

    static func start(_ model: String, _ words: String, text: String) throws {
        let begin = Clocks.wall()
        let segmenter = try open(model, words)
        let opened = Clocks.wall()
        let first = segmenter.words(in: text)
        let done = Clocks.wall()
        print("open=\(opened - begin) first=\(done - opened) words=\(first.count)")
    }
}

/// What each thread keeps; every thread writes its own place only, which makes sharing it safe.
final class Results: @unchecked Sendable {
    private let places: UnsafeMutablePointer<[[Token]]>
    private let count: Int

    init(_ count: Int) {
        self.count = count
        places = .allocate(capacity: count)
        places.initialize(repeating: [], count: count)
    }

    deinit {
        places.deinitialize(count: count)
        places.deallocate()
    }

    subscript(index: Int) -> [[Token]] {
        get { places[index] }
        set { places[index] = newValue }
    }

    var tokens: Int { (0..<count).reduce(0) { $0 + places[$1].reduce(0) { $0 + $1.count } } }
}

/// Seconds.
enum Clocks {
    /// CPU time of the process, all threads.
    static func cpu() -> Double { read(CLOCK_PROCESS_CPUTIME_ID) }
    /// Time that passes.
    static func wall() -> Double { read(CLOCK_MONOTONIC) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
