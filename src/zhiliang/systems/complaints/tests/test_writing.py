"""A citizen writes, checks and sends: no account, no script, nothing lost, nothing twice."""

import re
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from zhiliang.core.banners import Banner, speakers
from zhiliang.core.models import Organisation
from zhiliang.systems.complaints import actions
from zhiliang.systems.complaints.actions import receiving
from zhiliang.systems.complaints.models import Complaint, Submission, TipOff

NEW = "/complaints/new/"
SAID = {
    "about": "complaint",
    "title": "电热取暖器",
    "firm_name": "示例电器经营部",
    "place": "440106",
    "text": "外壳漏电。",
    "demand": "退货退款",
    "name": "示例甲",
    "phone": "13800000001",
    "address": "示例小区2栋",
}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 200
SCRIPT = "<script>alert(1)</script>🔥"


@pytest.fixture(autouse=True)
def places(guangdong):
    return guangdong


def token(client):
    page = client.get(NEW).content.decode()
    return re.search(r'name="token" value="([^"]+)"', page)[1]


@pytest.fixture
def post(client):
    def send(step="check", **more):
        said = {"token": token(client)} | SAID | {"step": step} | more
        return client.post(NEW, said)

    return send


def shown(answer):
    return answer.content.decode()


def test_the_whole_way_from_the_form_to_the_receipt(client, post):
    checked = post()
    assert "核对后提交" in shown(checked) and "电热取暖器" in shown(checked)
    assert not Submission.objects.exists()
    sent = post("send")
    assert sent.headers["Location"] == reverse("complaint_receipt")
    assert Submission.objects.get().number in shown(client.get(sent.headers["Location"]))


def test_the_receipt_s_code_opens_the_status(client, post):
    post("send")
    page = shown(client.get(reverse("complaint_receipt")))
    code = re.search(r'big">([2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{4})<', page)[1]
    found = actions.open_receipt(number=Submission.objects.get().number, code=code)
    assert found == Submission.objects.get()


def test_sent_twice_it_is_one_case_with_the_same_code(client, post):
    same = token(client)
    pages = []
    for _time in range(2):
        post("send", token=same)
        pages.append(shown(client.get(reverse("complaint_receipt"))))
    assert Submission.objects.count() == Complaint.objects.count() == 1
    assert len({re.search(r'big">(\S+ \S+ \S+)<', page)[1] for page in pages}) == 1


def test_a_secret_of_somebody_else_s_making_is_not_taken(post):
    post("send", token="1")
    post("send", token="1")
    assert Submission.objects.count() == 2


@pytest.mark.parametrize("name", ["title", "text", "demand", "firm_name", "name", "phone", "place"])
def test_what_is_missing_is_said_beside_the_field_and_on_top(post, name):
    answer = post(**{name: " "})
    assert answer.status_code == 422
    page = shown(answer)
    assert f'href="#id_{name}"' in page and f'id="id_{name}_error"' in page
    assert 'role="alert" tabindex="-1" autofocus' in page


def test_what_was_typed_is_still_there_after_a_fault_and_on_the_way_back(post):
    for answer in (post(phone=""), post("edit")):
        assert 'value="电热取暖器"' in shown(answer) and "外壳漏电。" in shown(answer)
    assert 'value="440106" selected' in shown(post("edit"))


def test_article_10_is_named_where_a_complaint_is_anonymous(post):
    assert "第十条" in shown(post(anonymous="on"))


def test_a_tip_off_may_say_nothing_of_its_sender(post):
    post("send", about="tip_off", anonymous="on")
    kept = TipOff.objects.get().submission
    assert (kept.name, kept.phone, kept.address, kept.phone_key) == ("", "", "", "")
    assert not Complaint.objects.exists()


def test_a_tip_off_without_a_name_is_an_anonymous_one(post):
    post("send", about="tip_off", name="", phone="", address="", demand="")
    assert TipOff.objects.get().submission.anonymous


def test_both_are_two_cases(post):
    post("send", about="both")
    assert Complaint.objects.get().submission == TipOff.objects.get().submission


@pytest.mark.parametrize("about", ["engineering", "environment"])
def test_works_and_environment_are_tip_offs_for_their_departments(post, about):
    assert "12345" in shown(post(about=about))
    post("send", about=about)
    assert TipOff.objects.get().submission.product == about
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("typed", "fen"), [("1299", 129_900), ("0.29", 29), ("¥1,299.50", 129_950), ("8.1元", 810)]
)
def test_yuan_become_fen_exactly(post, typed, fen):
    post("send", amount=typed)
    assert Submission.objects.get().amount_fen == fen


@pytest.mark.parametrize("typed", ["1.005", "NaN", "-1", "很多", "1e400"])
def test_what_is_no_amount_is_refused_beside_its_field(post, typed):
    answer = post(amount=typed)
    assert answer.status_code == 422 and 'id="id_amount_error"' in shown(answer)


def test_script_in_every_field_is_shown_as_text(post, client):
    wild = {name: SCRIPT for name in SAID if name not in ("about", "place", "phone")}
    for answer in (post(**wild), post("edit", **wild), post("check", phone="", **wild)):
        assert "<script>alert" not in shown(answer) and "&lt;script&gt;alert(1)" in shown(answer)
    post("send", **wild)
    assert Submission.objects.get().text == SCRIPT
    for page in (reverse("complaint_receipt"), reverse("complaint_case")):
        assert "<script>alert" not in shown(client.get(page))


def test_a_text_of_20_000_signs_goes_through_with_its_lines(post):
    text = "漏电🔥\r\n" * 5_000
    post("send", text=text[:-2])
    assert len(Submission.objects.get().text) == 19_999


def test_a_longer_text_is_refused_and_kept_on_the_page(post):
    answer = post(text="长" * 20_001)
    assert answer.status_code == 422 and "长" * 20_001 in shown(answer)


def test_a_day_before_the_product_existed_is_refused(post, monkeypatch):
    today = timezone.localdate()
    monkeypatch.setattr("zhiliang.systems.complaints.faults.made_on", lambda code: today)
    answer = post(bought_on=(today - timedelta(days=1)).isoformat(), code="示例")
    assert "早于该批次的生产日期" in shown(answer)


def test_photos_go_with_it(post):
    post("send", photos=[SimpleUploadedFile("漏电.png", PNG)])
    assert Submission.objects.get().photos.get().name == "漏电.png"


def test_a_video_of_60_mb_is_refused_and_nothing_typed_is_lost(post):
    video = BytesIO(b"0" * (60 * 1024 * 1024))
    video.name = "经过.mp4"
    answer = post("send", photos=[video])
    assert answer.status_code == 422
    assert "经过.mp4" in shown(answer) and "20 MB" in shown(answer)
    assert 'name="text" value="外壳漏电。"' in shown(answer)
    assert not Submission.objects.exists()


def test_a_file_beyond_all_bounds_is_turned_away_before_it_is_read(client):
    answer = client.post(NEW, CONTENT_LENGTH=str(2**40))
    assert answer.status_code == 413


def test_ten_photos_are_one_too_many(post):
    photos = [SimpleUploadedFile(f"{number}.png", PNG) for number in range(10)]
    answer = post("send", photos=photos)
    assert answer.status_code == 422 and "最多 9 个" in shown(answer)


def test_a_form_without_our_token_is_refused(places):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(NEW, SAID).status_code == 403


def test_a_flood_is_told_and_what_was_typed_stays(post, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_AN_HOUR", 1)
    post("send")
    answer = post("send")
    assert answer.status_code == 429
    assert "没有收下" in shown(answer) and 'value="电热取暖器"' in shown(answer)
    assert Submission.objects.count() == 1


def test_an_own_open_complaint_is_pointed_at(post):
    post("send")
    number = Submission.objects.get().number
    page = shown(post())
    assert number in page and "仍然提交" in page


@pytest.mark.parametrize(
    "other", [{"name": "示例乙"}, {"phone": "13900000000"}, {"title": "别的", "firm_name": "别家"}]
)
def test_who_is_not_the_same_person_about_the_same_learns_nothing(post, other):
    post("send")
    assert Submission.objects.get().number not in shown(post(**other))


def test_a_tip_off_is_never_pointed_at(post):
    post("send", about="tip_off")
    assert Submission.objects.get().number not in shown(post())
    assert Submission.objects.get().number not in shown(post(about="tip_off"))


def test_how_many_complained_is_told_from_five_confirmed_ones_on(sent, shop, officer, post):
    now = timezone.now()
    for number in range(5):
        assert "人投诉过" not in shown(post(firm_name=shop.name))
        case = sent(firm=shop, phone=f"1390000000{number}", at=now).complaint
        actions.classify(case, by=officer, product="heaters", hazard="shock")
    assert "有 5 人投诉过这家经营者" in shown(post(firm_name=shop.name))


def test_a_recall_of_the_goods_is_told_before_sending(post, monkeypatch):
    monkeypatch.setitem(speakers, "recalls", lambda ids: [Banner(f"召回 {ids[-1]}")])
    assert "召回 https://id.gs1.org/01/06901234567892" in shown(post(code="6901234567892"))


def test_a_scanned_code_fills_the_form(client, monkeypatch):
    goods = SimpleNamespace(code="(01)06901234567892(10)L47", name="示例奶", maker="示例乳业")
    monkeypatch.setattr("zhiliang.systems.complaints.views.new.goods_of", lambda text: goods)
    page = shown(client.get(NEW, {"code": "https://示例/01/06901234567892/10/L47"}))
    assert 'value="示例奶"' in page and "(01)06901234567892(10)L47" in page
    assert '<option value="示例乳业">' in page


def test_the_firm_is_known_by_its_exact_name(post, shop):
    post("send", firm_name=shop.name)
    assert Submission.objects.get().firm == shop


def test_suggestions_are_names_alone_and_few(client, guangdong):
    for number in range(20):
        Organisation.objects.create(name=f"示例店{number}", place_id="440100", kind="enterprise")
    page = shown(client.get(reverse("complaint_firm_names"), {"firm_name": "示例"}))
    assert page.count("<option") == 8 and "440100" not in page


@pytest.mark.parametrize("typed", ["", "示", "\x00", "没有这家", "%" * 500])
def test_nothing_is_suggested_for_nothing(client, shop, typed):
    answer = client.get(reverse("complaint_firm_names"), {"firm_name": typed})
    assert answer.status_code == 200 and "<option" not in shown(answer)
