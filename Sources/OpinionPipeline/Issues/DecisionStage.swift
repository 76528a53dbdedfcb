import OpinionIngest
import OpinionStore

/// Stage: groups of records + people's decisions → groups that fulfil every decision.
///
/// A pure function of the groups as sets, whatever their order, and of the decisions. Three steps: groups that continue the sides of a merge are
/// joined whole; records that belong together are moved into the group that holds most of them (pinned ones into the one
/// that continues their issue); groups that hold what must be apart are divided, and their other records go to the part
/// that they resemble most. The last step moves sets that belong together as one, so no later step breaks an earlier one.
/// Linear in the records, plus the comparing of records in divided groups.
package struct DecisionStage: Sendable {
    /// How alike records are; positions as in `ids`.
    package struct Likeness {
        /// The cosine of two records.
        package var cosine: (_ left: Int, _ right: Int) -> Float
        /// The record that stands for some records best; never asked for none.
        package var medoid: (_ records: [Int]) -> Int

        /// A likeness.
        package init(cosine: @escaping (Int, Int) -> Float, medoid: @escaping ([Int]) -> Int) {
            self.cosine = cosine
            self.medoid = medoid
        }

        /// Nothing known: divided groups leave their other records with the largest part.
        package static var unknown: Likeness { Likeness(cosine: { _, _ in 0 }, medoid: { $0[0] }) }
    }

    let constraints: DecisionConstraints

    /// A stage.
    ///
    /// - Parameter decisions: those that hold, oldest first.
    package init(_ decisions: [IssueDecision] = []) { constraints = DecisionConstraints(decisions) }

    /// Whether the groups stay as they are.
    package var isEmpty: Bool { constraints.isEmpty }

    /// The groups that fulfil every decision: records ascending, groups by their first record; of two records and more.
    ///
    /// - Parameters:
    ///   - groups: positions of records, disjoint.
    ///   - ids: every record's id, ascending.
    package func groups(_ groups: [[Int]], ids: [RecordID], likeness: Likeness) -> [[Int]] {
        let groups = groups.filter { !$0.isEmpty }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
        guard !isEmpty else { return groups }
        var work = DecisionWork(constraints, groups: groups, ids: ids)
        work.joinMerges()
        work.bringTogether()
        return work.divided(likeness).filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }
}
