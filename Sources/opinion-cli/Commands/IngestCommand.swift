import ArgumentParser

/// `opinion ingest`: files into the store, without analysis, and what became of their rows.
struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest", abstract: "只读入文件、不做分析；查看台账；导出未收的行，改好后再读入。",
        discussion: """
            例：opinion ingest 热线.csv 信访.xlsx --store 民声.sqlite
                opinion ingest report --store 民声.sqlite --rejects 未收.xlsx
            每 2000 行存一次；中途断电或被终止，再运行一次同样的命令，就从断处接着读，结果与一次读完完全相同。
            """,
        subcommands: [
            IngestFilesCommand.self, IngestInspectCommand.self, IngestReportCommand.self, IngestCheckCommand.self,
        ],
        defaultSubcommand: IngestFilesCommand.self)
}
