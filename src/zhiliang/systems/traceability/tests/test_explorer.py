"""The explorer: what is drawn, listed and downloaded; and what a firm does not learn."""

import re

import pytest

from zhiliang.core.models import Person
from zhiliang.core.roles import Role
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.exploring.asking import Question
from zhiliang.systems.traceability.exploring.redaction import view_of
from zhiliang.systems.traceability.tests.conftest import (
    MILK,
    YOGURT,
    event,
    quantity,
    transformation,
)

URL = "/traceability/explorer/"
CHEESE = "https://id.gs1.org/01/06901234599992/10/"
GLNS = {
    "农场": "6901234511116",
    "贸易商": "6901234522228",
    "乳业": "6901234533330",
    "竞争者": "6901234544442",
    "深圳店": "6901234555554",
    "邻店": "6901234566666",
}
CITIES = {"深圳店": "440300"}


def link(name):
    return f"https://id.gs1.org/414/{GLNS[name]}"


def moved(at, step, lot, source, target):
    where = (
        {"readPoint": {"id": link(source)}}
        if step == "shipping"
        else {"bizLocation": {"id": link(target)}}
    )
    return event(
        at,
        bizStep=step,
        quantityList=[quantity(lot, 5)],
        sourceList=[{"type": "location", "source": link(source)}],
        destinationList=[{"type": "location", "destination": link(target)}],
        **where,
    )


@pytest.fixture
def firms(firm):
    made = {name: firm(f"{name}公司", CITIES.get(name, "440100")) for name in GLNS}
    for name, one in made.items():
        actions.declare_site(by=None, organisation=one, gln=GLNS[name], name=f"{name}库")
    return made


@pytest.fixture
def market(firms, capture_as):
    """A farm sells one lot of milk to a dairy and to its competitor; each serves its own shop."""
    milk = event(
        0,
        action="ADD",
        bizStep="commissioning",
        quantityList=[quantity(MILK + "A", 99)],
        bizLocation={"id": link("农场")},
    )
    capture_as(
        firms["农场"],
        milk,
        moved(1, "shipping", MILK + "A", "农场", "乳业"),
        moved(1, "shipping", MILK + "A", "农场", "竞争者"),
    )
    for name, lot, shop in (("乳业", YOGURT + "Y", "深圳店"), ("竞争者", CHEESE + "C", "邻店")):
        made = transformation(3, [(MILK + "A", 9)], [(lot, 8)], bizLocation={"id": link(name)})
        capture_as(
            firms[name],
            moved(2, "receiving", MILK + "A", "农场", name),
            made,
            moved(4, "shipping", lot, name, shop),
        )
        capture_as(firms[shop], moved(5, "receiving", lot, name, shop))
    return firms


@pytest.fixture
def reader(market):
    people = {one.username: one for one in Person.objects.all()}
    return {name: people.get(f"{one.name}报送员") for name, one in market.items()}


@pytest.fixture
def officer(person):
    return person("省员", Role.PROVINCIAL_OFFICER)


def seen(client, person, code=MILK + "A", **asked):
    client.force_login(person)
    return client.get(URL, {"code": code, **asked})


def texts(client, person, code=MILK + "A", **asked):
    """Page and every download of a question."""
    pages = [seen(client, person, code, **asked)]
    for table in ("lots", "holders", "gaps", "others"):
        pages.append(seen(client, person, code, table=table, format="csv", **asked))
    return "\n".join(page.content.decode() for page in pages)


def test_an_officer_sees_every_lot_and_holder(client, market, officer):
    page = texts(client, officer)
    for words in ("(10)Y", "(10)C", "乳业库", "竞争者库", "深圳店库", "邻店库"):
        assert words in page


def test_the_finding_is_a_sentence(client, market, officer):
    page = seen(client, officer).content.decode()
    assert re.search(r"<h1>\(01\)06901234567892\(10\)A 涉及 3 批，5 个持有人，0 处记录缺口", page)


@pytest.mark.parametrize(
    "code",
    [
        MILK + "A",
        "(01)06901234567892(10)A",
        "6901234567892 A",
        "urn:epc:class:lgtin:6901234.056789.A",
        "https://shop.example/01/06901234567892/10/A?17=261231",
    ],
)
def test_a_code_is_read_in_every_form(client, market, officer, code):
    assert "涉及" in seen(client, officer, code).content.decode()


def test_a_lot_is_followed_back_too(client, market, officer):
    page = seen(client, officer, YOGURT + "Y", direction="backward").content.decode()
    assert "由 2 批而来" in page and "农场库" in page


def test_a_window_narrows_what_left_the_root(client, market, officer):
    late = "2026-03-01T12:30"
    assert "涉及 1 批" in seen(client, officer, since=late).content.decode()


def test_a_trace_can_be_read_as_it_was(client, market, officer):
    answer = seen(client, officer, as_of="2020-01-01T00:00")
    assert answer.status_code == 200
    assert "涉及 1 批" in answer.content.decode()


@pytest.mark.parametrize("code", ["x", "(01)06901234567893(10)A", "(01)09506000134352(10)X"])
def test_what_is_not_found_is_said(client, market, officer, code):
    answer = seen(client, officer, code)
    assert answer.status_code == 404
    assert 'role="alert"' in answer.content.decode()


SECRETS_OF_THE_COMPETITOR = ("竞争者", "邻店", "(10)C", "6901234544442", "6901234566666")
EVERY_WAY = [
    {},
    {"direction": "backward"},
    {"since": "2026-03-01T08:00", "until": "2026-03-01T12:00"},
    {"as_of": "2026-12-01T00:00"},
    {"open": "x"},
]


@pytest.mark.parametrize("asked", EVERY_WAY)
@pytest.mark.parametrize("code", [MILK + "A", YOGURT + "Y"])
def test_a_firm_learns_nothing_of_its_competitor(client, reader, code, asked):
    page = texts(client, reader["乳业"], code, **asked)
    assert [
        one
        for one in SECRETS_OF_THE_COMPETITOR
        if one in page.partition("<main")[2] and one != "佛山"
    ] == []


def test_a_firm_sees_one_up_and_one_down_by_name(client, reader):
    page = texts(client, reader["乳业"])
    assert "农场库" in page and "深圳店库" in page and "(10)Y" in page


def test_a_lot_of_somebody_else_is_as_unknown_as_none(client, reader):
    rival = seen(client, reader["乳业"], CHEESE + "C")
    none = seen(client, reader["乳业"], CHEESE + "NONE")
    assert rival.status_code == none.status_code == 404

    def said(answer):
        return re.search(r'role="alert">.*?</div>', answer.content.decode(), re.DOTALL)[0]

    assert said(rival) == said(none)


def test_a_supplier_sees_few_lots_of_others_only_as_few(reader):
    view = view_of(Question(MILK + "A"), reader["农场"])
    assert {(one.tier, one.lots) for one in view.beyond} == {(1, None)}
    assert {one.name for one in view.holders} == {"农场库", "乳业库", "竞争者库"}


def test_three_lots_in_a_city_are_counted(reader, market, capture_as):
    for lot in "DEF":
        capture_as(market["竞争者"], transformation(6, [(MILK + "A", 1)], [(CHEESE + lot, 1)]))
    view = view_of(Question(MILK + "A"), reader["农场"])
    assert {(one.city, one.lots) for one in view.beyond} == {("440100", 5)}


def test_no_window_moves_the_count_of_others(reader, market):
    whole = view_of(Question(MILK + "A"), reader["农场"])
    from datetime import UTC, datetime

    window = (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 1, 1, tzinfo=UTC))
    asked = Question(MILK + "A", window=window, as_of=datetime(2026, 1, 1, tzinfo=UTC))
    narrowed = view_of(asked, reader["农场"])
    assert narrowed is None or narrowed.beyond == whole.beyond


def test_a_lot_that_two_claim_to_have_made_opens_nothing(reader, market, capture_as):
    claim = event(9, action="ADD", bizStep="commissioning", quantityList=[quantity(MILK + "A", 1)])
    capture_as(market["邻店"], claim)
    stranger = reader["邻店"]
    view = view_of(Question(MILK + "A"), stranger)
    assert view.beyond == ()
    assert {one.name for one in view.holders} == {"邻店库", "竞争者库"}


def test_a_city_sees_its_own_firms_by_name_and_the_rest_by_count(client, market, person):
    city = person("深圳员", Role.CITY_OFFICER, place_id="440300")
    assert seen(client, city, MILK + "A").status_code == 404
    page = texts(client, city, YOGURT + "Y")
    assert "深圳店库" in page and "邻店库" not in page


def test_a_visitor_is_sent_to_the_login_page(client, db):
    assert client.get(URL).status_code == 302


def test_thousands_of_lots_stay_readable(client, firms, capture_as, officer):
    lots = [(f"{CHEESE}{n}", 1) for n in range(1500)]
    capture_as(firms["农场"], transformation(1, [(MILK + "A", 9)], lots))
    page = seen(client, officer).content.decode()
    assert page.count("<rect") == 2
    assert len(page) < 200_000
    key = re.findall(r"open=([0-9a-f]{12})", page)[-1]
    assert seen(client, officer, open=key).content.decode().count('<a class="code"') == 60


def test_many_groups_of_a_tier_are_put_together(client, firm, firms, capture_as, officer):
    for number in range(30):
        maker = firm(f"第{number}家")
        made = transformation(1, [(MILK + "A", 1)], [(f"{CHEESE}{number}", 1)])
        capture_as(maker, made)
    page = seen(client, officer).content.decode()
    assert "其余 21 组" in page
    assert page.count("<rect") == 11
