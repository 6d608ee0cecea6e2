import pytest
from django.contrib.auth.models import AnonymousUser

from zhiliang.core.roles import Role
from zhiliang.web.reading import Reading

pytestmark = pytest.mark.django_db


def details(person):
    found = Reading(person).results(2015)
    return {subject["code"] for subject in found["subjects"] if "score" in subject}


def test_the_public_reads_grades_only(evaluated):
    found = Reading(AnonymousUser()).results(2015)
    assert {frozenset(subject) for subject in found["subjects"]} == {
        frozenset({"code", "kind", "name_zh", "name_en", "grade", "sample"})
    }


def test_a_city_reads_its_own_score(evaluated, officer):
    assert details(officer) == {"440100"}


def test_the_office_reads_every_score(evaluated, office):
    assert details(office) == {"440100", "440300"}


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_auditor_and_administrator_read_no_score(evaluated, person, role):
    assert details(person("甲", role)) == set()


@pytest.mark.parametrize("path", ["/evaluations/2015/", "/evaluations/2015/440300/", "/"])
def test_no_page_shows_a_city_the_score_of_another(client, evaluated, lake, officer, path):
    client.force_login(officer)
    assert client.get(path).content.count(b"93.21") == (1 if path == "/evaluations/2015/" else 0)


@pytest.mark.parametrize("path", ["/api/evaluations/2015", "/api/evaluations/2015/440100"])
def test_the_interface_follows_the_same_rule(client, evaluated, path):
    assert b"93.21" not in client.get(path).content


def test_the_sheet_of_another_city_is_not_found(client, evaluated, officer):
    client.force_login(officer)
    assert client.get("/evaluations/2015/440300/market_sampling/").status_code == 404


def test_the_newest_version_is_in_force(evaluated):
    newer = evaluated[1]
    newer.pk, newer.version = None, 2
    newer.save(force_insert=True)
    assert Reading(AnonymousUser()).evaluation(2015).version == 2


def test_a_year_that_was_not_evaluated_falls_back_to_the_newest(evaluated):
    reading = Reading(AnonymousUser())
    assert [reading.year_or_latest(asked) for asked in ("2014", "1999", "x")] == [2014, 2015, 2015]
