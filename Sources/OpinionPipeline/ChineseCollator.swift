import CICU

/// Compares Chinese titles in the order that ballots use, by ICU.
package final class ChineseCollator {
    private let collator: OpaquePointer

    /// - Parameter order: `pinyin` or `stroke`; nil where ICU does not know it.
    package init?(order: String) {
        guard let opened = cicu_collator_open("zh@collation=\(order)") else { return nil }
        collator = opened
    }

    deinit { cicu_collator_close(collator) }

    /// Whether the left title comes first.
    package func precedes(_ left: String, _ right: String) -> Bool {
        var left = left
        var right = right
        return left.withUTF8 { a in
            right.withUTF8 { b in
                a.withMemoryRebound(to: CChar.self) { x in
                    b.withMemoryRebound(to: CChar.self) { y in
                        cicu_collator_compare(collator, x.baseAddress, Int32(x.count), y.baseAddress, Int32(y.count))
                            < 0
                    }
                }
            }
        }
    }
}
