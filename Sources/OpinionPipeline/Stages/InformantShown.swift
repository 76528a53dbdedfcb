import OpinionIngest
import OpinionReports
import OpinionStore

/// How an informant's report (举报) appears where records are handed on: it is counted, and its source says where those who
/// may read it find it; no word of it, no number, place or unit that could lead to the informant.
public enum InformantShown {
    /// What stands in place of title and text.
    public static let note = "（举报件，内容不随报告导出）"

    /// The record as a report shows it.
    static func record(_ facts: StoredFacts) -> OpinionReports.ShownRecord {
        OpinionReports.ShownRecord(
            id: facts.id, channel: facts.channel, received: facts.received, maskedTitle: note, maskedBody: "",
            source: facts.source)
    }
}
