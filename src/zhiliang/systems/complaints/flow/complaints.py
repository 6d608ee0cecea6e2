"""The life of a complaint: received, accepted or not, mediated, settled or ended, told."""

from zhiliang.core.flow import Flow, Step
from zhiliang.systems.complaints.flow.parties import FIRM, OFFICERS, step

LIVE = ("received", "accepted")
ENDED = ("settled", "terminated")


complaint = Flow(
    "complaints.complaint",
    states={
        "received": ("待受理", "To be decided on"),
        "accepted": ("调解中", "In mediation"),
        "refused": ("不予受理", "Not accepted"),
        "settled": ("调解成功", "Settled"),
        "terminated": ("终止调解", "Mediation ended"),
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
        step("accept", "received", "accepted", "受理", "Accept"),
        step("refuse", "received", "refused", "不予受理", "Do not accept"),
        step("assign", LIVE, "", "分送、指定承办人", "Assign"),
        step("give_back", "received", "", "不归本单位，反馈接收机构", "Give back to the desk"),
        step("ask_identity", "received", "", "限期提供身份证明材料", "Ask for proof of identity"),
        step("give_identity", "received", "", "登记身份证明材料", "Enter proof of identity"),
        step("classify", (*LIVE, *ENDED, "refused"), "", "确认分类", "Confirm the classes"),
        step("number", (*LIVE, *ENDED, "refused"), "", "登记12315编号", "Enter the 12315 number"),
        step("arrange", "accepted", "", "安排调解", "Arrange mediation"),
        step("delegate", "accepted", "", "委托调解", "Delegate mediation"),
        step("note", "accepted", "", "记录调解情况", "Record the mediation"),
        step("send_to_test", "accepted", "", "送鉴定、检测", "Send to testing"),
        step("end_test", "accepted", "", "登记鉴定、检测结论", "Enter the test's finding"),
        step("settle", "accepted", "settled", "达成调解协议", "Settle"),
        step("terminate", "accepted", "terminated", "终止调解", "End the mediation"),
        step("tell", (*ENDED, "refused"), "", "告知双方", "Tell the parties"),
        step("find_clue", LIVE, "", "发现违法线索", "A breach of the law was found"),
        step("refer", (*LIVE, *ENDED), "", "转为召回线索", "Pass on as a clue of a recall"),
        step("dispute", "received", "", "提出管辖争议", "Dispute the competence"),
        step("resolve", LIVE, "", "解决管辖争议", "Settle the competence"),
        step("report_fraud", (*LIVE, *ENDED, "refused"), "", "移送公安机关", "Pass to the police"),
        step("hand_over", LIVE, "handed_over", "移交有关部门", "Hand over"),
        step("reopen", (*ENDED, "refused", "handed_over"), "received", "重新办理", "Reopen"),
        Step(
            "answer",
            from_=LIVE,
            to="",
            by=FIRM,
            of="accused_parties",
            label_zh="答复投诉",
            label_en="Answer the complaint",
        ),
        Step(
            "rate",
            from_=(*ENDED, "refused"),
            to="",
            by=(),
            label_zh="评价",
            label_en="Rate the handling",
        ),
    ),
)
