"""People with an account, and the roles they hold at a scope for a time."""

from uuid import uuid4

from django.contrib.auth.models import AbstractUser
from django.core.validators import MaxLengthValidator, validate_email
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiliang.core.models.department import Department
from zhiliang.core.models.encrypted import EncryptedText
from zhiliang.core.models.organisation import Organisation
from zhiliang.core.models.place import Place
from zhiliang.core.models.validity import ends_after_start
from zhiliang.core.roles import Role


def new_pseudonym() -> str:
    """32 hexadecimal digits that say nothing about the person."""
    return uuid4().hex


class Person(AbstractUser):
    """An account; the log and the lake know it only by its pseudonym.

    What says who somebody is lies encrypted in the database, and there is no more of it than this.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    pseudonym = models.CharField(
        _("化名"), max_length=32, unique=True, default=new_pseudonym, editable=False
    )
    display_name = EncryptedText(_("姓名"), blank=True, validators=[MaxLengthValidator(80)])
    email = EncryptedText(
        _("电子邮箱"), blank=True, validators=[validate_email, MaxLengthValidator(254)]
    )

    password_changed_at = models.DateTimeField(
        _("本人改密时间"), null=True, blank=True, default=timezone.now, editable=False
    )

    class Meta:
        verbose_name = verbose_name_plural = _("人员")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.display_name or self.username

    def get_full_name(self) -> str:
        """The name that the person goes by."""
        return str(self)

    def get_short_name(self) -> str:
        """The same: a Chinese name has no short form."""
        return str(self)


def _needs(role: Role, field: str) -> models.CheckConstraint:
    condition = ~Q(role=role.value) | Q(**{f"{field}__isnull": False})
    return models.CheckConstraint(condition=condition, name=f"assignment_{role.value}_has_{field}")


class Assignment(models.Model):
    """A role held by a person; every scope that is set must match (place covers its subtree)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    role = models.CharField(_("角色"), max_length=20, choices=Role.choices)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True)
    valid_from = models.DateField(_("自"))
    valid_to = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("任职")
        ordering = ("person", "role", "valid_from")
        constraints = (
            ends_after_start("assignment_validity"),
            models.CheckConstraint(
                condition=Q(role__in=tuple(role.value for role in Role if role != Role.PUBLIC)),
                name="assignment_role_known",
            ),
            _needs(Role.CITY_OFFICER, "place"),
            _needs(Role.DEPARTMENT_OFFICER, "department"),
            _needs(Role.ENTERPRISE, "organisation"),
            _needs(Role.SAMPLER, "organisation"),
            _needs(Role.LABORATORY, "organisation"),
        )

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()}"
