"""What everybody may count of a firm's complaints, and what never shows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.core.models import Organisation
from zhiliang.core.policy import visible
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.models import Complaint, PublishedComplaint
from zhiliang.systems.complaints.publishing import (
    LEAST,
    Tally,
    by_month,
    by_year,
    growing,
    shown_firms,
    whole,
)
from zhiliang.systems.complaints.tests.conftest import BOTH, HEATER, RECEIVED, after

FIRMS = "/complaints/firms/"


def shown(answer):
    return answer.content.decode()


@pytest.fixture
def ended(sent, shop, officer):
    """End a complaint: settled or for a reason, some days after it came in."""

    def end(reason="", *, at=RECEIVED, firm=shop, days=10, **more):
        case = sent(firm=firm, at=at, **more).complaint
        case = actions.accept(case, by=officer, at=at + timedelta(days=1))
        moment = at + timedelta(days=days)
        if reason:
            return actions.terminate(case, by=officer, end_reason=reason, at=moment)
        return actions.settle(case, by=officer, agreement="退款", at=moment)

    return end


@pytest.fixture
def profile(client, shop):
    return lambda **asked: client.get(f"{FIRMS}{shop.pk}/", asked)


def test_a_firm_is_shown_from_the_stated_least_number_on(ended, profile, client, shop):
    for _number in range(LEAST - 1):
        ended()
    assert profile().status_code == 404 and shop.name not in shown(client.get(FIRMS))
    ended("3")
    page = shown(profile())
    assert "办结投诉 5 件，调解成功率 80.0%" in page
    assert shop.name in shown(client.get(FIRMS))


def test_nobody_learns_whether_a_firm_that_is_not_shown_exists(ended, profile, client):
    ended()
    unknown = client.get(f"{FIRMS}999999/")
    assert unknown.status_code == 404
    few = shown(profile())
    assert "没有公示" in few and few.count("没有公示") == shown(unknown).count("没有公示")


def test_refused_malicious_open_and_tipped_off_ones_never_count(ended, sent, shop, officer):
    kept = ended()
    ended("6")
    malicious = ended()
    Complaint.objects.filter(pk=malicious.pk).update(malicious=True)
    refused = sent(firm=shop).complaint
    actions.refuse(refused, by=officer, refusal="3", at=after(days=1))
    sent(firm=shop, wants=BOTH)
    sent(firm=shop, wants=("tip_off",))
    assert [one.pk for one in visible(None, PublishedComplaint)] == [kept.pk]


def test_an_unregistered_firm_has_no_profile(ended):
    ended(firm=None)
    assert not visible(None, PublishedComplaint).exists()


def test_only_agreed_ones_are_listed_and_without_persons(ended, profile):
    ended(publish_ok=True, title="同意的取暖器")
    for _number in range(LEAST - 1):
        ended()
    page = shown(profile())
    rows = page[page.index('id="items"') :]
    assert rows.count("2026-05-16") == 1
    told = (*(HEATER[name] for name in ("name", "phone", "address", "text")), "同意的取暖器")
    assert not any(words in page for words in told)


def test_classes_are_counted_by_what_an_officer_confirmed(ended, profile, officer):
    for _number in range(LEAST):
        actions.classify(ended(), by=officer, product="heaters", hazard="shock", topic="safety")
    ended()
    page = shown(profile())
    assert "取暖器和热水器" in page and "触电" in page and "安全" in page and "未分类" in page


def test_a_published_item_names_kind_topic_and_outcome(ended, profile, officer):
    agreed = ended(publish_ok=True)
    actions.classify(agreed, by=officer, product="heaters", hazard="shock", topic="safety")
    for _number in range(LEAST - 1):
        ended()
    told = profile(table="items", format="csv").content.decode("utf-8-sig")
    assert "2026-05-16,取暖器和热水器,安全,调解成功" in told
    page = shown(profile())
    assert "取暖器和热水器" in page[page.index('id="items"') :]


def test_every_table_can_be_downloaded(ended, profile):
    for _number in range(LEAST):
        ended(publish_ok=True)
    for table in ("months", "years", "products", "hazards", "topics", "items"):
        answer = profile(table=table, format="csv")
        assert answer.headers["Content-Type"].startswith("text/csv"), table
    assert "2026,5,5,100.0" in profile(table="years", format="csv").content.decode("utf-8-sig")


def test_months_without_complaints_stand_in_the_trend(ended):
    ended(at=datetime(2026, 3, 30, 20, tzinfo=UTC), days=1)
    months = by_month(visible(None, PublishedComplaint), datetime(2026, 5, 20).date())
    assert [f"{one.key:%Y-%m} {one.ended}" for one in months[-3:]] == [
        "2026-03 0",
        "2026-04 1",
        "2026-05 0",
    ]
    assert len(months) == 24 and f"{months[0].key:%Y-%m}" == "2024-06"


def test_years_are_local_years(ended):
    ended(at=datetime(2025, 12, 21, 20, tzinfo=UTC))
    assert [(one.key, one.ended) for one in by_year(visible(None, PublishedComplaint))] == [
        (2026, 1)
    ]


def test_the_parts_add_up_to_the_whole(ended, shop):
    for reason in ("", "3", "", "1", ""):
        ended(reason)
    rows = visible(None, PublishedComplaint)
    assert whole(rows) == Tally("", 5, 3)
    assert shown_firms(rows).get()["ended"] == sum(one.ended for one in by_year(rows)) == 5


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_rate_is_never_given_for_few_and_never_beyond_its_bounds(settled, others):
    told = Tally("", settled + others, settled).rate
    assert (told is None) == (settled + others < LEAST)
    assert told is None or 0 <= told <= 100


def test_what_grows_is_compared_with_the_stretch_before(ended, shop):
    now = RECEIVED + timedelta(days=20)
    for _number in range(LEAST):
        ended()
    ended(at=RECEIVED - timedelta(days=100))
    rows = visible(None, PublishedComplaint)
    found = growing(rows, "submission__firm__name", now)
    assert [(one.key, one.now, one.before) for one in found] == [(shop.name, 5, 1)]
    assert growing(rows, "submission__firm__name", now + timedelta(days=90)) == []


def test_few_are_no_growth(ended):
    for _number in range(LEAST - 1):
        ended()
    rows = visible(None, PublishedComplaint)
    assert growing(rows, "submission__firm__name", RECEIVED + timedelta(days=20)) == []


@pytest.mark.parametrize("asked", ["电器", "示例 电器", "没有这家", "\x00", "<script>", "%"])
def test_firms_are_searched_by_words_of_their_name(ended, client, shop, asked):
    for _number in range(LEAST):
        ended()
    answer = client.get(FIRMS, {"q": asked})
    assert answer.status_code == 200 and "<script>alert" not in shown(answer)
    assert (shop.name in shown(answer)) == (asked in ("电器", "示例 电器", "\x00"))


def test_the_list_of_firms_can_be_downloaded(ended, client, shop):
    for _number in range(LEAST):
        ended()
    told = client.get(FIRMS, {"format": "csv"}).content.decode("utf-8-sig")
    assert f"{shop.name},广州市,5,5,100.0" in told


def test_growth_on_the_page_states_its_stretch(ended, client):
    Organisation.objects.create(name="别家", place_id="440300", kind="enterprise")
    at = timezone.now() - timedelta(days=20)
    for _number in range(LEAST):
        ended(at=at)
    page = shown(client.get(FIRMS))
    assert "最近 90 天办结的" in page and "投诉增加的经营者" in page
