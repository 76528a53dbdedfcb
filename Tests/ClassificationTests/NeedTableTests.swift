import Classification
import Foundation
import Testing

/// The catalogue that comes with the project, on what people write.
struct NeedTableTests {
    static let matcher: NeedMatcher? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        guard let text = try? String(contentsOf: root.appending(path: "dicts/needs.tsv"), encoding: .utf8) else {
            return nil
        }
        return (try? NeedCatalogue(tsv: text)).map { NeedMatcher($0) }
    }()

    @Test(arguments: [
        ("山坳里的村子老人没人做饭", "", "rural-elderly-care"), ("六层楼盼加装电梯", "", "elevator-retrofit"),
        ("", "后墙外那条河发黑发臭，夏天不敢开窗", "river-treatment"), ("", "隔壁烧烤摊的油烟直排到阳台上", "oil-fume"),
        ("", "消防通道被私家车占了", "fire-safety"), ("", "村卫生室没有医生", "village-clinic"),
        ("村口垃圾堆成小山", "", "rural-environment"), ("", "办个证照跑了四趟便民服务中心", "one-stop-service"),
        ("建议路口加装监控", "", "public-security-cctv"), ("", "希望法律援助进社区", "legal-aid"),
        ("楼道里给充电瓶车", "", "ebike-charging"), ("广场舞吵到半夜", "", "noise-control"),
    ])
    func finds(_ title: String, _ body: String, _ need: String) throws {
        let matcher = try #require(Self.matcher)
        #expect(matcher.matches(title: title, body: body).map(\.id).contains(need))
    }

    /// Each was given the need by one loose word before.
    @Test(arguments: [
        ("", "请加强巡逻，及时扑灭", "public-security-cctv"), ("", "没有巡逻的人", "public-security-cctv"),
        ("溪口路路灯全黑了", "", "river-treatment"), ("竹林路污水管破了", "", "river-treatment"),
        ("某村焚烧垃圾呛人", "", "rural-environment"), ("", "村里的卫生室关门了", "rural-environment"),
        ("", "给饭店送菜的味道不对", "oil-fume"), ("", "楼外加装电梯会占消防通道", "fire-safety"),
        ("", "在窗口来回问了几次", "one-stop-service"), ("", "邻居不同意，调解没有结果", "legal-aid"),
        ("卫生院没有狂犬疫苗", "", "village-clinic"), ("", "班车停了，看病要跑十几里路", "fire-safety"),
        ("关于某事的建议", "孩子从泥水里上学，危险", "school-traffic"),
    ])
    func doesNotFind(_ title: String, _ body: String, _ need: String) throws {
        let matcher = try #require(Self.matcher)
        #expect(!matcher.matches(title: title, body: body).map(\.id).contains(need))
    }
}
