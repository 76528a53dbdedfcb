extension WordList {
    /// The list with each word's frequency replaced by how often a segmented text has it; 0 where it does not. O(length).
    ///
    /// - Parameter corpus: one sentence a line, words separated by white space.
    public func counted(in corpus: String) -> WordList {
        var counts: [Substring: Int] = [:]
        for line in corpus.split(whereSeparator: \.isNewline) {
            for word in line.split(whereSeparator: \.isWhitespace) { counts[word, default: 0] += 1 }
        }
        var copy = self
        for index in copy.entries.indices { copy.entries[index].frequency = counts[copy.entries[index].word[...]] ?? 0 }
        return copy
    }
}
