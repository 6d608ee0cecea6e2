"""Objections of the firm or the producer, to how a sample was taken or to what tests found."""

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import Party, flows
from zhiliang.core.models import HeldFile, Organisation, Place
from zhiliang.core.models.signed import paired, when, who
from zhiliang.systems.sampling.models.cases import SamplingCase
from zhiliang.systems.sampling.models.regimes import Regime

IN_ONE = _("对抽样过程、样品真实性等有异议")
APART = _("对样品真实性、检验方法、标准适用等有异议")


def kind_words(kind: str, regime: Regime) -> str:
    """A kind of objection in the words of a law."""
    if kind == Objection.Kind.PROCEDURE:
        return str(APART if regime.takes(Objection.Kind.SAMPLING) else IN_ONE)
    return str(Objection.Kind(kind).label)


class Objection(models.Model):
    """One objection of one party, with what became of it.

    `due_on` is the last day on which the party could file it, `provisional` whether the calendar of
    working days did not reach that far.
    """

    class Kind(models.TextChoices):
        """What is objected to (order 18, article 37; of food, order 15, articles 30 and 37).

        SAMPLING is a kind of its own where the law lets its time begin with the sampling; elsewhere
        it is part of PROCEDURE.
        """

        PROCEDURE = "procedure", _("对样品真实性等有异议（自收到结论告知起算）")
        RESULT = "result", _("对检验结论有异议，申请复检")
        SAMPLING = "sampling", _("对抽样过程有异议（自抽样完成起算）")

    class Exception_(models.TextChoices):
        """Why the first laboratory may re-test all the same (order 18, article 39)."""

        NONE = "", _("另一机构复检")
        ONLY_ONE = "only_one", _("行政区域内仅有一个机构具备相应资质")

    class Fee(models.TextChoices):
        """Who pays for the re-test in the end (order 18, article 43)."""

        OPEN = "", _("由申请人先行支付")
        APPLICANT = "applicant", _("申请人承担")
        AUTHORITY = "authority", _("组织监督抽查的部门承担")

    case = models.ForeignKey(SamplingCase, models.PROTECT, related_name="objections")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("申请人")
    )
    kind = models.CharField(_("异议类别"), max_length=9, choices=Kind)
    grounds = models.TextField(_("理由"), max_length=4000)
    items = models.CharField(_("与异议相关的检验项目"), max_length=1000, blank=True)
    evidence = models.ManyToManyField(HeldFile, blank=True, related_name="+")
    due_on = models.DateField(_("提出期限"))
    provisional = models.BooleanField(_("期限待核"), default=False)
    state = models.CharField(_("办理状态"), max_length=10)
    answer = models.TextField(_("处理意见"), max_length=4000, blank=True)
    laboratory = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("复检机构"),
    )
    exception = models.CharField(_("复检机构例外"), max_length=8, choices=Exception_, blank=True)
    fee_fen = models.PositiveBigIntegerField(_("复检费用（分）"), null=True, blank=True)
    fee = models.CharField(_("复检费用"), max_length=9, choices=Fee, blank=True)
    filed_at, filed_by = when(_("提出时间")), who(_("提出人"))
    accepted_at, accepted_by = when(_("受理时间")), who(_("受理人"))
    arranged_at, arranged_by = when(_("办理复检手续时间")), who(_("办理人"))
    named_at, named_by = when(_("确定复检机构时间")), who(_("确定人"))
    decided_at, decided_by = when(_("处理结论时间")), who(_("处理人"))

    class Meta:
        verbose_name = verbose_name_plural = _("异议")
        ordering = ("-pk",)
        constraints = (
            *(
                paired(verb, f"sampling_objection_{verb}_paired")
                for verb in ("filed", "accepted", "arranged", "named")
            ),
            UniqueConstraint(
                fields=("case", "organisation", "kind"),
                name="sampling_objection_once_each",
                violation_error_message=_("对这份样品已提出过同类异议。"),
            ),
            CheckConstraint(condition=~Q(grounds=""), name="sampling_objection_has_grounds"),
        )

    def __str__(self) -> str:
        return f"{self.case.number} {self.organisation}"

    def get_kind_display(self) -> str:  # type: ignore[no-redef]
        """What is objected to, in the words of the law of the sample."""
        return kind_words(self.kind, self.case.regime)

    @property
    def authorities(self) -> list[Party]:
        """Who decides on it: who ordered the sampling."""
        return self.case.authorities

    @property
    def declarants(self) -> list[Party]:
        """Who may say that a laboratory has an interest: the applicant and the authority."""
        return [Party(organisation_id=self.organisation_id), *self.authorities]

    @property
    def by_lot(self) -> bool:
        """Whether it asks for a re-test whose laboratory is drawn."""
        return self.kind == self.Kind.RESULT and self.case.regime.retest_by_lot

    @property
    def laboratories(self) -> list[Party]:
        """Who re-tests."""
        return [Party(organisation_id=self.laboratory_id)] if self.laboratory_id else []

    @property
    def place(self) -> Place:
        """Where the sample was taken."""
        return self.case.place

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["sampling.objection"].state_label(self.state)

    @property
    def figure_day(self) -> date | None:
        """The day on which it was decided, as the lake counts it."""
        return timezone.localtime(self.decided_at).date() if self.decided_at else None
