"""Whole scopes as a bare list, and the light page where there are too many lots to be read."""

import csv
import html
import io
import json
import re
import shlex
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhiliang.command import main
from zhiliang.core.roles import Role
from zhiliang.systems.traceability.answers import scope_of, sources_of
from zhiliang.systems.traceability.exploring import reading, redaction
from zhiliang.systems.traceability.exploring.asking import Question
from zhiliang.systems.traceability.exploring.reaching import lots_of, reached
from zhiliang.systems.traceability.models import MasterAttribute, TracedObject
from zhiliang.systems.traceability.tests.conftest import (
    MILK,
    PALLET,
    START,
    YOGURT,
    event,
    quantity,
    transformation,
)
from zhiliang.systems.traceability.tests.test_trace_law import LOTS, as_epcis, worlds
from zhiliang.systems.traceability.tracing import snapshots, walks
from zhiliang.systems.traceability.tracing.names import names_of

LIST, PAGE = "/traceability/scope/", "/traceability/explorer/"
CHEESE = "https://id.gs1.org/01/06901234599992/10/"
ROOT = MILK + "A"


@pytest.fixture
def chain(capture, monkeypatch, tmp_path):
    """A lot of milk becomes two of yogurt at hour 2, one of which becomes cheese at hour 4."""
    monkeypatch.setattr(snapshots, "folder", lambda: tmp_path)
    capture(
        event(0, action="ADD", bizStep="commissioning", quantityList=[quantity(ROOT, 99)]),
        transformation(2, [(ROOT, 9)], [(YOGURT + "Y", 4), (YOGURT + "Z", 4)]),
        transformation(4, [(YOGURT + "Y", 4)], [(CHEESE + "C", 1)]),
    )


@pytest.fixture
def officer(person):
    return person("省员", Role.PROVINCIAL_OFFICER)


@pytest.fixture
def crowded(chain, monkeypatch):
    """As if the four lots were too many to be read one by one."""
    monkeypatch.setattr(redaction, "LARGE", 3)


def seen(client, person, path=LIST, code=ROOT, **asked):
    client.force_login(person)
    return client.get(path, {"code": code, **asked})


def text(answer):
    return html.unescape(answer.content.decode())


def heading(answer):
    return re.search(r"<h1>(.*?)</h1>", text(answer))[1]


def fault(answer):
    return re.search(r'role="alert">.*?<p>(.*?)</p>', text(answer), re.DOTALL)[1]


def hours(number):
    return (START + timedelta(hours=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


def test_a_scope_is_listed_by_name_and_time(client, chain, officer):
    told = seen(client, officer).json()
    assert told["code"] == ROOT and told["direction"] == "forward"
    assert told["algorithm"] == "reach-1" and told["count"] == 4
    assert {lot["id"]: lot["at"] for lot in told["lots"]} == {
        ROOT: None,
        YOGURT + "Y": hours(2),
        YOGURT + "Z": hours(2),
        CHEESE + "C": hours(4),
    }


def test_the_file_has_the_lots_of_the_list(client, chain, officer):
    told = seen(client, officer).json()["lots"]
    given = seen(client, officer, format="csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(given)))
    assert rows == [{"id": lot["id"], "at": lot["at"] or ""} for lot in told]


def test_sources_are_listed_too(client, chain, officer):
    told = seen(client, officer, code=CHEESE + "C", direction="backward").json()
    assert told["algorithm"] == "reach-back-1"
    assert [lot["id"] for lot in told["lots"]][0] == CHEESE + "C"
    assert {lot["id"] for lot in told["lots"]} == {CHEESE + "C", YOGURT + "Y", ROOT}


def test_a_name_with_quotes_is_still_json(client, chain, officer, capture):
    name = 'urn:x:odd:"lot\\"'
    capture(transformation(5, [(CHEESE + "C", 1)], [(YOGURT + "W", 1)]))
    TracedObject.objects.filter(canonical=YOGURT + "W").update(canonical=name)
    assert name in {lot["id"] for lot in seen(client, officer).json()["lots"]}


@pytest.mark.parametrize("asked", [{}, {"direction": "backward", "code": CHEESE + "C"}])
def test_the_snapshot_lists_what_the_database_lists(client, chain, officer, monkeypatch, asked):
    in_database = seen(client, officer, **asked).json()["lots"]
    snapshots.write_snapshot()
    monkeypatch.setattr(walks, "MANY", 1)
    assert seen(client, officer, **asked).json()["lots"] == in_database


def test_a_product_is_followed_from_all_its_lots(client, chain, officer, monkeypatch):
    product = YOGURT.removesuffix("/10/")
    in_database = seen(client, officer, code=product).json()["lots"]
    snapshots.write_snapshot()
    monkeypatch.setattr(walks, "MANY", 0)
    assert seen(client, officer, code=product).json()["lots"] == in_database
    assert {lot["id"] for lot in in_database} == {YOGURT + "Y", YOGURT + "Z", CHEESE + "C"}


@pytest.mark.django_db
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    world=worlds(),
    hour=st.integers(-1, 6),
    length=st.integers(0, 6),
    as_of=st.none() | st.just(datetime(2999, 1, 1, tzinfo=UTC)),
)
def test_the_list_is_the_scope_of_the_explorer(world, hour, length, as_of, capture, world_emptied):
    world_emptied()
    for told in world:
        assert capture(as_epcis(*told)).success
    since = START + timedelta(hours=hour)
    for window in (None, (since, since + timedelta(hours=length))):
        for lot in LOTS:
            for direction, walk in (("forward", scope_of), ("backward", sources_of)):
                found = reached(Question(lot, direction, window, as_of))
                listed = dict(lots_of(found)) if found else {}
                assert listed == moments(walk([lot], as_of=as_of, window=window))


def moments(scope):
    return {
        one.id: one.made_at.strftime("%Y-%m-%dT%H:%M:%SZ") if one.made_at else None
        for one in scope.lots
    }


def test_all_names_are_read_by_one_statement(guangdong, django_assert_num_queries):
    made = (TracedObject(canonical=f"urn:x:{n:05}") for n in range(40_000))
    keys = sorted(one.pk for one in TracedObject.objects.bulk_create(made))
    with django_assert_num_queries(1):
        names = names_of(keys)
    assert names == [f"urn:x:{n:05}" for n in range(40_000)]


@pytest.mark.parametrize("role", [Role.CITY_OFFICER, Role.ENTERPRISE])
def test_who_needs_redaction_is_shown_to_the_explorer(client, chain, person, dairy, role):
    scope = {"place_id": "440100"} if role == Role.CITY_OFFICER else {"organisation": dairy}
    answer = seen(client, person("某人", role, **scope), since="2026-03-01T00:00")
    assert answer.status_code == 403
    told = answer.json()
    assert "追溯查询" in told["title"] and "lots" not in told
    assert client.get(told["explorer"]).status_code == 200
    assert "since=2026-03-01" in told["explorer"]


def test_an_officer_of_the_province_for_one_city_is_no_supervision_of_all(client, chain, person):
    narrowed = person("驻市员", Role.PROVINCIAL_OFFICER, place_id="440300")
    assert seen(client, narrowed).status_code == 403


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"code": ""}, "请给出要追溯的码"),
        ({"code": "x"}, "认不出这个码"),
        ({"since": "yesterday"}, "yesterday"),
        ({"until": "2026-02-30T00:00"}, "2026-02-30"),
        ({"as_of": "2026-13-01T00:00"}, "2026-13-01"),
        ({"as_of": "0001-01-01T00:00+14:00"}, "0001-01-01"),
        ({"until": "9999-12-31T23:59-12:00"}, "9999-12-31"),
        ({"since": "2026-03-02T00:00", "until": "2026-03-01T00:00"}, "晚于"),
        ({"direction": "sideways"}, "forward, backward"),
        ({"format": "xml"}, "json, csv"),
    ],
)
def test_a_bad_question_is_refused_and_says_why(client, chain, officer, asked, words):
    answer = seen(client, officer, **asked)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert words in answer.json()["title"]


def test_the_explorer_does_not_take_a_bad_time_for_none(client, chain, officer):
    assert "yesterday" in fault(seen(client, officer, PAGE, as_of="yesterday"))


def test_a_code_that_nobody_reported_is_not_found(client, chain, officer):
    assert seen(client, officer, code=MILK + "NONE").status_code == 404


def test_a_product_with_too_many_lots_is_not_listed_in_part(client, chain, officer, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROOTS", 1)
    product = YOGURT.removesuffix("/10/")
    assert seen(client, officer, code=product).status_code == 400
    assert "只从其中" in text(seen(client, officer, PAGE, product))


def test_the_light_page_counts_as_the_list(client, crowded, officer):
    page = seen(client, officer, PAGE)
    assert heading(page) == "(01)06901234567892(10)A 涉及 4 批"
    assert "trace-box" not in text(page) and "holders" not in text(page)


def test_the_light_page_tells_lots_and_times_by_product(client, crowded, officer):
    element = YOGURT.removesuffix("/10/")
    MasterAttribute.objects.create(
        vocabulary="v", element=element, name="cbvmda:descriptionShort", value="原味酸奶"
    )
    given = seen(client, officer, PAGE, format="csv").content.decode("utf-8-sig")
    first, *rest = csv.DictReader(io.StringIO(given))
    assert (first["产品"], first["批次数"]) == ("原味酸奶", "2")
    assert first["最早"] == first["最晚"] == "2026-03-01 10:00"
    assert [(row["产品"], row["最早"]) for row in rest] == [
        ("(01)06901234567892", ""),
        ("(01)06901234599992", "2026-03-01 12:00"),
    ]


def test_what_is_no_product_is_one_line_of_the_light_page(client, crowded, officer, capture):
    fields = {"inputQuantityList": [quantity(CHEESE + "C", 1)], "outputEPCList": [PALLET]}
    capture(event(6, "TransformationEvent", **fields))
    page = text(seen(client, officer, PAGE))
    assert "箱、托盘和其他标识" in page and PALLET not in page


def test_the_light_page_leads_to_the_whole_list(client, crowded, officer):
    page = text(seen(client, officer, PAGE, since="2026-03-01T00:00"))
    urls = re.findall(rf'href="({LIST}\?[^"]*)"', page)
    assert [url.rpartition("=")[2] for url in urls] == ["csv", "json"]
    assert client.get(urls[1]).json()["count"] == 4


def test_the_light_page_says_why_details_are_missing_and_where_they_are(
    client, crowded, officer, capsys
):
    page = text(seen(client, officer, PAGE, since="2026-03-01T00:00"))
    assert "也不列持有人和记录缺口" in page
    _name, *words = shlex.split(re.search(r"<code>(.*?)</code>", page)[1])
    assert main(words) == 0
    assert len(json.loads(capsys.readouterr().out)["lots"]) == 4


def test_the_light_page_of_sources_names_no_command_that_looks_forward(
    client, chain, officer, monkeypatch
):
    monkeypatch.setattr(redaction, "LARGE", 2)
    page = text(seen(client, officer, PAGE, CHEESE + "C", direction="backward"))
    assert "由 3 批而来" in page and "zhiliang trace" not in page


def test_a_scope_at_the_limit_is_shown_lot_by_lot(client, chain, officer, monkeypatch):
    monkeypatch.setattr(redaction, "LARGE", 4)
    assert "trace-box" in text(seen(client, officer, PAGE))


def test_narrowed_by_time_the_explorer_shows_details_again(client, crowded, officer):
    narrow = seen(client, officer, PAGE, since="2026-03-01T12:00")
    assert "trace-box" in text(narrow) and "涉及 1 批" in text(narrow)


WAYS = [{}, {"format": "csv", "table": "lots"}, {"since": "2026-03-01T12:00"}]


@pytest.mark.parametrize("asked", [*WAYS, {"until": "2000-01-01T00:00"}])
def test_a_firm_is_told_that_it_is_too_much_and_no_number(client, crowded, clerk, asked):
    answer = seen(client, clerk, PAGE, **asked)
    assert answer.status_code == 422
    assert "不能一次按您的权限遮蔽后显示" in fault(answer)
    assert re.findall(r"\d+", fault(answer)) == ["3"]
    assert heading(answer) == "追溯查询"


def test_a_stranger_does_not_learn_that_a_large_scope_is_on_record(client, crowded, person, firm):
    stranger = person("路人", Role.ENTERPRISE, organisation=firm("路人公司"))
    large, none = (seen(client, stranger, PAGE, code) for code in (ROOT, MILK + "NONE"))
    assert large.status_code == none.status_code == 404
    assert fault(large) == fault(none)


def test_a_city_sees_a_large_scope_after_narrowing_it(client, crowded, person):
    city = person("广州员", Role.CITY_OFFICER, place_id="440100")
    assert seen(client, city, PAGE).status_code == 422
    assert "trace-box" in text(seen(client, city, PAGE, since="2026-03-01T12:00"))
