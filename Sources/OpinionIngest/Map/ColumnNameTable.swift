extension ColumnNames {
    /// The names of each field, best first; a name counts for the first field that has it.
    static let table: [(RecordField, [String])] = [
        (.userID, ["用户uid", "会员ID", "会员编号", "会员号", "发件邮箱"]),
        (
            .personName,
            ["来访人", "来访人姓名", "来访者", "来电者", "来信者", "投诉者", "反映者", "信访者", "举报者", "发件人"]
        ),
        (
            .number,
            [
                "工单编号", "工单号", "留言编号", "受理编号", "受理号", "诉求编号", "信访编号", "信访件编号", "信件编号", "来信编号",
                "来电编号", "建议编号", "建议号", "提案编号", "提案号", "议案编号", "议案号", "案件编号", "案件号", "事件编号", "事项编号",
                "登记编号", "登记号", "流水号", "业务编号", "单号", "件号", "案号", "工单编码", "事件编码", "proposal_number", "work_order_number",
                "work_order_no", "order_number", "order_no", "case_number", "case_no", "number", "record_number",
                "record_id", "REC_ID",
                "message_id", "petition_id", "letter_id", "note_id", "ticket_id", "order_id", "case_id", "pkid", "编号",
                "编码",
                "记录编号", "记录号", "REPORT_NUM", "uuid", "id", "序号", "no", "rownum", "row_num", "row_no", "行号",
            ]
        ),
        (
            .channel,
            [
                "渠道", "来源渠道", "诉求渠道", "受理渠道", "诉求来源", "工单来源", "受理途径", "反映途径", "信访形式",
                "channel",
            ]
        ),
        (
            .personName,
            [
                "诉求人", "诉求人姓名", "来电人", "来电人姓名", "来信人", "来信人姓名", "信访人", "信访人姓名", "反映人", "反映人姓名", "投诉人",
                "投诉人姓名", "举报人", "申请人", "联系人", "联系人姓名", "市民姓名", "群众姓名", "姓名", "称呼", "提案人", "提案者",
                "建议人", "提议人", "领衔代表", "领衔人", "代表姓名", "提出人", "提出代表", "代表", "委员", "委员姓名", "第一提案人",
                "发言人", "personnel_name", "person_name", "deputy", "deputy_name", "proposer", "author", "caller_name",
                "caller", "contact_name", "name",
            ]
        ),
        (
            .phone,
            [
                "联系电话", "来电号码", "来电电话", "主叫号码", "电话号码", "手机号码", "手机号", "手机", "联系方式", "联系手机", "诉求人电话",
                "诉求人联系方式", "诉求人号码", "反映人电话", "联系人电话", "投诉人电话", "回访电话", "来话号码", "电话", "phone",
                "phone_number", "mobile", "telephone", "tel", "caller_phone", "contact_phone", "caller_number",
            ]
        ),
        (.idCard, ["身份证号", "身份证号码", "身份证", "证件号码", "证件号", "公民身份号码", "id_card", "idcard", "id_number"]),
        (
            .userID,
            [
                "留言用户", "用户编号", "用户ID", "用户号", "用户账号", "账号", "用户", "用户名", "网友ID", "网友", "网名", "昵称", "微信号",
                "留言人", "发帖人", "uid", "user_id", "userid", "user", "username", "user_name", "account", "openid",
                "person_id",
                "person", "sender",
            ]
        ),
        (
            .title,
            [
                "标题", "主题", "留言主题", "留言标题", "诉求标题", "诉求主题", "工单标题", "工单主题", "信访标题", "来信主题", "来信标题", "信件标题",
                "邮件主题", "案由", "提案名称", "提案标题", "提案题目", "建议名称", "建议标题", "建议题目", "议案名称", "议案标题", "议题", "题目", "事由",
                "主旨", "件名", "事项名称", "事项标题", "问题标题", "名称", "title", "subject", "reason", "topic", "headline",
            ]
        ),
        (
            .body,
            [
                "内容", "详情", "留言详情", "留言内容", "邮件正文", "诉求内容", "诉求详情", "诉求描述", "工单内容", "工单详情", "来电内容", "来信内容", "信件内容",
                "信访内容", "信访事项", "反映内容", "反映情况", "反映问题", "主要内容", "问题描述", "问题内容", "事项内容", "事件描述", "事件内容", "情况描述",
                "投诉内容", "举报内容", "咨询内容", "求助内容", "建议内容", "提案内容", "议案内容", "意见内容", "意见建议", "意见", "主要诉求", "诉求",
                "内容摘要", "描述", "正文", "全文", "原文", "记录内容", "接待内容", "content", "body", "text", "description",
                "detail", "details", "message", "full_text", "note",
            ]
        ),
        (
            .received,
            [
                "受理时间", "来电时间", "留言时间", "来信时间", "发件时间", "信访时间", "收信时间", "收件时间", "来访时间", "诉求时间", "反映时间", "登记时间", "提交时间",
                "提出时间", "提出日期", "提案时间", "提案日期", "建议时间", "建议日期", "接待时间", "接待日期", "发布时间", "发布日期", "发表时间", "发帖时间",
                "创建时间", "接收时间", "收到时间", "受理日期", "来电日期", "来信日期", "收信日期", "登记日期", "收文日期", "提交日期", "接件时间", "来文时间",
                "工单时间", "事发时间", "发生时间", "日期", "时间", "received_time", "received_at", "received", "create_time",
                "created_at", "created", "create_date", "publish_time", "publish_date", "submit_time", "submitted_at",
                "report_time", "call_time", "call_date", "datetime", "timestamp", "date", "time",
            ]
        ),
        (
            .demandType,
            [
                "诉求类型", "诉求类别", "工单类型", "工单类别", "事件性质", "问题性质", "诉求性质", "信访目的", "信访类型", "来电类型", "来信类型",
                "留言类型", "业务类型", "受理类型", "件类型", "提案类型", "建议类型", "类型", "性质", "demand_type",
                "EVENT_PROPERTY_NAME", "event_property", "request_type", "type", "kind",
            ]
        ),
        (
            .category1,
            [
                "一级分类", "一级类别", "一级标签", "一级事项", "大类", "主类", "一级", "分类", "类别", "所属类别", "问题类别", "问题分类", "诉求分类",
                "内容分类", "事项分类", "提案类别", "提案分类", "建议类别", "建议分类", "领域", "category1", "category_1", "category",
                "MAIN_TYPE_NAME", "main_type", "level1", "EVENT_TYPE_NAME", "event_type", "class",
            ]
        ),
        (
            .category2,
            [
                "二级分类", "二级类别", "二级标签", "二级事项", "小类", "子类", "中类", "二级", "category2", "category_2", "SUB_TYPE_NAME",
                "sub_type", "subcategory", "level2",
            ]
        ),
        (.category3, ["三级分类", "三级类别", "三级标签", "三级事项", "细类", "三级", "category3", "category_3", "level3"]),
        (
            .address,
            [
                "地址", "详细地址", "事发地址", "事发地点", "发生地址", "发生地点", "诉求地址", "问题地址", "反映地址", "问题地点", "事件地址", "事件地点",
                "具体地址", "具体位置", "位置", "地点", "住址", "家庭住址", "联系地址", "通讯地址", "OCCUR_PLACE", "address", "location",
                "place", "place.address",
            ]
        ),
        (
            .county,
            [
                "区县", "县区", "所属区县", "事发区县", "所在区县", "县市区", "区", "县", "行政区", "行政区划", "所属区域", "区域", "属地",
                "DISTRICT_NAME", "district", "county", "region", "place.county",
            ]
        ),
        (
            .township,
            [
                "街道", "乡镇", "乡镇街道", "镇街", "街镇", "街道乡镇", "镇街道", "所属街道", "所属乡镇", "所在街道", "所在乡镇", "所属镇街", "镇",
                "STREET_NAME", "street", "township", "town", "subdistrict", "place.township",
            ]
        ),
        (
            .community,
            [
                "社区", "村社区", "村社", "村", "村居", "社区村", "行政村", "所属社区", "所在社区", "小区", "小区名称", "COMMUNITY_NAME",
                "community", "village", "place.community",
            ]
        ),
        (.grid, ["网格", "所属网格", "网格名称", "网格编号", "grid", "grid_name", "place.grid"]),
        (
            .leadUnit,
            [
                "承办单位", "主办单位", "承办部门", "主办部门", "办理单位", "办理部门", "处理单位", "处理部门", "责任单位", "责任部门", "处置单位", "处置部门",
                "交办单位", "转办单位", "答复单位", "答复部门", "回复单位", "回复部门", "承办机构", "经办单位", "牵头单位", "牵头部门", "单位", "部门",
                "DISPOSE_UNIT_NAME", "dispose_unit", "handling_unit", "lead_unit", "unit", "unit_name", "department",
                "department_name", "handler", "agency", "handling.leadUnit",
            ]
        ),
        (
            .jointUnits,
            [
                "协办单位", "协办部门", "会办单位", "会办部门", "配合单位", "配合部门", "joint_units", "joint_unit", "co_unit",
                "assisting_unit", "handling.jointUnits",
            ]
        ),
        (
            .dispatched,
            [
                "交办时间", "派单时间", "派发时间", "转办时间", "下派时间", "分派时间", "交办日期", "派单日期", "转办日期", "转送时间", "dispatched",
                "dispatch_time", "dispatched_at", "assign_time", "assigned_at",
            ]
        ),
        (
            .due,
            [
                "办理期限", "办结期限", "办理时限", "截止时间", "截止日期", "到期时间", "到期日期", "要求办结时间", "应办结时间", "时限", "期限", "due",
                "due_time", "due_at", "due_date", "deadline",
            ]
        ),
        (
            .closed,
            [
                "办结时间", "办结日期", "答复时间", "答复日期", "回复时间", "回复日期", "办理时间", "处理时间", "结案时间", "结案日期", "完成时间", "完成日期",
                "归档时间", "反馈时间", "处置时间", "closed", "closed_at", "close_time", "finish_time", "finished_at",
                "reply_time", "replied_at", "answer_time", "archive_time", "end_time",
            ]
        ),
        (
            .reply,
            [
                "答复意见", "答复内容", "答复", "回复内容", "回复意见", "回复", "办理结果", "办理情况", "办理意见", "办理回复", "处理结果", "处理意见", "处理情况",
                "处置结果", "处置情况", "反馈内容", "反馈结果", "反馈意见", "反馈情况", "办结意见", "办结情况", "reply", "reply_text", "reply_content",
                "answer", "response", "result", "handling_result", "handling.reply",
            ]
        ),
        (
            .status,
            [
                "状态", "办理状态", "处理状态", "工单状态", "办件状态", "留言状态", "当前状态", "办理进度", "status", "state", "handling.status",
            ]
        ),
        (
            .contacted,
            ["是否联系", "是否已联系", "是否联系群众", "是否联系诉求人", "联系情况", "是否响应", "响应情况", "contacted", "evaluation.contacted"]
        ),
        (
            .solved,
            [
                "是否解决", "是否已解决", "解决情况", "是否办结", "问题是否解决", "是否落实", "办理成效", "solved", "resolved", "is_solved",
                "evaluation.solved",
            ]
        ),
        (
            .satisfaction,
            [
                "满意度", "满意情况", "是否满意", "满意度评价", "群众满意度", "评价", "评价结果", "回访评价", "回访满意度", "办理满意度", "代表评价",
                "满意评价", "satisfaction", "rating", "evaluation", "evaluation.satisfaction",
            ]
        ),
        (.likes, ["点赞数", "点赞", "点赞量", "赞成数", "支持数", "赞", "likes", "like_count", "upvotes"]),
        (.dislikes, ["反对数", "反对", "反对量", "踩", "点踩数", "dislikes", "dislike_count", "downvotes"]),
        (
            .cosigners,
            ["附议人数", "附议数", "附议", "联名人数", "联署人数", "联名数", "附议代表数", "cosigners", "cosigner_count", "co_signers"]
        ),
    ]
}
