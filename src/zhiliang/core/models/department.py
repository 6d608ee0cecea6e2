"""Government departments, with the day a reform ended them and who took over."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zhiliang.core.language import name_of
from zhiliang.core.models.validity import ends_after_start


class GroupSeat(models.TextChoices):
    """What a department is in the leading group."""

    OFFICE = "office", _("办公室所在单位")
    MEMBER = "member", _("成员单位")
    NONE = "none", _("不在其中")


class Department(models.Model):
    """A provincial department; `successor` is where its duties went."""

    code = models.SlugField(_("代号"), primary_key=True)
    name_zh = models.CharField(_("名称"), max_length=80)
    name_en = models.CharField(_("英文名称"), max_length=160, blank=True)
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    group = models.CharField(
        _("领导小组中的身份"), max_length=8, choices=GroupSeat.choices, default=GroupSeat.NONE
    )
    status = models.CharField(_("核实情况"), max_length=200, blank=True)
    note = models.CharField(_("说明"), max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("部门")
        ordering = ("code",)
        constraints = (ends_after_start("department_validity"),)

    def __str__(self) -> str:
        return name_of(self)
