"""How returned figures are listed, shown, entered and moved on."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.systems.returns import actions
from zhiliang.systems.returns.pages import forms

figures = register(
    Page(
        key="returns",
        model="returns.Figure",
        title=_("目标任务填报"),
        lead=_("市县和部门按期填报的数：填报、他人核实、办公室核准；更正另立版本，旧数保留。"),
        columns=(
            Column("indicator_name", _("指标"), order="indicator"),
            Column("place", _("地区"), order="place_id"),
            Column("period", _("期间")),
            Column("shown", _("数值"), "number", order="value_e6"),
            Column("unit", _("单位"), order=None),
            Column("get_status_display", _("状况"), order="status"),
            Column("source", _("来源"), "source"),
            Column("state", _("办理状态"), "state"),
        ),
        filters=(
            Filter("indicator", _("指标"), choices=forms.indicator_choices),
            Filter("place", _("行政区划代码"), "exact", path="place_id"),
            Filter("period", _("期间"), "exact"),
            Filter("state", _("办理状态")),
            Filter("source", _("来源")),
        ),
        sections=(
            Section(
                _("数"),
                (
                    Column("indicator_name", _("指标")),
                    Column("indicator", _("指标代码")),
                    Column("place", _("地区")),
                    Column("period", _("期间")),
                    Column("shown", _("数值"), "number"),
                    Column("unit", _("单位")),
                    Column("numerator", _("分子"), "number"),
                    Column("denominator", _("分母"), "number"),
                    Column("status", _("状况")),
                ),
            ),
            Section(
                _("来处"),
                (
                    Column("source", _("来源"), "source"),
                    Column("reference", _("出处")),
                    Column("batch", _("文件")),
                    Column("line", _("行号"), "number"),
                    Column("note", _("备注"), "long"),
                    Column("department", _("填报部门")),
                ),
            ),
            Section(
                _("经手"),
                (
                    Column("entered_by", _("录入人")),
                    Column("entered_at", _("录入时间"), "moment"),
                    Column("submitted_by", _("提交人")),
                    Column("verified_by", _("核实人")),
                    Column("accepted_by", _("核准人")),
                    Column("accepted_at", _("核准时间"), "moment"),
                    Column("sent_back_reason", _("退回理由"), "long"),
                    Column("reason", _("更正理由"), "long"),
                ),
            ),
        ),
        acts=(
            Act("submit", actions.submit),
            Act("edit", actions.edit, forms.AmountForm, forms.of_figure),
            Act("attach_evidence", actions.attach_evidence, forms.EvidenceForm),
            Act("verify", actions.verify, forms.VerifyForm),
            Act("accept", actions.accept),
            Act("send_back", actions.send_back, forms.SendBackForm, danger=True),
            Act("discard", actions.discard, danger=True),
            Act("correct", actions.correct, forms.CorrectForm, forms.of_figure),
        ),
        begin=Act("enter", actions.enter, forms.FigureForm, forms.of_person, _("填报一个数")),
        flow="returns",
        chapter="safeguards",
        related=("place", "department", "batch"),
    )
)
