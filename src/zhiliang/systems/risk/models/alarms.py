"""A signal: more of something in a week than was to be expected, with all it takes to recompute."""

import json
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import flows
from zhiliang.core.models import Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.core.product_kinds import hazard_choices, product_choices
from zhiliang.methods.canonical import digest
from zhiliang.systems.risk.models.bases import MILLION, Kind, plain
from zhiliang.systems.risk.models.observations import hazard_words, product_words

OPEN = ("raised", "watched", "assessing")


class Signal(models.Model):
    """An alarm of one stratum: a kind of product, a kind of hazard (empty: all) and a place.

    `counts` are the weeks that were judged by, oldest first, the last being the week of the alarm;
    `digest` is theirs with method and parameters. Numbers with `_e6` are millionths.
    """

    number = models.CharField(_("信号编号"), max_length=16, unique=True)
    product = models.CharField(_("产品类别"), max_length=20, choices=product_choices, blank=True)
    hazard = models.CharField(_("危害类别"), max_length=20, choices=hazard_choices, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("地区"))
    kinds = models.CharField(_("来源渠道"), max_length=120)
    ends_on = models.DateField(_("截至日期"))
    observed = models.PositiveIntegerField(_("本周件数"))
    expected_e6 = models.BigIntegerField(_("预计（百万分之一）"))
    upper_e6 = models.BigIntegerField(_("上限（百万分之一）"))
    score_e6 = models.BigIntegerField(_("超出程度（百万分之一）"))
    p_e6 = models.BigIntegerField(_("p 值（百万分之一）"), null=True, blank=True)
    method = models.CharField(_("方法"), max_length=24)
    parameters = models.TextField(_("参数"))
    counts = models.TextField(_("逐周件数"))
    digest = models.CharField(_("数据摘要"), max_length=64)
    times = models.PositiveIntegerField(_("报警次数"), default=1)
    last_on = models.DateField(_("最近报警日"))
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    state = models.CharField(_("办理状态"), max_length=10)
    raised_at = models.DateTimeField(_("产生时间"))
    watched_until = models.DateField(_("关注至"), null=True, blank=True)
    decided_at, decided_by = when(_("处理时间")), who(_("处理人"))
    reason = models.CharField(_("理由"), max_length=1000, blank=True)
    headline_on = models.DateField(_("公开报道日期"), null=True, blank=True)
    headline = models.CharField(_("公开报道"), max_length=300, blank=True)
    lead_days = models.IntegerField(_("早于公开报道的天数"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("风险信号")
        ordering = ("-ends_on", "-score_e6", "-pk")
        indexes = (models.Index(fields=("state", "place")),)
        constraints = (
            UniqueConstraint(
                fields=("product", "hazard", "place"),
                condition=Q(state__in=OPEN),
                name="risk_one_open_signal_of_a_stratum",
            ),
            paired("decided", "risk_signal_decided_paired"),
            CheckConstraint(
                condition=~Q(state__in=("dismissed", "watched")) | ~Q(reason=""),
                name="risk_signal_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.stratum}"

    @property
    def sample(self) -> bool:
        """Whether it came of made-up observations."""
        return self.source == Source.SAMPLE

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["risk.signal"].state_label(self.state)

    @property
    def stratum(self) -> str:
        """What it is about, in words."""
        parts = (self.place, product_words(self.product), hazard_words(self.hazard))
        return " · ".join(str(part) for part in parts if part)

    @property
    def kind_words(self) -> str:
        """The sources that were counted, in words."""
        return gettext("、").join(str(Kind(kind).label) for kind in self.kinds.split(","))

    @cached_property
    def weeks(self) -> list[int]:
        """The counts, oldest first."""
        found: list[int] = json.loads(self.counts)
        return found

    @cached_property
    def told(self) -> dict[str, Any]:
        """The parameters as data."""
        found: dict[str, Any] = json.loads(self.parameters)
        return found

    @property
    def intact(self) -> bool:
        """Whether counts, method and parameters are still what the digest says."""
        return digest(_sealed(self.weeks, self.method, self.told)) == self.digest

    @property
    def expected(self) -> str:
        """What was to be expected, for reading."""
        return plain(self.expected_e6)

    @property
    def upper(self) -> str:
        """The upper bound, for reading."""
        return plain(self.upper_e6)

    @property
    def score(self) -> str:
        """By how much of the way from the expected to the bound it exceeds: over 1 is an alarm."""
        return plain(self.score_e6, 2)

    @property
    def chance(self) -> str:
        """The p-value for reading; empty where the method gives none."""
        if self.p_e6 is None:
            return ""
        return "< 0.0001" if self.p_e6 < MILLION // 10_000 else f"= {plain(self.p_e6, 4)}"

    @property
    def sentence(self) -> str:
        """The signal, explained."""
        named = (self.product_name, hazard_words(self.hazard))
        told = {
            "place": self.place,
            "what": gettext("、").join(filter(None, named)),
            "day": self.ends_on.isoformat(),
            "observed": self.observed,
            "expected": self.expected,
            "upper": self.upper,
            "weeks": len(self.weeks) - 1,
        }
        text = ngettext(
            "%(place)s“%(what)s”：截至%(day)s的七天有%(observed)s件，按此前%(weeks)s周预计"
            "%(expected)s件，上限%(upper)s件。",
            "%(place)s“%(what)s”：截至%(day)s的七天有%(observed)s件，按此前%(weeks)s周预计"
            "%(expected)s件，上限%(upper)s件。",
            self.observed,
        )
        return (text % told) + self._odds

    @property
    def product_name(self) -> str:
        """The kind of product, or that all are meant."""
        return product_words(self.product) or gettext("全部产品")

    @property
    def _odds(self) -> str:
        if self.p_e6 is None:
            return gettext("历史不足，用短历史方法，不给出概率。")
        return gettext("没有变化时出现这么多的概率 p %(chance)s。") % {"chance": self.chance}


def _sealed(weeks: list[int], method: str, parameters: dict[str, Any]) -> dict[str, Any]:
    return {"counts": weeks, "method": method, "parameters": parameters}


def seal(weeks: list[int], method: str, parameters: dict[str, Any]) -> str:
    """The digest of everything a verdict was computed from."""
    return digest(_sealed(weeks, method, parameters))
