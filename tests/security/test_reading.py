"""Nobody reads what is not theirs: not by guessing ids, not as a fragment, file or download."""

import re

import pytest

from tests.security.rows import everything_kept
from tests.security.walk import everything
from tests.security.world import GUANGZHOU, HOUSING, PEOPLE, SHENZHEN, found_in
from zhiliang.core.models import Event
from zhiliang.web.account_events import DENIED

# The longest walk there is; the policies behind it are asked on both databases by their own tests.
pytestmark = pytest.mark.once
ALL = (GUANGZHOU, SHENZHEN, HOUSING)
FOLLOWED_UP = ("task", "report", "proof", "delay")
JUDGED = ("cycle proof", "found")
KINDS = (
    *("figure", "evidence", "points", "objection", "document", "file"),
    *(*FOLLOWED_UP, *JUDGED),
)
PROGRAMMES = ("measure", "carrier", "audited")
OF_CITIES = {f"{kind} {code}" for kind in PROGRAMMES for code in (GUANGZHOU, SHENZHEN)}
REVIEWS = {f"ground {code}" for code in ALL}
PUBLIC = {"document public", "file public"}
OFFICE = {f"{kind} {code}" for kind in KINDS for code in ALL}
OFFICE |= {"document office", "file office"} | OF_CITIES
CITIES = (GUANGZHOU, SHENZHEN)
LOGGERS = {f"password {code}" for code in CITIES}
SECRETS = (
    PUBLIC
    | OFFICE
    | REVIEWS
    | LOGGERS
    | {"company", "layout", *(f"name {name}" for name in PEOPLE)}
)


def of(code):
    written = {f"{kind} {code}" for kind in PROGRAMMES} if code != HOUSING else set()
    return written | {f"{kind} {code}" for kind in KINDS}


def watched(*codes):
    """What parties of an outlet's, sample's or recall's case read; a logger's password nobody."""
    kinds = ("standstill", "exceedance", "exhibit", "sampled", "disputed")
    kinds += ("clue", "recalled", "replied", "visited", "drilled", "traced")
    kinds += ("watched", "drafted", "incident", "logged")
    return {f"{kind} {code}" for kind in kinds for code in codes}


SECRETS |= watched(*CITIES)


# what each may come across besides what is public and the own name
READERS = {
    "visitor": set(),
    "nobody": set(),
    "former": set(),
    "enterprise": {"company"},
    # the log says what a table layout was called
    "auditor": {"layout", *watched(*CITIES), "name guangzhou", "name shenzhen"},
    "administrator": {"company", *(f"name {name}" for name in PEOPLE)},
    # who ordered a task is told to whom it was given; drills and recalls are of the place's firms
    "guangzhou": {
        *(*of(GUANGZHOU), *watched(GUANGZHOU)),
        *("company", "layout", "name office", "name provincial"),
    },
    "colleague": {
        *(*of(GUANGZHOU), *watched(GUANGZHOU)),
        *("company", "name guangzhou", "name office", "name provincial"),
    },
    # what a department returns about a city is that city's to read as well
    "shenzhen": {
        *(*of(SHENZHEN), *watched(SHENZHEN)),
        *("figure housing", "evidence housing", "name housing", "name office", "name provincial"),
    },
    "housing": {*of(HOUSING), "name office"},
    "provincial": {
        *(*OFFICE, *watched(*CITIES)),
        # who is asked to review sees the own judgements
        *REVIEWS,
        *("company", "name guangzhou", "name shenzhen", "name housing", "name office"),
    },
    "office": {
        *(*OFFICE, *REVIEWS, *watched(*CITIES)),
        # whom the office may ask to review
        *("name guangzhou", "name shenzhen", "name housing", "name provincial"),
    },
}


@pytest.fixture(params=READERS)
def reader(request):
    return request.param


@pytest.fixture
def seen(as_, reader, bare_refusals):
    client, before = as_(reader), everything_kept()
    log = Event.objects.exclude(verb=DENIED).count()
    answers = list(everything(client))
    assert everything_kept() == before, "reading changed something"
    assert Event.objects.exclude(verb=DENIED).count() == log
    return answers


def test_everybody_sees_exactly_what_is_theirs(seen, reader):
    allowed = PUBLIC | READERS[reader] | {f"name {reader}"}
    leaks = {
        (what, url) for url, _answer, text in seen for what in SECRETS - allowed
        if found_in(text, what)
    }  # fmt: skip
    assert leaks == set()
    shown = {what for what in allowed if any(found_in(text, what) for _u, _a, text in seen)}
    assert READERS[reader] <= shown
    assert_nothing_breaks(seen)
    assert_nothing_unescaped(seen)
    assert_only_the_auditor_reads_the_log(seen, reader)
    assert_addresses_stay_with_the_administrator(seen, reader)
    assert_scores_stay_with_their_subject(seen, reader)


def assert_nothing_breaks(seen):
    assert [url for url, answer, _text in seen if answer.status_code in (500, 502)] == []


def assert_nothing_unescaped(seen):
    pages = [
        (u, t) for u, a, t in seen if a.headers.get("Content-Type", "").startswith("text/html")
    ]
    assert [url for url, text in pages if re.search("秘〔[^〕]*〕<b>", text)] == []


def assert_only_the_auditor_reads_the_log(seen, reader):
    some = Event.objects.order_by("number").first().hash
    readers = {url for url, _answer, text in seen if some in text}
    assert bool(readers) == (reader == "auditor"), readers


def assert_addresses_stay_with_the_administrator(seen, reader):
    others = [name for name in PEOPLE if name != reader]
    told = {u for u, _a, text in seen for name in others if f"{name}@secret.cn" in text}
    assert bool(told) == (reader == "administrator"), told


def assert_scores_stay_with_their_subject(seen, reader):
    for code in ALL:
        told = {url for url, _answer, text in seen if f"83.{code[-3:]}1" in text}
        assert bool(told) == (f"points {code}" in READERS[reader]), (code, told)
