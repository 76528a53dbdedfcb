import TermVectors

/// The problems and the requests of a text, each divided in two so that every part of the requests answers its own part of the
/// problems: how a text on two matters looks whose form has room for one 案据 and one 方案.
///
/// Any text can be divided; `isApart` says whether both pairs hold together while nothing joins them. Even that is so for one
/// matter with several sides, so the title must name two things as well (`TitleMatters`).
public struct MatterPairs: Sendable, Hashable {
    /// The pieces of the first matter and of the second, ascending.
    public var sides: [[Int]]
    /// Cosine of both matters, 0…1.
    public var across: Double
    /// The smaller cosine of a matter's problem with its request, 0…1.
    public var within: Double

    /// Whether both matters hold together better than with each other.
    public func isApart(below: Double = 0.12, margin: Double = 0.03) -> Bool {
        across < below && within >= across + margin
    }

    /// The best division, or nil where there are fewer than two problems or two requests.
    ///
    /// Sums of sums of a Gram matrix, so each of the divisions costs the same few additions:
    /// O(pieces² × words + problems × requests).
    ///
    /// - Parameters:
    ///   - rows: for each piece its telling words, tf × idf.
    ///   - roles: what each piece does.
    ///   - leftOut: pieces that speak of both, such as an introduction.
    public static func best(
        _ rows: SparseMatrix, roles: [SentenceRoles.Role], leavingOut leftOut: Set<Int> = []
    ) -> MatterPairs? {
        let used = roles.indices.filter { !leftOut.contains($0) }
        let problems = used.filter { roles[$0] == .problem }
        let requests = used.filter { roles[$0] == .request }
        guard problems.count > 1, requests.count > 1, roles.count <= rows.rowCount else { return nil }
        let gram = Gram(rows, order: problems + requests)
        let count = problems.count
        var best: (score: Double, pairs: MatterPairs)?
        for border in 1..<count {
            for other in 1..<requests.count {
                let cut = count + other
                let blocks = [0..<border, border..<count, count..<cut, cut..<gram.count]
                func dot(_ a: Int, _ b: Int) -> Double { gram.sum(blocks[a], blocks[b]) }
                // The second part of the requests may answer the first part of the problems.
                for (left, right) in [((0, 2), (1, 3)), ((0, 3), (1, 2))] {
                    let cross =
                        dot(left.0, right.0) + dot(left.0, right.1) + dot(left.1, right.0) + dot(left.1, right.1)
                    func square(_ pair: (Int, Int)) -> Double {
                        dot(pair.0, pair.0) + dot(pair.1, pair.1) + 2 * dot(pair.0, pair.1)
                    }
                    func cosine(_ dot: Double, _ x: Double, _ y: Double) -> Double {
                        x > 0 && y > 0 ? min(1, max(0, dot / (x * y).squareRoot())) : 0
                    }
                    let across = cosine(cross, square(left), square(right))
                    let within = min(
                        cosine(dot(left.0, left.1), dot(left.0, left.0), dot(left.1, left.1)),
                        cosine(dot(right.0, right.1), dot(right.0, right.0), dot(right.1, right.1)))
                    guard across - within < best?.score ?? 2 else { continue }
                    let order = problems + requests
                    let sides = [left, right].map { pair in
                        (blocks[pair.0].map { order[$0] } + blocks[pair.1].map { order[$0] }).sorted()
                    }
                    best = (across - within, MatterPairs(sides: sides, across: across, within: within))
                }
            }
        }
        return best?.pairs
    }

    /// Dot products of rows, summed from the corner, so that a block's sum takes four look-ups.
    private struct Gram {
        let count: Int
        private var sums: [Double]

        init(_ rows: SparseMatrix, order: [Int]) {
            count = order.count
            sums = [Double](repeating: 0, count: (order.count + 1) * (order.count + 1))
            let width = count + 1
            var dense = [Float](repeating: 0, count: rows.columnCount)
            for (i, row) in order.enumerated() {
                let own = rows.offsets[row]..<rows.offsets[row + 1]
                for entry in own { dense[Int(rows.columns[entry])] = rows.weights[entry] }
                var line = 0.0
                for (j, other) in order.enumerated() {
                    for entry in rows.offsets[other]..<rows.offsets[other + 1] {
                        line += Double(dense[Int(rows.columns[entry])] * rows.weights[entry])
                    }
                    sums[(i + 1) * width + j + 1] = sums[i * width + j + 1] + line
                }
                for entry in own { dense[Int(rows.columns[entry])] = 0 }
            }
        }

        func sum(_ rows: Range<Int>, _ columns: Range<Int>) -> Double {
            let width = count + 1
            func corner(_ row: Int, _ column: Int) -> Double { sums[row * width + column] }
            return corner(rows.upperBound, columns.upperBound) - corner(rows.lowerBound, columns.upperBound)
                - corner(rows.upperBound, columns.lowerBound) + corner(rows.lowerBound, columns.lowerBound)
        }
    }
}
