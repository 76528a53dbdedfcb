extension EdgeModel {
    /// Fitted to the annotated half of 4,326 real messages by `Benchmarks/edge_weights.py`.
    ///
    /// By five-fold cross-validation over issues IF is 0.838; 0.846 with these weights on the records that they were fitted
    /// to, where the cosine alone reaches 0.78 with thresholds tuned on the same records (`docs/guides/Clustering.md`).
    public static let shipped = EdgeModel(
        bias: -4.384,
        weights: [
            .cosine: 2.997,
            .common: -3.505,
            .titlePairs: 2.215,
            .titleInOther: 1.374,
            .titleInOtherLeast: 1.029,
            .rareShared: 4.649,
            .rareInTitles: -1.262,
            .placeSame: -0.553,
            .placeDiffers: -0.617,
            .timeApart: -2.016,
            .samePerson: 1.519,
            .lengthLeast: -0.287,
            .lengthMost: 0.451,
            .personCommon: -2.619,
            .nameAndProblem: 4.295,
            .latent: 5.571,
            .logHead: 1.366,
            .logLetters: 1.128,
            .numbers: 1.818,
            .districtDiffers: -0.401,
            .personPosts: -0.684,
        ])
}
