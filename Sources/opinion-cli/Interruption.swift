import Foundation
import Synchronization

/// Ctrl-C during a long ingest: the first one asks it to stop after the present batch, the second one ends the program.
enum Interruption {
    private static let asked = Atomic(false)

    /// Whether somebody asked to stop.
    static var isAsked: Bool { asked.load(ordering: .relaxed) }

    /// From now on SIGINT and SIGTERM ask instead of ending the program.
    static func listen() {
        _ = isAsked
        // A program that is started by a thread which blocks signals inherits that.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                // Nothing but the flag and the disposition: a handler may do no more.
                Interruption.asked.store(true, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
        }
    }
}
