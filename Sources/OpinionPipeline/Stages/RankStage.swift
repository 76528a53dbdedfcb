import OpinionIngest
import OpinionRanking

/// Stage: facts and issues → ranked candidates and supervision leads.
struct RankStage: Sendable {
    let configuration: RankingConfiguration
    let needs: [Need]
    let now: CivilTime

    /// Candidates by rank and leads by kind and strength.
    func rank(_ facts: [RecordFacts], issues: [Issue]) throws -> (candidates: [Candidate], leads: [Lead]) {
        let input = try RankingInput(
            facts: facts, issues: issues, needs: needs, configuration: configuration, now: now)
        return (CandidateRanker().candidates(in: input), LeadFinder().leads(in: input))
    }
}
