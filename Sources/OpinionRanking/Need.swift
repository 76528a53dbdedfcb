/// A type of livelihood project in the catalogue (民生实事项目类型), for example 老旧小区加装电梯.
public struct Need: Sendable, Equatable, Codable {
    /// A lasting id, unique in the catalogue.
    public var id: String
    /// The name that users see.
    public var title: String
    /// The field it belongs to, for example 养老服务.
    public var category: String
    /// The conditions of entry, as the catalogue judges them: public competence, benefits all, within one year,
    /// affordable.
    public var gates: [Gate]
    /// The unit that would carry it out, where the catalogue names one.
    public var unit: String?

    /// A project type.
    public init(id: String, title: String, category: String, gates: [Gate], unit: String? = nil) {
        self.id = id
        self.title = title
        self.category = category
        self.gates = gates
        self.unit = unit
    }
}

extension Gate {
    /// The four conditions by key and the name that users see, in the order in which they are shown.
    public static let all: [(key: String, name: String)] = [
        ("publicCompetence", "属于政府职责"), ("benefitsAll", "惠及面广"), ("withinOneYear", "一年内可完成"),
        ("affordable", "财力可承受"),
    ]

    /// The four conditions, all open: what an issue outside the catalogue gets.
    public static let unjudged: [Gate] = all.map {
        Gate(key: $0.key, name: $0.name, verdict: .unknown, reason: "项目目录未收录，需人工判断")
    }
}
