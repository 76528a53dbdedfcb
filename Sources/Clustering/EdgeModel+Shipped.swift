extension EdgeModel {
    /// Placeholder.
    public static let shipped = EdgeModel(bias: -6, weights: [.cosine: 20])
}
