"""Who re-tests food: the published directory of laboratories, interests, the draw of one."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models import Organisation
from zhiliang.core.models.signed import paired, when, who
from zhiliang.core.models.source import Source
from zhiliang.systems.sampling.models.draws import Sealed
from zhiliang.systems.sampling.models.objections import Objection


class RetestLaboratory(models.Model):
    """A laboratory of the published directory (复检机构名录), from one day to another."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("复检机构")
    )
    listed_from = models.DateField(_("列入名录日期"))
    listed_to = models.DateField(_("移出名录日期"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=7, choices=Source, default=Source.RECORDS)

    class Meta:
        verbose_name = verbose_name_plural = _("复检机构名录")
        ordering = ("organisation", "listed_from")
        constraints = (
            UniqueConstraint(
                fields=("organisation", "listed_from"), name="sampling_retest_laboratory_once"
            ),
            CheckConstraint(
                condition=Q(listed_to=None) | Q(listed_to__gte=F("listed_from")),
                name="sampling_retest_laboratory_days_in_order",
                violation_error_message=_("移出日期早于列入日期。"),
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)


class RetestInterest(models.Model):
    """A laboratory with business with the applicant, which must not re-test (order 15, 32)."""

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="interests")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("复检机构")
    )
    note = models.CharField(_("利害关系"), max_length=500)
    declared_at, declared_by = when(_("申报时间")), who(_("申报人"))

    class Meta:
        verbose_name = verbose_name_plural = _("复检利害关系")
        ordering = ("pk",)
        constraints = (
            paired("declared", "sampling_interest_declared_paired"),
            UniqueConstraint(
                fields=("objection", "organisation"),
                name="sampling_interest_declared_once",
                violation_error_message=_("这个机构的利害关系已经申报。"),
            ),
            CheckConstraint(condition=~Q(note=""), name="sampling_interest_says_which"),
        )

    def __str__(self) -> str:
        return f"{self.organisation}"


class RetestDraw(Sealed):
    """One round of the draw of an objection's laboratory; another follows if that one declines.

    Both documents are open to the parties at once: nobody is forewarned of anything.
    """

    class Decline(models.TextChoices):
        """Why the laboratory that was drawn does not re-test (order 15, article 32)."""

        INTEREST = "interest", _("与复检申请人存在利害关系")
        UNABLE = "unable", _("确实无法承担复检任务")

    objection = models.ForeignKey(Objection, models.PROTECT, related_name="draws")
    round = models.PositiveSmallIntegerField(_("轮次"))
    laboratory = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("抽中的复检机构"),
    )
    declined = models.CharField(_("不承担的原因"), max_length=8, choices=Decline, blank=True)
    declined_note = models.CharField(_("书面说明"), max_length=2000, blank=True)
    declined_at, declined_by = when(_("说明时间")), who(_("说明人"))

    class Meta:
        verbose_name = verbose_name_plural = _("复检机构抽取")
        ordering = ("objection", "round")
        constraints = (
            *(
                paired(verb, f"sampling_retest_draw_{verb}_paired")
                for verb in ("frozen", "drawn", "annulled", "declined")
            ),
            CheckConstraint(
                condition=Q(drawn_at=None) | (~Q(after="") & ~Q(entropy="") & ~Q(laboratory=None)),
                name="sampling_retest_drawn_with_public_entropy",
            ),
            CheckConstraint(
                condition=Q(declined_at=None)
                | (Q(drawn_at__isnull=False) & ~Q(declined="") & ~Q(declined_note="")),
                name="sampling_retest_declined_in_writing",
            ),
            UniqueConstraint(fields=("objection", "round"), name="sampling_retest_round_once"),
            UniqueConstraint(
                fields=("objection",),
                condition=Q(annulled_at=None, declined_at=None),
                name="sampling_retest_one_draw_at_a_time",
                violation_error_message=_("这件复检已有抽取。先抽出，或者作废。"),
            ),
        )

    @property
    def place_id(self) -> str:
        """Whose draw it is: the authority's place."""
        return self.objection.case.authority_id

    @property
    def standing(self) -> str:
        """Where it stands, in words."""
        if self.annulled_at:
            return gettext("已作废")
        if self.declined_at:
            return gettext("抽中的机构不承担")
        return gettext("已抽取") if self.drawn_at else gettext("名录已冻结，等待公开随机数")
