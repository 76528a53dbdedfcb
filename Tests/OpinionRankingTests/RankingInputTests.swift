import Foundation
import OpinionRanking
import Testing

struct RankingInputTests {
    @Test func contradictionsAreRefused() {
        #expect(throws: RankingError.duplicateRecord(recordID(1))) { try input([fact(1), fact(1)]) }
        #expect(throws: RankingError.unknownMember(issue: 1, record: recordID(2))) {
            try input([fact(1)], issues: [issue(1, "事", [1, 2])])
        }
        #expect(throws: RankingError.duplicateIssue(1)) {
            try input([fact(1)], issues: [issue(1, "事", [1]), issue(1, "事", [1])])
        }
        #expect(throws: RankingError.duplicateNeed("a")) { try input([], needs: [need("a", "甲"), need("a", "乙")]) }
    }

    @Test func settingsOutsideTheirRangeAreRefused() {
        var heavy = RankingConfiguration()
        heavy.weights.people = 31
        #expect(throws: RankingError.weights(sum: 101)) { try input([], configuration: heavy) }
        var odd = RankingConfiguration()
        odd.leads.falseDiscoveryRate = .nan
        #expect(throws: RankingError.self) { try input([], configuration: odd) }
        var none = RankingConfiguration()
        none.candidates.channelReference = 1
        #expect(throws: RankingError.setting(name: "candidates.channelReference", value: 1, range: 2...6)) {
            try input([], configuration: none)
        }
    }

    @Test func aFileStatesOnlyWhatItChanges() throws {
        let json = #"{"leads": {"limit": 7}, "weights": {"people": 25, "trend": 10}}"#
        let read = try JSONDecoder().decode(RankingConfiguration.self, from: Data(json.utf8))
        #expect(read.leads.limit == 7)
        #expect(read.leads.unitMinimum == 10)
        #expect(read.weights.people == 25)
        #expect(read.candidates == CandidateSettings())
        try read.validate()
        let again = try JSONDecoder().decode(RankingConfiguration.self, from: JSONEncoder().encode(read))
        #expect(again == read)
    }
}
