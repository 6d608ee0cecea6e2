"""The verifier page, opened from disk: the program's verdict, reached by a way of its own."""

import hashlib
import json
import random
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

import zhiliang
from zhiliang.methods.canonical import canonical_json, digest
from zhiliang.methods.draw import (
    Heading,
    Inspectors,
    PublicSource,
    Stratum,
    TooFewPeople,
    after_document,
    before_document,
    commitment,
    verify_documents,
)

pytestmark = [pytest.mark.browser, pytest.mark.once]

FILE = Path(zhiliang.__file__).parent / "systems/sampling/static/sampling/verify-draw.html"
NONCE = "0123456789abcdef" * 4
WORDS = [
    "甲",
    "乙厂",
    "Ａ",
    'a"b\\c\n\t\x01\x7f',
    "\u2028",
    "\uff5e",
    "😀",
    "𠮷野",
    "é",
    "e\u0301",
    "{}",
]
VERDICT = """([before, after]) => verifyDraw.verify(before, after).findings.map(
    one => ({...one, place: one.place ?? null}))"""


@pytest.fixture
def from_disk(browser):
    """The page opened from disk, on a wide or a narrow screen; a fault in its script fails."""
    pages = []

    def open_page(width=1280, **options):
        page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        page.faults = []
        page.on("pageerror", lambda fault: page.faults.append(str(fault)))
        page.on("console", lambda line: line.type == "error" and page.faults.append(line.text))
        page.goto(FILE.as_uri())
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        assert page.faults == []
        page.close()


@pytest.fixture
def page(from_disk):
    return from_disk()


def some_draw(chance, **changes):
    """A document before with lists made up by chance: names in every script, big weights."""
    names = [f"{chance.choice(WORDS)}{number}" for number in range(chance.randint(2, 30))]
    cut = chance.randint(1, len(names) - 1)
    strata = {
        f"{chance.choice(WORDS)}层{number}": some_stratum(chance, firms)
        for number, firms in enumerate((names[:cut], names[cut:]))
    }
    inspectors = chance.choice([None, some_people(chance, names)])
    return before_document(
        Heading(f'抽取"{chance.choice(WORDS)}', "监督抽查", "示例局"),
        strata,
        source=PublicSource("示例彩票", datetime(2026, 12, 1, tzinfo=UTC), "依摇出顺序"),
        commitment=commitment(NONCE),
        frozen_at=datetime(2026, 11, 26, tzinfo=UTC),
        inspectors=inspectors,
    )


def some_stratum(chance, firms):
    excluded = {firm: "回避" for firm in firms if chance.random() < 0.2}
    largest = chance.choice([3, 10**6, 2**70, 2**250])
    # near 2^256 many numbers of the stream are thrown away
    weights = {firm: chance.randint(1, largest) for firm in firms}
    count = chance.randint(0, len(firms) - len(excluded))
    return Stratum(firms, count, excluded, chance.choice([None, weights]))


def some_people(chance, firms):
    people = [f"S-{number:02}" for number in range(chance.randint(5, 40))]
    conflicts = {firm: {chance.choice(people): "亲属"} for firm in firms if chance.random() < 0.3}
    return Inspectors(people, chance.randint(1, 3), conflicts, chance.choice([None, None, 9, 4]))


def draws(number):
    """That many completed draws, the same in every run."""
    chance = random.Random(20261126)
    while number:
        try:
            before = some_draw(chance)
        except TooFewPeople:
            continue
        yield before, after_document(before, NONCE, f"{chance.randint(0, 99):02} 07")
        number -= 1


def told(before, after):
    """The program's findings as the page tells them."""
    found = [
        {
            "code": one.code,
            "where": one.where,
            "place": one.place,
            "expected": one.expected,
            "published": one.published,
        }
        for one in verify_documents(before, after)
    ]
    return json.loads(json.dumps(found))


def compare(page, before, after):
    assert page.evaluate(VERDICT, [json.dumps(before), json.dumps(after)]) == told(before, after)


def test_the_page_draws_what_the_program_draws(page):
    for before, after in draws(60):
        compare(page, before, after)


def test_the_page_finds_what_the_program_finds(page):
    for before, after in draws(25):
        names = list(before["strata"])
        changed = deepcopy(after)
        changed["drawn"][names[0]] = changed["drawn"][names[0]][1:][::-1] + ["外厂"]
        fewer = deepcopy(before)
        fewer["strata"][names[1]]["excluded"] = {}
        for one, other in [
            (before, changed),
            (fewer, after),
            (before, after | {"entropy": "08 07"}),
            (before, after | {"entropy": "08,07"}),
            (before, after | {"nonce": "another"}),
            (before, after | {"assigned": after["assigned"][1:]}),
            (before | {"title": "别的"}, after),
            (before | {"frozen_at": before["entropy"]["known_at"]}, after),
            (before | {"commitment": 7, "entropy": None}, after),
        ]:
            compare(page, one, other)


def test_the_page_writes_the_same_canonical_text(page):
    values = [before for before, _ in draws(10)]
    values.append({word: [word, None, True, -5, 10**30, {}, []] for word in WORDS})
    for value in values:
        text = page.evaluate(
            "text => verifyDraw.canonical(verifyDraw.parse(text))", json.dumps(value)
        )
        assert text == canonical_json(value)
        assert page.evaluate("text => verifyDraw.hash(text)", text) == digest(value)


def test_the_page_hashes_as_the_standard_says(page):
    for length in (0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 1000):
        text = "\u8d28" * length
        expected = hashlib.sha256(text.encode()).hexdigest()
        assert page.evaluate("text => verifyDraw.hash(text)", text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1,]", '{"a":1,"a":1}', "1.5", "1e3", "01", "NaN", '"\\ud800"', "[1] x", "'a'"],
)
def test_text_that_has_no_one_reading_is_refused(page, text):
    refused = "text => { try { verifyDraw.parse(text); return false } catch { return true } }"
    assert page.evaluate(refused, text)


def give(page, before, after):
    """Pick the two files as a visitor does."""
    for name, document in (("before", before), ("after", after)):
        text = canonical_json(document).encode()
        files = {"name": f"{name}.json", "mimeType": "application/json", "buffer": text}
        page.set_input_files(f"#{name}", files)
    page.locator("#verdict:not(.wait)").wait_for()


BEFORE = before_document(
    Heading("2026年第四季度监督抽查", "监督抽查", "示例市场监督管理局"),
    {
        "电动自行车头盔": Stratum(["甲厂", "乙厂", "丙厂", "丁厂"], 2, {"丁厂": "第八条第一款"}),
        "插座": Stratum(["戊厂", "己厂"], 1, weights={"戊厂": 1, "己厂": 3}),
    },
    source=PublicSource("示例彩票第1期", datetime(2026, 12, 1, 14, tzinfo=UTC), "依摇出顺序"),
    commitment=commitment(NONCE),
    frozen_at=datetime(2026, 11, 26, tzinfo=UTC),
    inspectors=Inspectors(["01", "02", "03"], conflicts={"甲厂": {"02": "曾任职"}}),
)
AFTER = after_document(BEFORE, NONCE, "07 11 25")


def test_a_visitor_sees_that_a_draw_is_sound_and_what_is_left_to_do(page):
    give(page, BEFORE, AFTER)
    verdict = page.locator("#verdict")
    assert "核对通过" in verdict.inner_text()
    assert "示例彩票第1期" in verdict.inner_text() and "07 11 25" in verdict.inner_text()
    assert AFTER["seed"] in page.locator("#checks").inner_text()
    for firm in AFTER["drawn"]["电动自行车头盔"]:
        assert page.get_by_role("row").filter(has_text=firm).first.is_visible()


def test_a_visitor_sees_a_doctored_list_refused_with_the_first_difference(page):
    doctored = deepcopy(BEFORE)
    doctored["strata"]["电动自行车头盔"]["firms"].append("戌厂")
    doctored["inspectors"]["conflicts"] = {}
    give(page, doctored, AFTER)
    text = page.locator("#verdict").inner_text()
    assert "核对不通过" in text and digest(doctored) in text and digest(BEFORE) in text


def test_a_doctored_list_that_makes_no_sense_is_still_told_by_its_digest(page):
    doctored = deepcopy(BEFORE)
    doctored["strata"]["插座"]["firms"].append("外厂")
    codes = page.evaluate(VERDICT, [json.dumps(doctored), json.dumps(AFTER)])
    assert [one["code"] for one in codes] == ["digest", "unreadable"]
    assert [one.code for one in verify_documents(doctored, AFTER)] == ["digest", "unreadable"]
    give(page, doctored, AFTER)
    assert "名单冻结后被改过" in page.locator("#verdict").inner_text()


def test_a_changed_result_stands_beside_the_true_one(page):
    changed = deepcopy(AFTER)
    changed["drawn"]["插座"] = ["外厂"]
    give(page, BEFORE, changed)
    row = page.locator("tr.differs").first.inner_text()
    assert AFTER["drawn"]["插座"][0] in row and "外厂" in row and "不一致" in row


@pytest.mark.parametrize("files", [(AFTER, BEFORE), ({}, AFTER), (BEFORE, {}), ([], [])])
def test_files_that_are_no_documents_are_said_to_be_none(page, files):
    give(page, *files)
    assert "读不懂" in page.locator("#verdict").inner_text()


def test_the_file_before_alone_shows_its_digest(page):
    text = canonical_json(BEFORE).encode()
    files = {"name": "b.json", "mimeType": "application/json", "buffer": text}
    page.set_input_files("#before", files)
    assert digest(BEFORE) == hashlib.sha256(text).hexdigest()
    page.locator("#facts").get_by_text(digest(BEFORE)).wait_for()


def test_the_page_speaks_english_too(page):
    give(page, BEFORE, AFTER)
    text = page.locator("main").inner_text()
    assert "名单、数量" in text and "Lists" not in text
    page.get_by_role("button", name="English").click()
    text = page.locator("main").inner_text()
    assert "Verified" in text and "Lists" in text
    assert not [word for word in ("核对通过", "名单、数量", "抽取") if word in text]
    assert page.title() == "Verify a draw"


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_cut_off_on_any_screen(from_disk, width):
    page = from_disk(width)
    give(page, BEFORE, AFTER)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_can_be_used_by_keyboard(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.lang") == "en"
    for name in ("before", "after"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == name
    assert page.get_by_role("status").inner_text() == "Waiting for two files"


def test_the_site_serves_it_under_a_policy_that_lets_it_run_and_reach_nothing(browser):
    answer = Client().get("/static/sampling/verify-draw.html")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'none'" in policy
    page = browser.new_page()
    faults = []
    page.on("console", lambda line: line.type == "error" and faults.append(line.text))
    body = b"".join(answer.streaming_content)
    page.route("**/*", lambda route: route.fulfill(body=body, headers=dict(answer.headers)))
    page.goto("https://site.test/static/sampling/verify-draw.html")
    give(page, BEFORE, AFTER)
    assert "核对通过" in page.locator("#verdict").inner_text()
    assert (
        page.locator("header").evaluate("one => getComputedStyle(one).borderBottomWidth") == "1px"
    )
    assert faults == []
    page.close()
