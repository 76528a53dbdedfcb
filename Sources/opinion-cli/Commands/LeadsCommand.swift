import ArgumentParser
import OpinionRanking
import OpinionStore

/// `opinion leads`: the supervision leads with their evidence.
struct LeadsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "leads", abstract: "列出监督线索及其依据。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOptions
    @Option(help: "只列一类：burst、rebound、brokenPromise、unitOutlier、convergence。") var kind: LeadKind?

    func run() throws {
        try CommandFailure.reporting {
            let leads = try store.open().leads().filter { kind == nil || $0.kind == kind }
            try Results.print(LeadTable.table(leads), json: leads.map(LeadTable.JSON.init), format: format.format)
        }
    }
}

extension LeadKind: ExpressibleByArgument {}
