"""The pages of risk monitoring: who opens them, what they show, and to whom they do not."""

import pytest
from django.utils import timezone

from zhiliang.systems.risk import actions
from zhiliang.systems.risk.models import PublicWarning, Subscription
from zhiliang.systems.risk.pages.assessments import assessments
from zhiliang.systems.risk.pages.incidents import incidents
from zhiliang.systems.risk.pages.triage import signals
from zhiliang.systems.risk.pages.warnings import warnings
from zhiliang.systems.risk.tests.conftest import NOW, after

PUBLIC = ("/risk/", "/risk/announced/", "/risk/warnings.atom", "/risk/warnings.rss")
OFFICE = (
    *("/risk/room/", "/risk/matrix/", "/risk/signals/", "/risk/assessments/", "/risk/warnings/"),
    *("/risk/incidents/", "/risk/informations/", "/risk/observations/", "/risk/received/"),
)


@pytest.fixture
def as_(client):
    """`as_(person, address)`: the text of a page; the status where that is not 200."""

    def open_(person, address):
        client.logout()
        if person is not None:
            client.force_login(person)
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return body.decode("utf-8", "replace") if answer.status_code == 200 else answer.status_code

    return open_


@pytest.fixture
def notice(drafted, colleague):
    return actions.issue(drafted(), by=colleague, at=after(hours=1))


@pytest.mark.parametrize("address", PUBLIC)
def test_everybody_opens_the_public_pages(notice, as_, address):
    assert "取暖器触电风险" in as_(None, address)


@pytest.mark.parametrize("address", OFFICE)
def test_a_visitor_is_sent_away_from_the_offices_pages(guangdong, as_, address):
    assert as_(None, address) == 302


@pytest.mark.parametrize("address", OFFICE)
def test_an_officer_opens_every_page(signal, red, responding, guangzhou, as_, address):
    assert "<h1>" in as_(guangzhou, address)


def test_a_draft_is_not_public(drafted, as_):
    draft = drafted()
    assert as_(None, f"/risk/announced/{draft.pk}/") == 404
    assert as_(None, f"/risk/cap/{draft.number}.xml") == 404
    assert "取暖器触电风险" not in as_(None, "/risk/")


def test_a_draft_of_another_city_is_not_read(drafted, shenzhen, as_):
    draft = drafted()
    assert as_(shenzhen, f"/risk/warnings/{draft.pk}/") == 404


def test_the_public_page_tells_the_colour_in_words(red, as_):
    text = as_(None, f"/risk/announced/{red.pk}/")
    assert "一级（红色）" in text
    assert "停止使用，拔下插头" in text


def test_a_warning_is_found_by_its_place_and_by_what_lies_around(red, as_):
    assert red.title in as_(None, "/risk/?place=440100")
    assert red.title in as_(None, "/risk/?place=440000")
    assert red.title not in as_(None, "/risk/?place=440300")


@pytest.mark.parametrize(("query", "found"), [("q=外壳", True), ("q=电梯", False)])
def test_a_warning_is_found_by_words(red, as_, query, found):
    assert (red.title in as_(None, f"/risk/?{query}")) == found


def test_feeds_answer_the_same_questions(red, as_):
    assert red.title in as_(None, "/risk/warnings.atom?product=heaters")
    assert red.title not in as_(None, "/risk/warnings.rss?product=toys")


def test_a_lifted_warning_is_told_as_lifted(red, guangzhou, as_):
    actions.lift(red, by=guangzhou, reason="危险已经解除", at=after(days=1))
    text = as_(None, "/risk/")
    assert "没有生效的预警和提示" in text
    assert "已解除" in text


def test_a_signal_explains_itself_and_how_to_compute_it_again(signal, guangzhou, as_):
    text = as_(guangzhou, f"/risk/signals/{signal.pk}/")
    assert f"有{signal.observed}件" in text
    assert signal.digest in text
    assert "按得知日期计数" in text


def test_another_city_does_not_read_a_signal(signal, shenzhen, as_):
    assert as_(shenzhen, f"/risk/signals/{signal.pk}/") == 404


def test_the_room_shows_what_waits_and_what_runs(signal, responding, guangzhou, as_):
    text = as_(guangzhou, "/risk/room/")
    assert "1 个信号待研判" in text
    assert "示例电梯事故" in text


def test_an_assessment_shows_every_matrix_with_how_sure_it_is(assessed, province, as_):
    text = as_(province, f"/risk/assessments/{assessed.pk}/")
    assert "待核" in text
    assert "1/500" in text


def test_an_incident_shows_the_law_of_each_clock(incident, guangzhou, as_):
    text = as_(guangzhou, f"/risk/incidents/{incident().pk}/")
    assert "第8条" in text


def test_the_matrix_tells_which_pair_stands_out(signal, guangzhou, as_, monkeypatch):
    actions.enter_observations([], by=None)
    monkeypatch.setattr(timezone, "localdate", lambda *given: signal.ends_on)
    text = as_(guangzhou, "/risk/matrix/?days=28&format=csv")
    assert "heaters,shock" in text


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_red_warning_comes_as_a_paper_for_everybody(red, as_, form):
    assert len(as_(None, f"/risk/announced/{red.pk}/paper.{form}")) > 1000


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_poster_is_one_page(red, client, language):
    answer = client.get(f"{language}/risk/announced/{red.pk}/poster.pdf")
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type/Page/") <= 1


def test_papers_of_an_assessment_and_a_report_are_made(
    assessed, responding, province, guangzhou, as_
):
    actions.conclude(assessed, by=province, matrix="rapex", conclusion="严重", at=after(hours=1))
    actions.report_situation(
        responding, by=guangzhou, kind="first", to="省政府", text="x", at=after(hours=2)
    )
    for noun, pk, kind in (
        ("assessments", assessed.pk, "assessment_report"),
        ("incidents", responding.pk, "situation_report"),
    ):
        for address in (f"/risk/{noun}/{pk}/papers/{kind}", f"/en/risk/{noun}/{pk}/papers/{kind}"):
            assert len(as_(guangzhou, f"{address}.docx")) > 1000


def test_issuing_a_paper_enters_it_under_its_digest(red, guangzhou, client):
    client.force_login(guangzhou)
    address = f"/risk/warnings/{red.pk}/papers/emergency_warning/issue/"
    assert client.post(address, {"number": "穗府〔2026〕9号"}).status_code == 302
    assert "穗府〔2026〕9号" in client.get(f"/risk/warnings/{red.pk}/").content.decode()


def test_who_does_not_issue_a_warning_does_not_issue_its_paper(red, province, client):
    client.force_login(province)
    client.post(f"/risk/warnings/{red.pk}/papers/emergency_warning/issue/", {})
    assert "尚未出具" in client.get(f"/risk/warnings/{red.pk}/").content.decode()


def test_somebody_follows_a_place_and_reads_what_is_in_force_there(red, shenzhen, client):
    client.force_login(shenzhen)
    client.post("/risk/mine/follow/", {"place": "440100", "product": ""})
    assert red.title in client.get("/risk/mine/").content.decode()
    client.post(f"/risk/mine/{Subscription.objects.get().pk}/end/")
    assert not Subscription.objects.exists()


def test_following_nothing_is_refused_with_what_to_do(shenzhen, client):
    client.force_login(shenzhen)
    answer = client.post("/risk/mine/follow/", {}, follow=True)
    assert "请至少选择" in answer.content.decode()


def test_nobody_ends_what_somebody_else_follows(shenzhen, guangzhou, place, client):
    followed = actions.subscribe(by=shenzhen, place=place("440100"))
    client.force_login(guangzhou)
    assert client.post(f"/risk/mine/{followed.pk}/end/").status_code == 404


def test_every_step_s_form_opens(signal, assessed, red, responding, guangzhou, province, as_):
    pages = ((signals, signal), (assessments, assessed), (warnings, red), (incidents, responding))
    found = {
        f"{page.key}/{act.verb}": as_(province, f"/{page.key}/{case.pk}/{act.verb}/")
        for page, case in pages
        for act in page.acts
        if act.verb not in ("return", "issue_emergency")
    }
    assert [name for name, text in found.items() if isinstance(text, int)] == []


@pytest.mark.parametrize("page", ["assessments", "warnings", "incidents"])
def test_every_new_case_s_form_opens(province, as_, page):
    assert "<form" in as_(province, f"/risk/{page}/new/")


DRAFT = {
    "kind": "notice",
    "title": "示例提示",
    "place": "440100",
    "areas": ["440100"],
    "area": "广州市",
    "starts_at": "2026-11-25T09:00",
    "matters": "示例事项",
    "measures": "停止使用",
    "urgency": "Expected",
    "certainty": "Likely",
}


def posted(client, person, **given):
    client.force_login(person)
    return client.post("/risk/warnings/new/", {**DRAFT, **given})


def test_a_draft_is_written_in_the_browser(province, client):
    assert posted(client, province).status_code == 302
    assert PublicWarning.objects.get().title == "示例提示"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"colour": "red"}, "没有颜色级别"),
        ({"kind": "emergency"}, "须写明类别和级别"),
        ({"matters": "长" * 20_000}, "4000"),
        ({"areas": []}, "必填"),
        ({"ends_at": "2026-11-24T09:00"}, "不晚于"),
    ],
)
def test_a_faulty_draft_is_refused_beside_its_field(province, client, given, words):
    answer = posted(client, province, **given)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_script_in_every_field_is_shown_as_text(province, colleague, client, as_):
    bad = "<script>alert(1)</script>😀"
    fields = ("title", "area", "matters", "measures", "contact")
    posted(client, province, **dict.fromkeys(fields, bad))
    warning = actions.issue(PublicWarning.objects.get(), by=colleague, at=NOW)
    for address in ("/risk/", f"/risk/announced/{warning.pk}/", "/risk/warnings.atom"):
        assert "<script>alert" not in as_(None, address)
    assert len(as_(None, f"/risk/announced/{warning.pk}/paper.pdf")) > 1000
