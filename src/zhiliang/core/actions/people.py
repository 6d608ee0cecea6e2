"""Accounts and roles; the log learns pseudonyms, never names."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zhiliang.core.errors import ClerkError
from zhiliang.core.event import append, subject_of
from zhiliang.core.models import Assignment, Department, Organisation, Person, Place
from zhiliang.core.policy import require
from zhiliang.core.roles import Role


@transaction.atomic
def create_person(
    *, by: Person | None, username: str, password: str = "", display_name: str = "", email: str = ""
) -> Person:
    """Open an account; without a password nobody can sign in with it yet.

    A password that somebody else has chosen must be changed at the first sign-in.
    """
    require(by, Person, "core.person.create")
    person = Person(username=username, display_name=display_name, email=email)
    if by:
        person.password_changed_at = None
    if password and by:
        validate_password(password, person)
    person.set_password(password or None)
    person.full_clean()
    person.save()
    append(verb="core.person.create", subject=_subject(person), by=by)
    return person


@transaction.atomic
def assign_role(
    *,
    by: Person | None,
    person: Person,
    role: Role,
    place: Place | None = None,
    department: Department | None = None,
    organisation: Organisation | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Assignment:
    """Give a role at a scope; nobody gives one to themselves."""
    require(by, Person, "core.assignment.begin")
    _refuse_self(by, person)
    assignment = Assignment(
        person=person,
        role=role,
        place=place,
        department=department,
        organisation=organisation,
        valid_from=valid_from or timezone.localdate(),
        valid_to=valid_to,
    )
    assignment.full_clean()
    _refuse_mixed(assignment)
    assignment.save()
    append(
        verb="core.assignment.begin",
        subject=subject_of(assignment),
        by=by,
        place=place.pk if place else "",
        organisation=(organisation.uscc or "") if organisation else "",
        data={
            "person": person.pseudonym,
            "role": str(role),
            "department": department.pk if department else "",
            "valid_from": assignment.valid_from,
        },
    )
    return assignment


def seat_made_up_person(
    *, by: None, username: str, display_name: str, role: Role, **scope: Any
) -> Person:
    """Somebody in a seat of the demonstration; without a password nobody signs in as them."""
    if known := Person.objects.filter(username=username).first():
        return known
    person = create_person(by=by, username=username, display_name=display_name)
    assign_role(by=by, person=person, role=role, valid_from=date(2010, 1, 1), **scope)
    return person


@transaction.atomic
def end_assignment(
    *, by: Person | None, assignment: Assignment, last_day: date | None = None
) -> Assignment:
    """End a role; the default is that yesterday was its last day."""
    require(by, Person, "core.assignment.end")
    _refuse_self(by, assignment.person)
    assignment.valid_to = last_day or timezone.localdate() - timedelta(days=1)
    if assignment.valid_to < assignment.valid_from:
        # a role that was given today by mistake still held for this day
        assignment.valid_to = assignment.valid_from
    assignment.full_clean()
    assignment.save()
    append(
        verb="core.assignment.end",
        subject=subject_of(assignment),
        by=by,
        data={"person": assignment.person.pseudonym, "valid_to": assignment.valid_to},
    )
    return assignment


@transaction.atomic
def set_password(*, by: Person | None, person: Person, password: str) -> Person:
    """Change one's own password, or as administrator give somebody else a new one.

    The one that was given serves for one sign-in: then the person chooses their own.
    """
    own = by is None or by.pk == person.pk
    if not own:
        require(by, Person, "core.person.set_password")
    validate_password(password, person)
    person.set_password(password)
    person.password_changed_at = timezone.now() if own else None
    person.save(update_fields=["password", "password_changed_at"])
    append(verb="core.person.set_password", subject=_subject(person), by=by)
    return person


@transaction.atomic
def deactivate_person(*, by: Person | None, person: Person) -> Person:
    """Close an account; its past acts stay in the log under the pseudonym."""
    require(by, Person, "core.person.deactivate")
    _refuse_self(by, person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    append(verb="core.person.deactivate", subject=_subject(person), by=by)
    return person


@transaction.atomic
def erase_person(*, by: Person | None, person: Person) -> Person:
    """Remove everything that says who a pseudonym was; the log stays whole without it."""
    require(by, Person, "core.person.erase")
    _refuse_self(by, person)
    person.username = f"erased-{person.pseudonym}"
    person.display_name = person.email = ""
    person.is_active = False
    person.set_unusable_password()
    person.full_clean()
    person.save()
    append(verb="core.person.erase", subject=_subject(person), by=by)
    return person


@transaction.atomic
def renew_personal_values(*, by: Person | None) -> int:
    """Encrypt everybody's personal values anew with the newest key; returns how many people."""
    require(by, Person, "core.person.renew_personal_values")
    people = list(Person.objects.select_for_update())
    for person in people:
        person.save(update_fields=["display_name", "email"])
    append(
        verb="core.person.renew_personal_values",
        subject="core.person",
        by=by,
        data={"people": len(people), "tables": [], "periods": []},
    )
    return len(people)


def _subject(person: Person) -> str:
    return f"core.person:{person.pseudonym}"


def _refuse_mixed(new: Assignment) -> None:
    """Who keeps accounts or reads the log does nothing else: GB/T 22239-2019 8.1.5."""
    ends = new.valid_to or date.max
    others = {
        held.role
        for held in Assignment.objects.filter(person=new.person, valid_from__lte=ends)
        if (held.valid_to or date.max) >= new.valid_from
    }
    roles = others | {new.role}
    if len(roles) > 1 and roles & {Role.ADMINISTRATOR, Role.AUDITOR}:
        raise ClerkError(
            _("账号管理员和审计人员不能兼任其他角色（三员分立）。"),
            _("请先结束已有任职，或由另一个人担任。"),
        )


def _refuse_self(by: Person | None, person: Person) -> None:
    if by and by.pk == person.pk:
        raise ClerkError(_("不能为自己办理账号和任职变更。"), _("请由另一位账号管理员办理。"))
