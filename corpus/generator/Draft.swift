enum Channel: String, CaseIterable {
    case hotline, petition, station, letter, proposal
}

/// A record before it is numbered and written.
struct Draft {
    /// The matter's id; empty for a record that stands alone.
    var matter: String
    var channel: Channel
    var day: Int
    var second: Int
    var person: Person
    var title = ""
    var body = ""
    var type = "投诉"
    var town = ""
    var community = ""
    var place = ""
    var unit = ""
    /// Lines that the unit may answer with.
    var replies: [String] = []
    var number = ""
    var dispatched = 0
    var due = 0
    var closed: Int?
    var solved: Bool?
    var reply = ""
    var likes = 0
    /// Higher means that "not solved" is given to this record first.
    var grievance = 0
    /// Words for the truth file: `again`, `samePersonCopy`, `nearCopy`, `burst`, `wrongDate` and the like.
    var tags: Set<String> = []
    /// What the office wrote instead of the date of receipt.
    var wrongDate: String?
    /// Proposals only.
    var cosigners = 0
    var jointUnit = ""
}

/// The full names of units as the files show them.
func unitName(_ short: String, town: String) -> String {
    switch short {
    case "镇街": town.isEmpty ? "临溪县信访局" : town + (town.hasSuffix("街道") ? "办事处" : "人民政府")
    case "环保": "市生态环境局临溪分局"
    case "交警": "临溪县公安局交警大队"
    case "供电": "临溪县供电公司"
    case "水务": "临溪县水务公司"
    default: "临溪县" + short
    }
}
