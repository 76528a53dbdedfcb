/// Which fold each training text is held out in.
///
/// Within a class the texts are dealt out in the order of their hashes: every fold has about the class's share, the order
/// of the rows decides nothing, and equal texts stay in one fold, so that none is judged by its own copy.
enum HeldOutFolds {
    /// The fold of each row, 0 and up.
    ///
    /// - Parameters:
    ///   - hashes: of the texts.
    ///   - labels: the class of each row.
    ///   - count: folds, 2 and up.
    static func assign(hashes: [UInt64], labels: [Int32], count: Int) -> [Int] {
        let order = labels.indices.sorted { (labels[$0], hashes[$0], $0) < (labels[$1], hashes[$1], $1) }
        var folds = [Int](repeating: 0, count: labels.count)
        var fold = -1
        var previous: Int?
        for row in order {
            if previous.map({ hashes[$0] != hashes[row] || labels[$0] != labels[row] }) ?? true {
                fold = (fold + 1) % count
            }
            folds[row] = fold
            previous = row
        }
        return folds
    }
}
