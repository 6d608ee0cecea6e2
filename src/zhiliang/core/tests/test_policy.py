from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone

from zhiliang.core import policy
from zhiliang.core.models import (
    Assignment,
    Department,
    Document,
    Event,
    HeldFile,
    Organisation,
    Person,
    Place,
    Tick,
)
from zhiliang.core.policies import subjects_of
from zhiliang.core.roles import Role

VISITOR = AnonymousUser()


def test_a_visitor_is_the_public_and_nothing_else(db):
    assert policy.roles_of(VISITOR) == policy.roles_of(None) == {Role.PUBLIC}


def test_a_role_counts_only_while_it_is_valid(person, guangdong):
    ended = person(Role.CITY_OFFICER, place_id="440100", valid_to=date(2015, 12, 31))
    assert policy.roles_of(ended) == {Role.PUBLIC}


def test_an_account_that_was_closed_holds_no_role(office):
    office.is_active = False
    assert policy.roles_of(office) == {Role.PUBLIC}


def test_a_superuser_flag_grants_nothing(person):
    somebody = person()
    somebody.is_superuser = somebody.is_staff = True
    assert not policy.visible(somebody, Event).exists()
    assert not policy.scopes(somebody, Role.OFFICE)


def test_a_place_scope_covers_its_subtree(guangzhou_officer):
    scope = policy.scopes(guangzhou_officer, Role.CITY_OFFICER)
    assert scope.places == {"440100", "440106"}
    assert not scope.everywhere


def test_the_office_holds_its_role_everywhere(office):
    assert policy.scopes(office, Role.OFFICE).everywhere


def test_scopes_of_two_assignments_do_not_mix(person, guangdong):
    for code in ("environment", "housing"):
        Department.objects.create(code=code, name_zh=code, valid_from=date(2005, 1, 1))
    officer = person(Role.DEPARTMENT_OFFICER, department_id="environment", place_id="440100")
    Assignment.objects.create(
        person=officer,
        role=Role.DEPARTMENT_OFFICER,
        department_id="housing",
        place_id="440600",
        valid_from=date(2010, 1, 1),
    )
    scope = policy.scopes(officer, Role.DEPARTMENT_OFFICER)
    mixed = Assignment(department_id="environment", place_id="440600")
    assert not scope.covers(mixed)
    assert scope.covers(Assignment(department_id="housing", place_id="440606"))


def test_rows_and_objects_are_judged_alike(guangzhou_officer, enterprise):
    scope = policy.scopes(guangzhou_officer, Role.CITY_OFFICER)
    rows = scope.within(Organisation.objects.all(), place="place")
    assert enterprise not in rows
    assert not scope.covers(enterprise)


def test_a_narrowed_dimension_that_the_model_lacks_shows_nothing(guangzhou_officer, enterprise):
    scope = policy.scopes(guangzhou_officer, Role.CITY_OFFICER)
    assert not scope.within(Organisation.objects.all()).exists()


def test_an_officer_sees_the_organisations_of_the_own_place(person, enterprise):
    foshan = person(Role.CITY_OFFICER, "foshan", place_id="440600")
    guangzhou = person(Role.CITY_OFFICER, "guangzhou", place_id="440100")
    assert policy.fetch(foshan, Organisation, pk=enterprise.pk) == enterprise
    with pytest.raises(Http404):
        policy.fetch(guangzhou, Organisation, pk=enterprise.pk)


def test_an_enterprise_sees_itself(person, enterprise):
    own = person(Role.ENTERPRISE, organisation=enterprise)
    assert list(policy.visible(own, Organisation)) == [enterprise]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR, Role.PUBLIC}))
def test_only_the_auditor_reads_the_log(person, guangdong, enterprise, role):
    Department.objects.create(code="quality", name_zh="质监局", valid_from=date(2005, 1, 1))
    reader = person(role, place_id="440000", department_id="quality", organisation_id=enterprise.pk)
    Event.objects.create(
        number=1, verb="v", subject="s", occurred_at="2015-01-01T00:00Z",
        recorded_at="2015-01-01T00:00Z", previous_hash="0", hash="1",
    )  # fmt: skip
    assert not policy.visible(reader, Event).exists()
    assert policy.visible(person(Role.AUDITOR, "auditor"), Event).exists()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_auditor_and_administrator_see_no_business_data(person, enterprise, role):
    reader = person(role)
    assert not policy.visible(reader, Organisation).exists()
    assert not policy.visible(reader, HeldFile).exists()


def test_nobody_may_write_the_log(person):
    rows = [person(role, str(role)) for role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.OFFICE)]
    assert not any(policy.policy_of(Event).may(row, "core.event.update") for row in rows)


def test_only_the_administrator_opens_accounts(person, office):
    accounts = policy.policy_of(Person)
    assert accounts.may(person(Role.ADMINISTRATOR), "core.person.create")
    assert not accounts.may(office, "core.person.create")
    assert list(policy.visible(office, Person)) == [office]


def test_a_model_without_policy_is_seen_by_nobody():
    with pytest.raises(LookupError):
        policy.policy_of(Tick)


def test_places_are_public(guangdong):
    assert policy.fetch(VISITOR, Place, code="440100").code == "440100"


def test_a_lookup_that_makes_no_sense_is_not_found(db):
    with pytest.raises(Http404):
        policy.fetch(VISITOR, Organisation, pk="x")


@pytest.mark.parametrize(
    "role", [Role.CITY_OFFICER, Role.DEPARTMENT_OFFICER, Role.ENTERPRISE, Role.PUBLIC]
)
def test_the_database_refuses_a_role_without_its_scope(person, role):
    with pytest.raises(IntegrityError):
        person(role)


def test_an_officer_of_the_province_for_one_city_does_not_hold_the_role_everywhere(
    person, guangdong
):
    narrowed = person(Role.PROVINCIAL_OFFICER, place_id="440100")
    assert not policy.holds_everywhere(narrowed, [Role.PROVINCIAL_OFFICER])
    assert subjects_of(narrowed) == {"440100", "440106"}


def test_a_narrowed_officer_of_the_province_sees_documents_of_that_place_only(person, guangdong):
    narrowed = person(Role.PROVINCIAL_OFFICER, place_id="440100")
    for subject in ("440100", "440600", ""):
        Document.objects.create(
            kind="x", title="x", year=2015, path=f"{subject}.pdf", sha256="0" * 64,
            audience="subject" if subject else "office", subject=subject,
            created_at=timezone.now(),
        )  # fmt: skip
    assert [found.subject for found in policy.visible(narrowed, Document)] == ["440100"]
