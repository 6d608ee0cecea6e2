"""Draws, as the authority sees them; everybody sees their digests elsewhere."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import Draw
from zhiliang.systems.sampling.pages import plan_forms as forms
from zhiliang.systems.sampling.pages.choices import OFFICES


def _freeze(*, by: Any, **data: Any) -> Draw:
    return actions.freeze(by=by, **data)


draws = register(
    Page(
        key="sampling/lots",
        model="sampling.Draw",
        title=_("双随机抽取办理"),
        lead=_("先冻结两份名录并公布摘要，再用事先指定的公开随机数抽取企业和抽样人员。"),
        columns=(
            Column("number", _("抽取编号")),
            Column("plan", _("计划"), order="plan__title"),
            Column("entropy_source", _("公开随机数来源")),
            Column("entropy_known_at", _("公开随机数公布时间"), "moment"),
            Column("state", _("办理状态"), "state"),
        ),
        filters=(Filter("state", _("办理状态")),),
        sections=(
            Section(
                _("抽取前"),
                (
                    Column("plan", _("计划")),
                    Column("before_digest", _("抽取前文件摘要")),
                    Column("commitment", _("随机数承诺")),
                    Column("entropy_source", _("公开随机数来源")),
                    Column("entropy_spelling", _("公开随机数写法")),
                    Column("entropy_known_at", _("公开随机数公布时间"), "moment"),
                    Column("frozen_at", _("冻结时间"), "moment"),
                    Column("frozen_by", _("冻结人")),
                ),
            ),
            Section(
                _("抽取后"),
                (
                    Column("entropy", _("公开随机数")),
                    Column("after_digest", _("抽取后文件摘要")),
                    Column("drawn_at", _("抽取时间"), "moment"),
                    Column("drawn_by", _("抽取人")),
                    Column("annulled_reason", _("作废理由"), "long"),
                ),
            ),
        ),
        acts=(
            Act("draw", actions.draw_lots, forms.EntropyForm),
            Act("annul", actions.annul, forms.ReasonForm, danger=True),
        ),
        begin=Act("freeze", _freeze, forms.FreezeForm, label=_("冻结名录并公布摘要")),
        flow="sampling.draw",
        chapter="products",
        roles=OFFICES,
        related=("plan", "frozen_by", "drawn_by"),
    )
)
