"""The life of a tip-off: received, checked, a case filed or not, concluded, told by law."""

from zhiliang.core.flow import Flow, Step
from zhiliang.systems.complaints.flow.parties import OFFICERS, step

LIVE = ("received", "filed")
CHECKED = ("filed", "not_filed", "concluded")


tip_off = Flow(
    "complaints.tipoff",
    states={
        "received": ("核查中", "Being checked"),
        "filed": ("已立案", "Case filed"),
        "not_filed": ("不予立案", "No case filed"),
        "concluded": ("已办结", "Concluded"),
        "merged": ("已合并", "Merged"),
        "handed_over": ("已移交", "Handed over"),
    },
    initial="received",
    steps=(
        Step("submit", from_="", to="received", by=(), label_zh="提交", label_en="Send in"),
        Step(
            "register",
            from_="",
            to="received",
            by=OFFICERS,
            label_zh="登记来件",
            label_en="Register",
        ),
        Step("take_in", from_="", to="received", by=(), label_zh="导入", label_en="Import"),
        Step(
            "find",
            from_="",
            to="received",
            by=OFFICERS,
            label_zh="调解中发现",
            label_en="Found in mediation",
        ),
        step("file_case", "received", "filed", "立案", "File a case"),
        step("file_none", "received", "not_filed", "不予立案", "File no case"),
        step("assign", LIVE, "", "分送、指定承办人", "Assign"),
        step("give_back", "received", "", "不归本单位，反馈接收机构", "Give back to the desk"),
        step("classify", (*LIVE, *CHECKED), "", "确认分类", "Confirm the classes"),
        step("ask_extension", "received", "", "申请延长核查", "Ask for more time"),
        Step(
            "grant_extension",
            from_="received",
            to="",
            by=OFFICERS,
            of="offices",
            not_by="extension_asked_by",
            label_zh="批准延长核查",
            label_en="Grant more time",
        ),
        step("merge", "received", "merged", "并入已有举报", "Merge with an earlier one"),
        step("conclude", "filed", "concluded", "案件办结", "Conclude the case"),
        step("tell", CHECKED, "", "告知处理结果", "Tell the result"),
        step("dispute", "received", "", "提出管辖争议", "Dispute the competence"),
        step("resolve", LIVE, "", "解决管辖争议", "Settle the competence"),
        step("report_fraud", (*LIVE, *CHECKED), "", "移送公安机关", "Pass to the police"),
        step("hand_over", "received", "handed_over", "移交有关部门", "Hand over"),
        step("reopen", (*CHECKED, "handed_over"), "received", "重新核查", "Check again"),
    ),
)
