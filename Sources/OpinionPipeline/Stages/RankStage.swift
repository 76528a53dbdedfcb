import OpinionIngest
import OpinionRanking
import TermVectors

/// Stage: facts and issues → ranked candidates, supervision leads, and how many people there are.
struct RankStage: Sendable {
    let configuration: RankingConfiguration
    let needs: [Need]
    let now: CivilTime
    let threads: Int

    /// What the stage finds.
    struct Result: Sendable {
        /// Candidates by rank.
        var candidates: [Candidate]
        /// Leads by kind and strength.
        var leads: [Lead]
        /// People and records in all.
        var people: PeopleCount
    }

    /// Candidates and leads, beside each other.
    func rank(_ facts: [RecordFacts], issues: [Issue]) throws -> Result {
        let input = try RankingInput(
            facts: facts, issues: issues, needs: needs, configuration: configuration, now: now)
        let (candidates, leads) = try ParallelChunks.both(
            threads: threads, { CandidateRanker().candidates(in: input) }, { LeadFinder().leads(in: input) })
        return Result(candidates: candidates, leads: leads, people: input.peopleCount)
    }
}
