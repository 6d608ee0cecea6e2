"""A draw of one plan's firms and samplers: frozen lists, a sealed nonce, what came out."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from zhiliang.core.flow import flows
from zhiliang.core.models.encrypted import EncryptedText
from zhiliang.core.models.signed import paired, when, who
from zhiliang.systems.sampling.models.plans import SamplingPlan


class Sealed(models.Model):
    """A draw by lot: `before` and `after` are its two documents in canonical JSON.

    The nonce is sealed until the named public number is known and entered.
    """

    number = models.CharField(_("抽取编号"), max_length=20, unique=True)
    before = models.TextField(_("抽取前文件"))
    before_digest = models.CharField(_("抽取前文件摘要"), max_length=64, unique=True)
    commitment = models.CharField(_("随机数承诺"), max_length=64)
    nonce = EncryptedText(_("密封随机数"))
    entropy_source = models.CharField(_("公开随机数来源"), max_length=200)
    entropy_spelling = models.CharField(_("公开随机数写法"), max_length=200)
    entropy_known_at = models.DateTimeField(_("公开随机数公布时间"))
    entropy = models.CharField(_("公开随机数"), max_length=400, blank=True)
    after = models.TextField(_("抽取后文件"), blank=True)
    after_digest = models.CharField(_("抽取后文件摘要"), max_length=64, blank=True)
    frozen_at, frozen_by = when(_("冻结时间")), who(_("冻结人"))
    drawn_at, drawn_by = when(_("抽取时间")), who(_("抽取人"))
    annulled_at, annulled_by = when(_("作废时间")), who(_("作废人"))
    annulled_reason = models.CharField(_("作废理由"), max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number


class Draw(Sealed):
    """The draw of a plan.

    The digests of its documents are public at once. The documents themselves, which name firms, are
    opened when no task of the draw is still to be sampled: nobody may know beforehand (order 18,
    article 14).
    """

    plan = models.ForeignKey(SamplingPlan, models.PROTECT, related_name="draws")
    state = models.CharField(_("办理状态"), max_length=6)

    class Meta:
        verbose_name = verbose_name_plural = _("双随机抽取")
        ordering = ("-pk",)
        constraints = (
            *(
                paired(verb, f"sampling_draw_{verb}_paired")
                for verb in ("frozen", "drawn", "annulled")
            ),
            CheckConstraint(
                condition=~Q(state="drawn") | (~Q(after="") & ~Q(entropy="")),
                name="sampling_draw_drawn_with_public_entropy",
            ),
            models.UniqueConstraint(
                fields=("plan",),
                condition=~Q(state="void"),
                name="sampling_plan_is_drawn_once",
                violation_error_message=_("这个计划已有抽取。要重新抽取，先作废原来的。"),
            ),
        )

    @property
    def place_id(self) -> str:
        """Whose draw it is: the authority's place."""
        return self.plan.authority_id

    @property
    def state_name(self) -> str:
        """The state in words."""
        return flows["sampling.draw"].state_label(self.state)

    @property
    def open(self) -> bool:
        """Whether its documents may be read by everybody."""
        return self.state == "drawn" and not self.cases.filter(state="assigned").exists()
