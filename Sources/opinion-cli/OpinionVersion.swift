/// The program's version, as manifests and `--version` state it.
enum OpinionVersion {
    static let current = "0.1.0"
}
