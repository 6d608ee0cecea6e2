"""Sites of firms: their GLN, what they are called, where they lie, who may read their name."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Person, Place
from zhiliang.core.pages import Act, Column, Filter, Page, Section, register
from zhiliang.core.pages.choices import city_choices
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.answers import spoken
from zhiliang.systems.traceability.models import Site
from zhiliang.systems.traceability.pages.choices import READERS
from zhiliang.systems.traceability.policy.firms import firm_of


class CorrectForm(forms.Form):
    """What may be put right of a site."""

    name = forms.CharField(label=_("名称"), max_length=200)
    place = forms.ModelChoiceField(
        label=_("地区"), queryset=Place.objects.filter(level__in=("city", "district"))
    )
    public = forms.BooleanField(
        label=_("向公众显示名称"),
        required=False,
        help_text=_("不勾选时，消费者扫码只看到城市和步骤。"),
    )


class DeclareForm(CorrectForm):
    """A site that is declared."""

    gln = forms.CharField(
        label=_("GLN（位置码）"), max_length=13, help_text=_("13 位数字，由编码机构分配。")
    )
    field_order = ("gln", "name", "place", "public")


def _declare(*, by: Person, **told: Any) -> Site:
    firm = firm_of(by)
    # the policy lets nobody but a firm's person come here
    assert firm is not None
    return actions.declare_site(by=by, organisation=firm, **told)


def _as_it_is(site: Site | None, person: Any) -> Mapping[str, Any]:
    if site is None:
        return {}
    return {"name": site.name, "place": site.place_id, "public": site.public}


sites = register(
    Page(
        key="traceability/sites",
        model="traceability.Site",
        title=_("追溯位置"),
        lead=_("工厂、仓库、门店的 GLN。申报后，事件里的号码才有名称和地区。"),
        columns=(
            Column("canonical", _("位置码"), read=lambda site: spoken(site.canonical)),
            Column("name", _("名称")),
            Column("organisation", _("单位"), order="organisation__name"),
            Column("place", _("地区"), order="place_id"),
            Column("public", _("向公众显示名称"), "flag"),
        ),
        filters=(
            Filter("name", _("名称"), "contains"),
            Filter("place", _("地区"), "place", choices=city_choices),
        ),
        sections=(
            Section(
                _("追溯位置"),
                (
                    Column("canonical", _("位置码"), read=lambda site: spoken(site.canonical)),
                    Column("name", _("名称")),
                    Column("organisation", _("单位")),
                    Column("place", _("地区")),
                    Column("public", _("向公众显示名称"), "flag"),
                    Column("declared_at", _("申报时间"), "moment"),
                ),
            ),
        ),
        acts=(Act("correct", actions.correct_site, CorrectForm, _as_it_is, label=_("更正")),),
        begin=Act("declare", _declare, DeclareForm, label=_("申报位置")),
        name=lambda site: site.name or spoken(site.canonical),
        order=("canonical",),
        chapter="products",
        roles=READERS,
        related=("organisation", "place"),
        prefetch=("place__names",),
    )
)
