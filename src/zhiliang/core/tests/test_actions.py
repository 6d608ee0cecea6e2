from datetime import date

import pytest
from django.core.exceptions import ValidationError

from zhiliang.core import actions, places
from zhiliang.core.errors import ClerkError, NotAllowed
from zhiliang.core.event import verify_chain
from zhiliang.core.evidence import evidence_path, read_held_file
from zhiliang.core.models import Document, Event, HeldFile, Person, Place, PlaceName
from zhiliang.core.policy import roles_of
from zhiliang.core.roles import Role

HEADER = "code,level,name_zh,name_zh_hant,name_en,parent,valid_from,valid_to,note\n"


@pytest.fixture
def administrator(person):
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def evidence(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path / "evidence"


def verbs():
    return list(Event.objects.values_list("verb", flat=True))


def test_an_account_is_opened_with_one_event(administrator):
    actions.create_person(by=administrator, username="li.si", display_name="李四")
    assert verbs() == ["core.person.create"]
    assert "李四" not in str(Event.objects.values().get())


def test_only_the_administrator_opens_accounts(office):
    with pytest.raises(NotAllowed):
        actions.create_person(by=office, username="li.si")
    assert not Person.objects.filter(username="li.si").exists()


def test_a_weak_password_is_refused(administrator):
    with pytest.raises(ValidationError):
        actions.create_person(by=administrator, username="li.si", password="12345678")


def test_a_role_is_given_and_ended(administrator, person, guangdong):
    somebody = person()
    held = actions.assign_role(
        by=administrator, person=somebody, role=Role.OFFICE, valid_from=date(2010, 1, 1)
    )
    assert Role.OFFICE in roles_of(somebody)
    actions.end_assignment(by=administrator, assignment=held)
    assert Role.OFFICE not in roles_of(somebody)
    assert verbs() == ["core.assignment.begin", "core.assignment.end"]


def test_nobody_gives_a_role_to_themselves(administrator):
    with pytest.raises(ClerkError, match="自己"):
        actions.assign_role(by=administrator, person=administrator, role=Role.OFFICE)


def test_a_role_without_its_scope_is_refused(administrator, person):
    with pytest.raises(ValidationError):
        actions.assign_role(by=administrator, person=person(), role=Role.CITY_OFFICER)
    assert verbs() == []


def test_one_changes_the_own_password_only(office, administrator):
    actions.set_password(by=office, person=office, password="广东-质量-2015")
    assert office.check_password("广东-质量-2015")
    with pytest.raises(NotAllowed):
        actions.set_password(by=office, person=administrator, password="广东-质量-2015")


def test_an_erased_person_leaves_a_whole_log_without_a_name(administrator, person):
    somebody = actions.create_person(by=administrator, username="li.si", email="li@example.cn")
    actions.erase_person(by=administrator, person=somebody)
    assert not Person.objects.filter(username="li.si").exists()
    assert Person.objects.get(pk=somebody.pk).email == ""
    assert verify_chain().ok


def test_an_officer_enters_organisations_of_the_own_place_only(guangzhou_officer, guangdong):
    here, elsewhere = Place.objects.get(pk="440106"), Place.objects.get(pk="440606")
    actions.create_organisation(by=guangzhou_officer, name="示例甲", place=here)
    with pytest.raises(NotAllowed):
        actions.create_organisation(by=guangzhou_officer, name="示例乙", place=elsewhere)


@pytest.mark.parametrize("field", ["uscc", "organisation_code"])
def test_an_organisation_with_a_wrong_check_digit_is_refused(guangdong, field):
    code = {"uscc": "914401011905220000", "organisation_code": "190522000"}[field]
    with pytest.raises(ValidationError, match="校验位"):
        actions.create_organisation(by=None, name="示例", place=guangdong[0], **{field: code})


def test_evidence_is_kept_once_under_its_digest(evidence, office):
    first = actions.hold_file(by=office, name="C:\\材料\\报告.pdf", content=b"report")
    again = actions.hold_file(by=office, name="other.pdf", content=b"report")
    assert (first, first.name) == (again, "报告.pdf")
    assert read_held_file(first) == b"report"
    assert verbs() == ["core.file.hold"]


def test_altered_evidence_is_not_given_out(evidence, office):
    held = actions.hold_file(by=office, name="报告.pdf", content=b"report")
    evidence_path(held.path).write_bytes(b"forged")
    with pytest.raises(ClerkError, match="改动"):
        read_held_file(held)


@pytest.mark.parametrize("content", [b"", b"0" * (20 * 1024**2 + 1)])
def test_evidence_of_no_or_too_much_content_is_refused(evidence, office, content):
    with pytest.raises(ClerkError, match="20 MB"):
        actions.hold_file(by=office, name="x", content=content)
    assert not HeldFile.objects.exists()


def test_a_document_names_its_own_event(office):
    issued = Document(
        kind="circular", number="粤质〔2016〕1号", title="通报", year=2015,
        path="2015/circular.pdf", sha256="0" * 64,
    )  # fmt: skip
    document = actions.record_document(issued, by=office)
    event = Event.objects.get(number=document.event_number)
    assert event.subject == f"core.document:{document.pk}"


def load(tmp_path, *rows):
    path = tmp_path / "places.csv"
    path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
    return actions.load_places(by=None, path=path)


def test_a_corrected_name_supersedes_and_keeps_what_was_believed(db, tmp_path):
    load(tmp_path, "440600,city,佛山,,,,2005-01-01,,")
    before = PlaceName.objects.get().recorded_at
    load(tmp_path, "440600,city,佛山市,,,,2005-01-01,,")
    day = date(2015, 1, 1)
    assert [name.name_zh for name in places.names_on(day)] == ["佛山市"]
    assert [name.name_zh for name in places.names_on(day, known_at=before)] == ["佛山"]


def test_a_place_that_was_merged_ends_in_time(db, tmp_path):
    load(
        tmp_path,
        "440112,district,黄埔区,,,,2005-01-01,,",
        "440116,district,萝岗区,,,,2005-01-01,2014-02-11,并入黄埔区",
    )
    assert {name.place_id for name in places.names_on(date(2014, 2, 11))} == {"440112", "440116"}
    assert {name.place_id for name in places.names_on(date(2014, 2, 12))} == {"440112"}


def test_all_reference_data_loads_and_loading_again_changes_nothing(db):
    assert all(loaded.changed for loaded in actions.load_reference().values())
    events = Event.objects.count()
    assert not any(loaded.changed for loaded in actions.load_reference().values())
    assert Event.objects.count() == events


def test_the_delta_counts_shunde_apart_for_some_years_only(db):
    actions.load_reference()
    assert len(places.members("gd_21", day=date(2015, 6, 1))) == 21
    assert "440606" in places.members("prd_shunde", day=date(2015, 6, 1))
    assert places.members("prd_shunde", day=date(2018, 6, 1)) == []
