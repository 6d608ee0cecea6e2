"""Who sees core's own nouns."""

from typing import Any

from django.db.models import Q, QuerySet

from zhiliang.core.models import (
    Assignment,
    CalendarDay,
    DeadlineRule,
    Department,
    Document,
    Event,
    HeldFile,
    Organisation,
    Person,
    Place,
    PlaceSet,
    Residents,
)
from zhiliang.core.policy import Policy, holds_everywhere, register, scopes
from zhiliang.core.roles import Role

PROVINCE = (Role.OFFICE, Role.PROVINCIAL_OFFICER)
OFFICERS = (Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER, *PROVINCE)


def subjects_of(person: Any) -> frozenset[str]:
    """Codes of the places and departments that an officer works for."""
    grants = [grant for role in OFFICERS for grant in scopes(person, role).grants]
    # a department's office in a city works for the city: not for the whole department
    return frozenset().union(
        *((grant.departments or ()) if grant.places is None else grant.places for grant in grants)
    )


class OpenPolicy(Policy):
    """Public knowledge: everybody reads all of it."""

    def visible_to(self, person: Any) -> QuerySet[Any]:
        """All rows."""
        return self.model._default_manager.all()


@register
class PlacePolicy(OpenPolicy):
    """Public knowledge, read with the names it is shown by."""

    model = Place

    def visible_to(self, person: Any) -> QuerySet[Place]:
        """All rows."""
        return Place.objects.prefetch_related("names")


@register
class PlaceSetPolicy(OpenPolicy):
    model = PlaceSet


@register
class DepartmentPolicy(OpenPolicy):
    model = Department


@register
class DeadlineRulePolicy(OpenPolicy):
    model = DeadlineRule


@register
class CalendarDayPolicy(OpenPolicy):
    """Public knowledge that the office brings in every year."""

    model = CalendarDay
    grants = {"core.calendar.import": (Role.OFFICE,)}


@register
class ResidentsPolicy(OpenPolicy):
    """Published counts that the office brings in every year."""

    model = Residents
    grants = {"core.residents.import": (Role.OFFICE,)}


@register
class DocumentPolicy(Policy):
    """Public documents for everybody; those about one subject for it and the office.

    Papers of a case are read through the case, by its own rules.
    """

    model = Document

    def visible_to(self, person: Any) -> QuerySet[Document]:
        """What the reader may open."""
        if holds_everywhere(person, PROVINCE):
            return Document.objects.exclude(audience=Document.Audience.CASE)
        own = Q(audience=Document.Audience.SUBJECT, subject__in=subjects_of(person))
        return Document.objects.filter(Q(audience=Document.Audience.PUBLIC) | own)


@register
class EventPolicy(Policy):
    """The auditor reads the log; nobody changes it, the administrator does not even see it."""

    model = Event

    def visible_to(self, person: Any) -> QuerySet[Event]:
        """Everything for an auditor, nothing for anybody else."""
        rows = Event.objects.all()
        return rows if scopes(person, Role.AUDITOR) else rows.none()


@register
class OrganisationPolicy(Policy):
    """Officers see the organisations of their place, an enterprise itself."""

    model = Organisation
    grants = {
        "core.organisation.create": (Role.CITY_OFFICER, Role.PROVINCIAL_OFFICER, Role.OFFICE),
    }

    def visible_to(self, person: Any) -> QuerySet[Organisation]:
        """Rows by place for officers, by organisation for enterprises."""
        rows = Organisation.objects.all()
        if holds_everywhere(person, PROVINCE) or scopes(person, Role.DEPARTMENT_OFFICER):
            return rows
        found = scopes(person, Role.ENTERPRISE).within(rows, organisation="pk")
        for role in (Role.CITY_OFFICER, *PROVINCE):
            found |= scopes(person, role).within(rows, place="place")
        return found


@register
class PersonPolicy(Policy):
    """The administrator keeps accounts; everybody sees their own."""

    model = Person
    grants = {
        f"core.{verb}": (Role.ADMINISTRATOR,)
        for verb in (
            "person.create",
            "person.set_password",
            "person.deactivate",
            "person.erase",
            "assignment.begin",
            "assignment.end",
        )
    }

    def visible_to(self, person: Any) -> QuerySet[Person]:
        """All accounts for the administrator, otherwise one's own."""
        rows = Person.objects.all()
        return rows if scopes(person, Role.ADMINISTRATOR) else rows.filter(pk=_key(person))


@register
class AssignmentPolicy(Policy):
    """Seen by whoever sees the person."""

    model = Assignment
    grants = {"core.assignment.end": (Role.ADMINISTRATOR,)}

    def visible_to(self, person: Any) -> QuerySet[Assignment]:
        """All for the administrator, otherwise one's own."""
        rows = Assignment.objects.all()
        return rows if scopes(person, Role.ADMINISTRATOR) else rows.filter(person=_key(person))


@register
class HeldFilePolicy(Policy):
    """Evidence is seen by who handed it in and by the province; a system may open it further."""

    model = HeldFile

    def visible_to(self, person: Any) -> QuerySet[HeldFile]:
        """All for the office and the province, otherwise what one handed in."""
        rows = HeldFile.objects.all()
        if holds_everywhere(person, PROVINCE):
            return rows
        return rows.filter(held_by=_key(person))


def _key(person: Any) -> int:
    return getattr(person, "pk", None) or 0
