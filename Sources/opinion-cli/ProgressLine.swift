import OpinionPipeline

/// Says on the terminal how far a run is.
enum ProgressLine {
    /// The line for a stage.
    static func text(_ progress: RunProgress) -> String {
        switch progress {
        case .ingesting(let file, let rows): "读入 \(file):\(rows) 行"
        case .reading(let records): "分词与识别：\(records) 件"
        case .grouping: "归并热点问题……"
        case .comparing: "比对重复反映……"
        case .ranking: "排序民生实事候选、查找监督线索……"
        case .saving: "写入数据库……"
        case .reporting: "生成报告……"
        }
    }
}
