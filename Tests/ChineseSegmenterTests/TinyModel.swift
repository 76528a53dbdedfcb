import ChineseSegmenter

/// A small model trained in the tests, from sentences written for them.
enum TinyModel {
    static let words = WordList(
        text: """
            小区 500 n
            电梯 400 n
            经常 300 d
            故障 200 n
            加装 50 v
            老旧 80 a
            研究 300 v
            研究生 100 n
            生命 200 n
            起源 50 n
            噪音 60 n
            扰民 30 v
            希望 300 v
            解决 200 v
            居民 200 n
            的 5000 u
            我 3000 r
            了 3000 u
            我们 900 r
            """, path: "test")

    /// One sentence a line, words separated by one space.
    static let corpus = """
        小区 电梯 经常 故障 。
        我们 小区 的 电梯 坏 了 。
        居民 希望 加装 电梯 。
        老旧 小区 加装 电梯 的 希望
        研究 生命 起源 。
        研究生 研究 生命 的 起源 。
        我 的 研究生 希望 研究 噪音 。
        噪音 扰民 经常 有 。
        夜间 噪音 扰民 ， 希望 解决 。
        希望 解决 小区 的 噪音 。
        居民 经常 说 电梯 故障 。
        电梯 的 故障 解决 了 。
        我 希望 加装 电梯 ！
        我们 希望 解决 故障 。
        A3区 的 老旧 小区 噪音 扰民 。
        2019年 1月 电梯 故障 。
        3.5% 的 居民 希望 加装 。
        生命 的 起源 是 研究 的 希望 。
        小区 居民 说 ： “ 解决 了 ” 。
        扰民 的 噪音 —— 解决 了 ……
        公交 站 经常 坏 。
        居民 说 公交 站 的 噪音 。
        路灯 坏 了 ， 我们 希望 解决 。
        小区 路灯 经常 坏 。
        夜间 路灯 故障 。
        公交 站 路灯 坏 了 。
        我们 研究 夜间 噪音 。
        我 说 的 是 电梯 。
        老旧 电梯 的 故障 经常 有 。
        居民 的 希望 是 解决 噪音 。
        """

    static func settings(epochs: Int = 8) -> TaggerTrainer.Settings {
        var settings = TaggerTrainer.Settings()
        settings.epochs = epochs
        settings.minimumPairCount = 1
        settings.minimumCharacterCount = 1
        return settings
    }

    static func dictionary() throws -> WordDictionary { try WordDictionary(compiling: words) }

    static let model = Result {
        try TaggerTrainer(settings: settings()).train(text: corpus, dictionary: dictionary())
    }

    static func segmenter(_ user: String = "") throws -> Segmenter {
        try Segmenter(
            model: model.get(), dictionary: dictionary(),
            userLists: user.isEmpty ? [] : [WordList(text: user, path: "user")])
    }

    /// The texts of all tokens, white space too.
    static func pieces(_ segmenter: Segmenter, _ bytes: [UInt8]) -> [[UInt8]] {
        let scratch = Segmenter.Scratch()
        var tokens: [Token] = []
        bytes.withUnsafeBufferPointer { segmenter.segment($0, using: scratch, into: &tokens) }
        return tokens.map { Array(bytes[$0.range]) }
    }
}
