/// What can be wrong with training a classifier or with its file; offices see these, so they are in Chinese.
public enum ClassifierError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file can't be opened, mapped or written.
    case unreadable(path: String, reason: String)
    /// The file is no model, or is cut short or changed.
    case damaged(path: String, expected: String, found: String)
    /// The file was made by another version of the program.
    case otherVersion(path: String, expected: Int, found: Int)
    /// The model was trained with other dictionaries: its words are not the words that texts have now.
    case otherDictionary(path: String)
    /// The model was trained on another version of the taxonomy than those at hand.
    case otherTaxonomy(path: String)
    /// The training texts can't make a model.
    case unusable(reason: String)
    /// A setting is out of range.
    case badSetting(name: String, expected: String)

    /// One line that says what was expected and found.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "无法读取 \(path)：\(reason)"
        case .damaged(let path, let expected, let found):
            "\(path) 不是可用的分类模型：应为\(expected)，实为\(found)"
        case .otherVersion(let path, let expected, let found):
            "\(path) 是第 \(found) 版的分类模型，本程序用第 \(expected) 版；请重新训练"
        case .otherDictionary(let path): "\(path) 是用另一套词典训练的，分词结果已不同；请重新训练"
        case .otherTaxonomy(let path):
            "\(path) 所依据的分类体系不在数据库里（内容已变或未导入）；请用 opinion taxonomy list 核对，对照后重新训练"
        case .unusable(let reason): "不能训练：\(reason)"
        case .badSetting(let name, let expected): "\(name) 应为\(expected)"
        }
    }
}
