"""Open311 GeoReport v2: the contract, what is asked for, what is never told."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from defusedxml.ElementTree import fromstring
from django.utils import timezone

from zhiliang.core.models import Department, Place, PlaceName
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.keys import opens
from zhiliang.systems.complaints.models import Complaint, Submission, TipOff
from zhiliang.systems.complaints.open311.offers import offers
from zhiliang.systems.complaints.tests.contract import faults, operations

KEY = "a key of one app"
TEXT = "示例工地的<b>墙体</b>开裂 & 渗水"
SECRETS = ("示例乙", "13900000002", "示例公司", "示例大道9号", "墙体", "example.org", "23.1")
POSTED = {
    "service_code": "engineering",
    "address_id": "440106",
    "lat": "23.13",
    "long": "113.33",
    "description": TEXT,
    "attribute[subject]": "示例工程",
    "attribute[firm_name]": "示例公司",
    "address_string": "示例大道9号",
    "first_name": "乙",
    "last_name": "示例",
    "phone": "13900000002",
    "media_url": "https://example.org/a.jpg",
}
TIP = POSTED | {"service_code": "tip_off"}


@pytest.fixture(autouse=True)
def keys(settings):
    settings.OPEN311_KEYS = {"示例应用": sha256(KEY.encode()).hexdigest()}


@pytest.fixture
def get(client, guangdong):
    return lambda path, **given: client.get(f"/open311/v2/{path}", given)


@pytest.fixture
def post(client, guangdong):
    def send(form="json", **changed):
        given = {"api_key": KEY} | POSTED | changed
        kept = {name: value for name, value in given.items() if value is not None}
        return client.post(f"/open311/v2/requests.{form}", kept)

    return send


def number_of(answer):
    return answer.json()[0]["service_request_id"]


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize(("path", "method"), list(operations()))
def test_every_operation_answers_as_the_contract_says(get, post, path, method):
    posted = post()
    row = posted.json()[0]
    parts = {
        "service_code": "engineering",
        "service_request_id": row["service_request_id"],
        "token_id": row["token"],
        "response_format": "json",
    }
    answer = posted if method == "post" else get(path.format(**parts).lstrip("/"))
    assert answer.status_code == 200
    assert faults(path, method, answer) == []


def test_the_services_are_three_and_no_complaint_is_among_them(get):
    rows = get("services.json").json()
    assert {row["service_code"] for row in rows} == {"tip_off", "engineering", "environment"}
    assert {row["type"] for row in rows} == {"realtime"}


def test_what_is_posted_becomes_a_tip_off_where_it_was(post):
    number = number_of(post())
    case = TipOff.objects.get(submission__number=number)
    assert (case.place_id, case.submission.channel) == ("440106", "open311")
    assert TEXT in case.submission.text
    assert (case.submission.latitude_e6, case.submission.longitude_e6) == (23130000, 113330000)
    assert not Complaint.objects.exists()


def test_without_a_key_nothing_is_taken(post):
    assert post(api_key=None).status_code == 403
    assert post(api_key="another").status_code == 403
    assert not Submission.objects.exists()


def test_the_key_may_stand_in_the_address(client, guangdong):
    answer = client.post(f"/open311/v2/requests.json?api_key={KEY.replace(' ', '+')}", POSTED)
    assert answer.status_code == 200


def test_without_a_name_a_request_is_anonymous(post):
    number = number_of(post(first_name=None, last_name=None, phone=None))
    assert Submission.objects.get(number=number).anonymous


@pytest.mark.parametrize("name", ["service_code", "description", "attribute[subject]"])
def test_what_is_missing_is_named(post, name):
    answer = post(**{name: None})
    assert answer.status_code in (400, 404)
    assert name in answer.json()[0]["description"]


@pytest.mark.parametrize(
    "given",
    [
        {"address_id": None, "address_string": None},
        {"address_id": "440116"},
        {"address_id": "110000"},
        {"address_id": None, "address_string": "示例大道9号"},
        {"address_id": None, "address_string": "广州市深圳市示例路"},
        {"lat": "91"},
        {"lat": "nan"},
        {"lat": None},
    ],
)
def test_a_place_that_cannot_be_told_is_asked_for_and_not_guessed(post, given):
    assert post(**given).status_code == 400
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("广东省广州市天河区示例路1号", "440106"),
        ("天河区示例路1号", "440106"),
        ("深圳市示例路1号", "440300"),
    ],
)
def test_an_address_that_names_a_place_is_enough(post, address, code):
    number = number_of(post(address_id=None, address_string=address, lat=None, long=None))
    assert TipOff.objects.get(submission__number=number).place_id == code


def test_a_county_s_name_that_may_be_part_of_any_address_needs_its_city(post):
    place = Place.objects.create(code="440302", level="district")
    day = datetime(2005, 1, 1, tzinfo=UTC)
    PlaceName.objects.create(
        place=place, name_zh="城区", parent_id="440300", valid_from=day, recorded_at=day
    )
    assert post(address_id=None, address_string="老城区示例路").status_code == 400
    answer = post(address_id=None, address_string="广州市老城区示例路")
    assert TipOff.objects.get(submission__number=number_of(answer)).place_id == "440100"


@pytest.mark.parametrize("given", [POSTED, TIP])
@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize("path", ["requests", "requests/{number}", "request/{number}"])
def test_nobody_is_told_who_told_of_whom_or_what(get, post, given, form, path):
    number = number_of(post(**given))
    answer = get(f"{path.format(number=number)}.{form}")
    assert answer.status_code == 200
    assert [secret for secret in SECRETS if secret in text_of(answer)] == []


def test_of_a_tip_off_not_even_the_place_or_the_outcome_is_told(get, post, officer):
    number = number_of(post(**TIP))
    case = TipOff.objects.get(submission__number=number)
    actions.file_case(case, by=officer, finding="属实")
    row = get(f"request/{number}.json").json()
    assert row["status"] == "open"
    assert set(row) == {
        *("service_request_id", "status", "service_code", "service_name", "requested_datetime"),
    }


def test_an_engineering_matter_that_was_handed_over_is_closed_and_names_the_department(
    get, post, officer
):
    number = number_of(post())
    case = TipOff.objects.get(submission__number=number)
    housing = Department.objects.get(code="housing")
    actions.hand_over(case, by=officer, department=housing, note="工程质量")
    row = get(f"request/{number}.json").json()
    assert (row["status"], row["agency_responsible"]) == ("closed", "住建厅")
    assert row["address"] == "天河区"


def test_what_came_by_another_channel_is_not_here(get, sent):
    sent(wants=("tip_off",))
    number = Submission.objects.get().number
    assert get("requests.json", start_date="2026-04-01", end_date="2026-06-01").json() == []
    assert get(f"requests/{number}.json").status_code == 404
    assert get("requests.json", service_request_id=number).json() == []


def test_requests_are_asked_for_by_number_service_and_status(get, post):
    first, second = number_of(post()), number_of(post(**TIP))
    assert [row["service_request_id"] for row in get("requests.json").json()] == [second, first]
    assert len(get("requests.json", service_request_id=f"{first},{second}").json()) == 2
    (row,) = get("requests.json", service_code="tip_off", status="open").json()
    assert row["service_request_id"] == second
    assert get("requests.json", status="closed").json() == []


def test_the_window_is_90_days(get, post):
    post()
    today = timezone.localdate()
    long_ago = (today - timedelta(days=100)).isoformat()
    assert len(get("requests.json", start_date=today.isoformat()).json()) == 1
    assert get("requests.json", start_date=long_ago).json() == []
    assert get("requests.json", start_date=long_ago, end_date=today.isoformat()).status_code == 400
    assert get("requests.json", start_date="2026-05-06T00:00:00+08:00").status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {"start_date": "yesterday"},
        {"start_date": "2026-13-01"},
        {"start_date": "9999-12-31"},
        {"status": "lost"},
        {"service_code": "complaint"},
    ],
)
def test_a_question_that_cannot_be_understood_is_refused(get, given):
    answer = get("requests.json", **given)
    assert answer.status_code == 400
    assert answer.json()[0]["code"] == 400


@pytest.mark.parametrize(
    ("path", "status"), [("services.json", 404), ("requests.json", 401), ("tokens/x.json", 404)]
)
def test_another_jurisdiction_is_refused_as_the_contract_says(get, path, status):
    assert get(path, jurisdiction_id="city.example").status_code == status


def test_the_province_s_code_is_the_jurisdiction(get):
    assert get("services.json", jurisdiction_id="440000").status_code == 200


def test_xml_is_named_as_in_the_specification(get, post):
    number = number_of(post())
    root = fromstring(get("services.xml").content)
    assert (root.tag, {child.tag for child in root}) == ("services", {"service"})
    assert root[0].find("metadata").text == "true"
    root = fromstring(get("requests.xml").content)
    assert root.find("request/service_request_id").text == number
    root = fromstring(get("services/environment.xml").content)
    assert root.find("attributes/attribute/values/value/key").text == "water"
    root = fromstring(post(form="xml").content)
    assert (root.tag, root[0].tag) == ("service_requests", "request")


def test_a_refusal_in_xml_is_escaped(post):
    answer = post(form="xml", **{"attribute[injured]": "<script>\x01", "service_code": "tip_off"})
    root = fromstring(answer.content)
    assert (answer.status_code, root.find("error/code").text) == (400, "400")
    assert b"<script" not in answer.content


def test_one_caller_is_bounded_and_told_so(post):
    codes = [post().status_code for _time in range(21)]
    assert codes == [200] * 20 + [429]
    assert Submission.objects.count() == 20


def test_a_picture_is_not_fetched_but_told_to_the_officer(post):
    number = number_of(post())
    assert "https://example.org/a.jpg" in Submission.objects.get(number=number).text
    assert post(media_url="file:///etc/passwd").status_code == 400


def test_a_longer_text_than_can_be_kept_is_refused(post):
    assert post(description="长" * 20_001).status_code == 400


def test_the_receipt_s_code_is_told_once_and_opens_the_status(get, post):
    row = post().json()[0]
    submission = Submission.objects.get(number=row["service_request_id"])
    code = row["service_notice"].partition("回执码 ")[2][:12]
    assert opens(submission.code_digest, submission.number, code)
    assert code not in text_of(get(f"request/{submission.number}.json"))


def test_another_method_is_refused(client, guangdong):
    assert client.delete("/open311/v2/requests.json").status_code == 405


def test_every_offer_is_there_in_both_languages():
    for offer in offers().values():
        assert all((offer.name_en, offer.text_en, offer.group_en))
        assert all(asked.name_en for asked in offer.attributes.values())
