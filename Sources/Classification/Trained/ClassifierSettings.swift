/// How a classifier is trained. The defaults were found by cross-validation over training texts.
public struct ClassifierSettings: Sendable, Hashable {
    /// Cost of an error against the size of the weights: larger fits the training texts closer. 0.001 … 1000.
    public var cost = 1.0
    /// Whether an error on a text of a small class costs more, in proportion: helps macro-F1.
    public var isBalanced = true
    /// Folds for held-out texts, 2 … 20; calibration and the printed figures come from them.
    public var folds = 5
    /// Largest violation of the optimality conditions that is left. > 0.
    public var tolerance: Float = 0.2
    /// Passes over the texts after which learning ends in any case.
    public var maximumPasses = 100
    /// Words and pairs in fewer texts are left out, 1 and up.
    public var minimumWordTexts = 2
    /// Runs of characters in fewer texts are left out, 1 and up; at the beginning of texts one less will do.
    public var minimumCharacterTexts = 3
    /// Weights that a model may have; with many classes rare features are left out until they fit.
    public var maximumWeights = 1 << 25

    /// The defaults.
    public init() {}

    func check() throws {
        guard cost.isFinite, (0.001...1000).contains(cost) else {
            throw ClassifierError.badSetting(name: "--c", expected: "0.001 至 1000 的数")
        }
        guard (2...20).contains(folds) else {
            throw ClassifierError.badSetting(name: "--folds", expected: "2 至 20 的整数")
        }
    }
}
