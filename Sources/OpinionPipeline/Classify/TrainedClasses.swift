import Classification
import OpinionStore

/// The class of a record by the office's own model, down to the level that is sure enough.
struct TrainedClasses: Sendable {
    let classifier: TextClassifier
    /// Confidence below which the level above is given, 0…1.
    let backOff: Double

    /// The class; nil where the text has nothing that the model knows. Levels below the third are left out.
    func recordClass(of record: StoredRecord, _ buffers: inout TextClassifier.Buffers) -> RecordClass? {
        let text = "\(record.matchTitle)\n\(record.matchBody)"
        guard let decision = classifier.decide(text, terms: 5, &buffers) else { return nil }
        let level = classifier.paths.level(
            of: decision.best, probabilities: decision.probabilities, threshold: backOff)
        let names = level.name.split(separator: ClassPath.separator).map(String.init)
        guard let first = names.first else { return nil }
        return RecordClass(
            record: record.facts.id, level1: first, level2: names.count > 1 ? names[1] : nil,
            level3: names.count > 2 ? names[2] : nil, confidence: min(1, max(0, level.probability)),
            evidence: decision.terms)
    }
}
