"""Reviews: what one reviewer has to judge, and nobody else's judgement."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.roles import Role
from zhiliang.evaluation import actions
from zhiliang.evaluation.pages import forms

reviews = register(
    Page(
        key="reviews",
        model="evaluation.Review",
        title=_("文审"),
        lead=_("每个项目两人各自评审，互不可见；分歧超出容差的，由第三人评审，取中位数。"),
        columns=(
            Column("item_name", _("项目"), order="item"),
            Column("case", _("案卷"), order="case__subject"),
            Column("seat", _("席位"), "number"),
            Column("points", _("评审分"), "number", order="points_e6"),
            Column("scored_at", _("评分时间"), "moment"),
        ),
        filters=(
            Filter("year", _("年度"), "exact", path="case__cycle__year"),
            Filter("subject", _("被评价对象"), "exact", path="case__subject"),
            Filter("reviewer", _("评审人编号"), "exact"),
        ),
        sections=(
            Section(
                _("评审"),
                (
                    Column("item_name", _("项目")),
                    Column("case", _("案卷")),
                    Column("seat", _("席位"), "number"),
                    Column("points", _("评审分"), "number"),
                    Column("ground", _("评审理由"), "long"),
                    Column("scored_at", _("评分时间"), "moment"),
                ),
            ),
        ),
        acts=(
            Act("score", actions.score_review, forms.ScoreForm, forms.of_review, label=_("评分")),
        ),
        order=("case__subject", "pk"),
        chapter="safeguards",
        related=("case__cycle", "case__place", "case__department"),
        roles=(Role.OFFICE, Role.PROVINCIAL_OFFICER, Role.DEPARTMENT_OFFICER),
    )
)
