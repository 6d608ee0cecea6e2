"""Checks: what was drawn for verification on site, and what was found there."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.roles import Role
from zhiliang.evaluation import actions
from zhiliang.evaluation.pages import forms

checks = register(
    Page(
        key="checks",
        model="evaluation.Check",
        title=_("实地核查"),
        lead=_("抽中的项目逐项到现场核对记录；不符的，按核查情况核定得分并写明依据。"),
        columns=(
            Column("item_name", _("项目"), order="item"),
            Column("case", _("案卷"), order="case__subject"),
            Column("get_cause_display", _("缘由"), order="cause"),
            Column("state", _("状态"), "state"),
            Column("points", _("核定分"), "number", order="points_e6"),
            Column("checked_at", _("核查时间"), "moment"),
        ),
        filters=(
            Filter("state", _("状态")),
            Filter("cause", _("缘由")),
            Filter("year", _("年度"), "exact", path="case__cycle__year"),
            Filter("subject", _("被评价对象"), "exact", path="case__subject"),
        ),
        sections=(
            Section(
                _("核查"),
                (
                    Column("item_name", _("项目")),
                    Column("case", _("案卷")),
                    Column("cause", _("缘由")),
                    Column("record_lines", _("核查记录"), "long"),
                    Column("found", _("核查情况"), "long"),
                    Column("points", _("核定分"), "number"),
                    Column("checked_by", _("核查人")),
                    Column("checked_at", _("核查时间"), "moment"),
                ),
            ),
        ),
        acts=(
            Act("confirm", actions.confirm, forms.FoundForm),
            Act("differ", actions.differ, forms.DifferForm, danger=True),
        ),
        flow="evaluation.check",
        order=("case__subject", "item"),
        chapter="safeguards",
        related=("case__cycle", "case__place", "case__department", "checked_by"),
        roles=(
            Role.OFFICE,
            Role.PROVINCIAL_OFFICER,
            Role.CITY_OFFICER,
            Role.DEPARTMENT_OFFICER,
        ),
    )
)
