/// What the schema version of smaller ledger indexes changes: rows are looked up by record and by number through their record,
/// which has both, so only merged rows need an index of their own.
///
/// The two indexes over all rows had an entry of each for every row that was stored.
///
/// Never edited once released: a change is a new migration. `SchemaTests` compares this with a checked-in dump.
enum SchemaLedgerIndexes {
    /// The schema version that this is.
    static let version = 7

    static let statements = [
        """
        DROP INDEX source_row_record;
        DROP INDEX source_row_number;
        CREATE INDEX source_row_merged ON source_row (record) WHERE outcome = 'merged';
        CREATE INDEX source_row_merged_number ON source_row (number) WHERE outcome = 'merged';
        """
    ]
}
