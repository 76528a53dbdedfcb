#if canImport(Glibc)
    import Glibc
#endif

/// Hands memory that was given up back to the system: glibc keeps freed blocks below others that are still used.
enum FreedMemory {
    /// Costs about a millisecond for each hundred megabytes.
    static func giveBack() {
        #if canImport(Glibc)
            _ = malloc_trim(0)
        #endif
    }
}
