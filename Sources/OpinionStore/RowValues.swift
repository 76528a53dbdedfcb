import Foundation
import GRDB
import OpinionIngest

/// SQL for one bound text. SQLite keeps a zero byte inside a text, but GRDB binds texts up to the first one; such a
/// text is bound as bytes and turned back by the cast.
let boundText = "CAST(? AS TEXT)"

/// A text as something to bind to `boundText`.
func bindable(_ text: String?) -> (any DatabaseValueConvertible)? {
    guard let text else { return nil }
    return text.utf8.contains(0) ? Data(text.utf8) : text
}

/// A time as it is stored.
func bindable(_ time: CivilTime?) -> (any DatabaseValueConvertible)? { time?.description }

/// Reads the first row of a query, or nil where it has none.
///
/// The row is read while the cursor holds it; a copied row (`Row.fetchOne`) would cut texts at a zero byte.
func first<Value>(_ rows: RowCursor, _ read: (Row) throws -> Value) throws -> Value? {
    try withExtendedLifetime(rows) { try rows.next().map(read) }
}

extension Row {
    /// The text in a column with zero bytes kept, or nil for NULL.
    func text(_ column: Int) throws -> String? {
        try withUnsafeData(atIndex: column) { data in data.map { String(decoding: $0, as: UTF8.self) } }
    }

    /// The text in a column that is never NULL.
    func requiredText(_ column: Int) throws -> String { try require(text(column)) }

    /// The integer in a column, or nil for NULL.
    func integer(_ column: Int) -> Int? { self[column] as Int? }

    /// The integer in a column that is never NULL.
    func requiredInteger(_ column: Int) throws -> Int { try require(self[column] as Int?) }

    /// The number in a column that is never NULL.
    func requiredDouble(_ column: Int) throws -> Double { try require(self[column] as Double?) }

    /// The time in a column, or nil for NULL.
    func time(_ column: Int) throws -> CivilTime? {
        guard let text = try text(column) else { return nil }
        return try require(CivilTime(iso: text))
    }

    /// The time in a column that is never NULL.
    func requiredTime(_ column: Int) throws -> CivilTime { try require(time(column)) }

    /// The list in a column of JSON.
    func list(_ column: Int) throws -> [String] { try require(JSONText.list(requiredText(column))) }

    /// The value, or an error that says the file holds something that this program never wrote.
    func require<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
        return value
    }
}
