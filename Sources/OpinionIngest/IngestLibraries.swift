import CICU

/// Versions of the libraries that decide what ingest reads, for manifests.
public enum IngestLibraries {
    /// ICU's version, for example `72.1`.
    public static var icuVersion: String {
        var buffer = [CChar](repeating: 0, count: 32)
        cicu_version(&buffer)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
