"""Addresses that only the site knows."""

from django import template
from django.utils.translation import gettext_lazy as _

from zhiliang.core.pages.page import Words
from zhiliang.web.bundle import bundle_url
from zhiliang.web.words import KINDS, LEGAL_STATES, SUBJECT_KINDS

register = template.Library()

AGGREGATES: dict[str, Words] = {
    "none": _("不合计"),
    "sum": _("相加"),
    "ratio_of_sums": _("分子分母分别相加再相除"),
    "unweighted_mean": _("各市算术平均"),
}


@register.simple_tag
def vega_url() -> str:
    """Where the chart script of the installed version lies."""
    return bundle_url()


@register.filter
def aggregate_words(rule: str) -> Words:
    """How places are put together, in words."""
    return AGGREGATES.get(rule, rule)


@register.filter
def kind_words(kind: str) -> Words:
    """A kind of subject in words."""
    return SUBJECT_KINDS.get(kind, kind)


@register.filter
def legal_words(state: str) -> Words:
    """What became of a clause in law, in words."""
    return LEGAL_STATES.get(state, state)


@register.filter
def clause_kind(kind: str) -> Words:
    """What a clause is, in words."""
    return KINDS.get(kind, kind)
