"""Greenways, the five rural improvements and the renewal of the three olds, by place and year."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from zhiliang.systems.environment.models.records import Checked, percent_of, plain


class Project(Checked):
    """What a place plans to build in a year, in the unit of its kind, and what stands."""

    class Kind(models.TextChoices):
        GREENWAY = "greenway", _("绿道")
        FIVE_IMPROVEMENTS = "five", _("农村五改")
        THREE_OLDS = "three_olds", _("三旧改造")

    UNITS = {Kind.GREENWAY: _("公里"), Kind.FIVE_IMPROVEMENTS: _("户"), Kind.THREE_OLDS: _("亩")}

    kind = models.CharField(_("项目类别"), max_length=10, choices=Kind)
    name = models.CharField(_("项目名称"), max_length=200)
    due_on = models.DateField(_("计划完成日期"))
    planned_e6 = models.BigIntegerField(_("计划量"))
    completed_e6 = models.BigIntegerField(_("完成量"), null=True, blank=True)
    commissioned_on = models.DateField(_("投入使用日期"), null=True, blank=True)

    flow_key = "environment.project"

    class Meta(Checked.Meta):
        verbose_name = verbose_name_plural = _("绿道和改造项目")
        ordering = ("-due_on", "-pk")
        constraints = (
            *Checked.Meta.constraints,
            UniqueConstraint(
                fields=("place", "kind", "name", "due_on"), name="environment_project_once"
            ),
            CheckConstraint(
                condition=Q(planned_e6__gt=0) & (Q(completed_e6=None) | Q(completed_e6__gte=0)),
                name="environment_project_quantities",
                violation_error_message=_("计划量须大于0。"),
            ),
            CheckConstraint(
                condition=Q(state="planned") | Q(completed_e6__isnull=False),
                name="environment_project_completed_something",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def unit(self) -> str:
        """What its quantities count."""
        return str(self.UNITS[self.Kind(self.kind)])

    @property
    def planned(self) -> Decimal | None:
        """What was planned, in its unit."""
        return plain(self.planned_e6)

    @property
    def completed(self) -> Decimal | None:
        """What was completed, in its unit."""
        return plain(self.completed_e6)

    @property
    def completion(self) -> Decimal | None:
        """Share of the plan that was completed [%]."""
        done = self.completed_e6
        return None if done is None else percent_of(done, self.planned_e6)

    @property
    def legal_subject(self) -> str:
        """Projects of the opinion itself."""
        return "projects"

    @property
    def legal_day(self) -> date:
        """The day it is due."""
        return self.due_on
