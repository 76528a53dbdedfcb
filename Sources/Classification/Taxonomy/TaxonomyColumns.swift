/// Which columns of a taxonomy's table mean what, found by their names.
///
/// Two forms are known: one column a level (一级分类、二级分类、三级分类), one row a leaf; or one row a class with its name
/// and the code, or the name, of the class above it.
struct TaxonomyColumns: Equatable {
    /// The names of levels 1 and up; empty in the form with parents.
    var levels: [Int] = []
    var code: Int?
    var name: Int?
    var parent: Int?
    var level: Int?
    var note: Int?

    private static let codes = ["编码", "代码", "分类编码", "分类代码", "类别编码", "类别代码", "编号", "分类编号", "类别编号", "code", "id"]
    private static let names = ["名称", "分类名称", "类别名称", "分类", "类别", "类目", "name"]
    private static let parents = [
        "上级编码", "上级代码", "上级编号", "父级编码", "父编码", "上级分类编码", "上级", "父级", "上级分类", "上级类别", "父类", "上级名称", "parent", "parentid",
        "parentcode",
    ]
    private static let levelNames = ["级别", "层级", "级次", "等级", "级", "level"]
    private static let notes = ["说明", "备注", "描述", "释义", "解释", "范围", "关键词", "种子词", "description", "note", "keywords"]
    private static let numerals: [(String, Int)] = [("一", 1), ("二", 2), ("三", 3), ("四", 4), ("五", 5)]

    /// The columns of a header row, or nil where it is none.
    init?(header: [String]) {
        var found: [Int: Int] = [:]
        for (index, cell) in header.enumerated() {
            let text = Self.fold(cell)
            if let level = Self.levelNumber(text) {
                if found[level] == nil { found[level] = index }
            } else if code == nil, Self.codes.contains(text) {
                code = index
            } else if parent == nil, Self.parents.contains(text) {
                parent = index
            } else if level == nil, Self.levelNames.contains(text) {
                level = index
            } else if note == nil, Self.notes.contains(text) {
                note = index
            } else if name == nil, Self.names.contains(text) {
                name = index
            }
        }
        while let index = found[levels.count + 1] { levels.append(index) }
        if !levels.isEmpty { return }
        guard name != nil, parent != nil || code != nil else { return nil }
    }

    /// 一级分类, 一级类别, 二级, 三级名称, level1, 1级分类 → the number.
    private static func levelNumber(_ text: String) -> Int? {
        for (numeral, number) in numerals {
            for prefix in ["\(numeral)级", "第\(numeral)级", "\(number)级", "level\(number)"] where text.hasPrefix(prefix) {
                let rest = text.dropFirst(prefix.count)
                if ["", "分类", "类别", "名称", "分类名称", "类别名称", "类目", "目录"].contains(String(rest)) { return number }
            }
        }
        return nil
    }

    /// Without white space and in lower case.
    static func fold(_ text: String) -> String {
        text.filter { !$0.isWhitespace && $0 != "_" && $0 != "\u{FEFF}" }.lowercased()
    }
}
