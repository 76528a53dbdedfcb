extension EdgeModel {
    /// Fitted to the annotated half of 4,326 real messages by `Benchmarks/edge_weights.py`.
    ///
    /// By five-fold cross-validation over issues IF is 0.81, where the cosine alone reaches 0.78 with thresholds tuned on
    /// the same records (`docs/guides/Clustering.md`).
    public static let shipped = EdgeModel(
        bias: -4.097,
        weights: [
            .cosine: 0.215,
            .words: 2.990,
            .common: -1.299,
            .titlePairs: 4.272,
            .titleInOther: 1.315,
            .titleInOtherLeast: 0.634,
            .rareShared: 4.885,
            .rareInTitles: -1.707,
            .rareAcross: 0.263,
            .placeSame: -0.485,
            .placeDiffers: -0.979,
            .timeApart: -2.236,
            .samePerson: 1.293,
            .lengthLeast: -0.156,
            .lengthMost: 0.424,
            .personCommon: -5.196,
            .logCosine: 2.547,
            .nameAndProblem: 6.932,
        ])
}
