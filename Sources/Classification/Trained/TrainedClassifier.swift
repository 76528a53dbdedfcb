/// What training gives: the model's bytes and what held-out texts got.
public struct TrainedClassifier: Sendable {
    /// The model file's content, as `LinearClassifier` reads it.
    public let bytes: [UInt8]
    /// The classes in the order of their names' bytes.
    public let classes: [String]
    /// Features with weights.
    public let features: Int
    /// What each training text got from a model that had not seen it.
    public let heldOut: HeldOutResults
}
