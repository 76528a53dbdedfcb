import ArgumentParser
import Foundation
import OpinionIngest

/// `--now TIME`: the clock that a run is given; without it the machine's.
struct ClockOptions: ParsableArguments {
    @Option(help: "指定“现在”的时间，如 2025-01-05 或 2025-01-05T09:00:00；省略则取本机时间。") var now: String?

    /// The clock as wall-clock time.
    func clock() throws -> CivilTime {
        if let now {
            guard let time = DateParser.parse(now) else {
                throw ValidationError("--now 应为 2025-01-05 或 2025-01-05T09:00:00 这样的时间")
            }
            return time
        }
        let parts = Calendar.current.dateComponents([.year, .month, .day, .hour, .minute, .second], from: Date())
        return CivilTime(
            year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1, hour: parts.hour ?? 0,
            minute: parts.minute ?? 0, second: min(59, parts.second ?? 0)) ?? CivilTime(seconds: 0)
    }
}
