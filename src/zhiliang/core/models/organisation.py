"""Organisations under their national codes; both check digits are held by clean()."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models.place import Place


class OrganisationKind(models.TextChoices):
    """Legal kinds of organisation."""

    ENTERPRISE = "enterprise", _("企业")
    PUBLIC_INSTITUTION = "public_institution", _("事业单位")
    SOCIAL = "social", _("社会组织")
    GOVERNMENT = "government", _("机关")
    INDIVIDUAL = "individual", _("个体工商户")


class Organisation(models.Model):
    """An enterprise, laboratory, works or public body that the platform keeps records of."""

    uscc = models.CharField(
        _("统一社会信用代码"), max_length=18, unique=True, null=True, blank=True
    )
    organisation_code = models.CharField(
        _("组织机构代码"), max_length=10, unique=True, null=True, blank=True
    )
    name = models.CharField(_("名称"), max_length=200)
    place = models.ForeignKey(Place, models.PROTECT, related_name="organisations")
    kind = models.CharField(_("类型"), max_length=20, choices=OrganisationKind.choices)
    sample = models.BooleanField(_("示例数据"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("组织")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="organisation_named"),
            models.CheckConstraint(
                condition=Q(uscc=None) | Q(Exact(Length("uscc"), 18)),
                name="organisation_uscc_length",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a code whose check digit is wrong."""
        # the identity methods are a sibling room; asked here so that no form can forget them
        from zhiliang.methods.identity import is_valid_organisation_code, is_valid_uscc

        if self.uscc and not is_valid_uscc(self.uscc):
            raise ValidationError({"uscc": _("校验位不符（GB 32100—2015），请核对原件。")})
        if self.organisation_code and not is_valid_organisation_code(self.organisation_code):
            raise ValidationError(
                {"organisation_code": _("校验位不符（GB 11714—1997），请核对原件。")}
            )
