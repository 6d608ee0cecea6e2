"""Draws: public from the announcement on, so that anybody can repeat them."""

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Column, Page, Section, register

draws = register(
    Page(
        key="draws",
        model="evaluation.Drawing",
        title=_("核查抽取公告"),
        lead=_("先公布抽取范围及其摘要和种子来源，种子产生后按 RFC 3797 抽取；任何人都能重算。"),
        columns=(
            Column("cycle", _("年度"), order="cycle__year"),
            Column("announced_at", _("公告时间"), "moment"),
            Column("drawn_at", _("抽取时间"), "moment"),
        ),
        sections=(
            Section(
                _("公告"),
                (
                    Column("sources", _("种子来源"), "long"),
                    Column("items", _("每个对象抽取项目数"), "number"),
                    Column("records", _("每个项目抽取记录数"), "number"),
                    Column("pool_digest", _("抽取范围摘要")),
                    Column("announced_at", _("公告时间"), "moment"),
                ),
            ),
            Section(
                _("抽取"),
                (
                    Column("seed_text", _("种子"), "long"),
                    Column("drawn_at", _("抽取时间"), "moment"),
                ),
            ),
        ),
        order=("-announced_at",),
        chapter="safeguards",
        audience="public",
        public=("cycle.year", "sources", "items", "records", "pool_digest", "announced_at"),
        related=("cycle",),
        verbs=(("announce", _("公告")), ("draw", _("抽取"))),
    )
)
