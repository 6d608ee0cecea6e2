"""Whatever stands in an address or a form, the answer is a page and never a crash."""

import pytest
from django.urls import reverse

from tests.security import walk
from tests.security.walk import addresses, content_of
from tests.security.world import GUANGZHOU, YEAR, mark
from zhiliang.core.pages import pages
from zhiliang.systems.returns.tests.tables import MARKET

NASTY = [
    "²",
    "9" * 30,
    "9" * 5000,
    "-1",
    "1e9",
    "NaN",
    "\x00",
    "' OR 1=1 --",
    "%",
    "\ud7ff\U0001f4a9",
    "../../../etc/passwd",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "a" * 20_000,
]
ASKED = ("year", "period", "place", "by", "page", "sort", "kind", "q", "format", "verify", "verb",
         "above", "days", "end", "state")  # fmt: skip
FILTERS = {item.name for page in pages() for item in page.filters}
# a declared list reads its own filters and no others
OWN = {f"{page.key}-list": {item.name for item in page.filters} for page in pages()}
ENVIRONMENT = ("environment", *(f"environment_{name}" for name in walk.ENVIRONMENT))
LISTS = ("cockpit", "documents", "indicators", "mandate", "audit", "returns-asked",
         "returns-worksheet", *ENVIRONMENT, *(f"{page.key}-list" for page in pages()))  # fmt: skip
WHO = {"audit": "auditor", "people-list": "administrator", "assignments-list": "administrator"}


def questions(name, value):
    """All keys at once, and every seventh alone: each is alone with two of the values."""
    keys = sorted({*ASKED, *OWN.get(name, FILTERS)})
    alone = [key for place, key in enumerate(keys) if (place + NASTY.index(value)) % 7 == 0]
    return [dict.fromkeys(keys, value), *({key: value} for key in alone)]


@pytest.mark.filterwarnings("ignore:Use '__' to separate:DeprecationWarning")
@pytest.mark.parametrize("value", NASTY, ids=lambda value: ascii(value[:12]))
def test_no_value_in_the_address_breaks_a_list(as_, value):
    browsers = {name: as_(name) for name in {"office", *WHO.values()}}
    broken = [
        (name, sorted(asked))
        for name in LISTS
        for asked in questions(name, value)
        if browsers[WHO.get(name, "office")].get(reverse(name), asked).status_code >= 500
    ]
    assert broken == []


@pytest.mark.parametrize("value", NASTY, ids=lambda value: ascii(value[:12]))
def test_no_value_in_the_address_breaks_a_trace_or_its_files(as_, world, value):
    client = as_("office")
    pk = world.outlets[GUANGZHOU].pk
    urls = [
        reverse("environment_trace", args=[pk]),
        *(reverse("environment_readings", args=[pk, form]) for form in ("csv", "parquet")),
    ]
    keys = ("span", "cn", "start", "end", "factor", "year", "format")
    answers = {(url, key): client.get(url, {key: value}) for url in urls for key in keys}
    for answer in answers.values():
        content_of(answer)  # a file is made while it is read, and closed when it was
    assert [asked for asked, answer in answers.items() if answer.status_code >= 500] == []


@pytest.mark.parametrize("value", NASTY[:8], ids=lambda value: ascii(value[:12]))
def test_no_question_breaks_the_api(as_, value):
    client = as_("visitor")
    values = f"/api/indicators/{MARKET}/values"
    asked = [
        (values, {"period": value}),
        (values, {"period": "2015", "by": value}),
        (values, {"period": "2015", "source": value}),
        ("/api/targets", {"year": value}),
        (f"/api/indicators/{value}", {}),
        (f"/api/evaluations/{value}", {}),
        (f"/api/evaluations/{YEAR}/{value}", {}),
        (f"/api/data/{value}.csv", {}),
    ]
    assert [(p, k) for p, k in asked if client.get(p, k).status_code in (500, 502)] == []


@pytest.mark.parametrize("number", ["0", "9" * 25, "9" * 5000])
def test_a_number_beyond_every_row_is_not_found(as_, number):
    client = as_("office")
    paths = ("documents", "returns", "objections", "evaluations")
    assert {client.get(f"/{path}/{number}/").status_code for path in paths} == {404}


def test_a_number_beyond_every_account_is_not_found(as_):
    assert as_("administrator").get(f"/people/{'9' * 25}/").status_code == 404


@pytest.mark.parametrize("value", NASTY, ids=lambda value: ascii(value[:12]))
def test_no_value_in_a_form_breaks_it(as_, world, value):
    client = as_("guangzhou")
    fields = ("indicator", "place", "period", "value", "numerator", "denominator", "status", "note",
              "reference", "reason", "answer", "ground", "name", "column_value")  # fmt: skip
    posted = dict.fromkeys(fields, value)
    wanted = [url for url in addresses() if url.startswith(("/returns/", "/evaluations/"))]
    broken = []
    for url in wanted:
        answer = client.post(url, posted)
        content_of(answer)
        if answer.status_code >= 500:
            broken.append(url)
    assert broken == []


def test_a_prefilled_form_does_not_run_what_the_address_says(as_):
    page = as_("guangzhou").get(reverse("returns-new"), {"place": mark("x"), "note": mark("x")})
    assert "秘〔x〕<b>" not in page.content.decode()


def test_a_search_is_written_back_escaped(as_):
    page = as_("visitor").get(reverse("indicators"), {"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in page.content.decode()


def test_a_page_that_is_missing_does_not_repeat_what_was_asked(as_):
    page = as_("visitor").get("/<script>alert(1)</script>/")
    assert (page.status_code, b"<script>alert" in page.content) == (404, False)
