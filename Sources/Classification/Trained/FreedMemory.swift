import Foundation

/// Hands memory that was given up back to the system: glibc keeps freed blocks below others that are still used.
enum FreedMemory {
    private typealias Trim = @convention(c) (Int) -> Int32

    /// Looked up by name, since Swift's module of the C library leaves its `malloc.h` out.
    private static let trim: Trim? = dlsym(nil, "malloc_trim").map { unsafeBitCast($0, to: Trim.self) }

    /// Costs about a millisecond for each hundred megabytes; does nothing where the C library has no such call.
    static func giveBack() { _ = trim?(0) }
}
