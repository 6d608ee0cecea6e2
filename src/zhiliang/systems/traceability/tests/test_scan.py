"""One scan: the page of goods, its links for machines, its refusals in plain words."""

import json
from datetime import date
from pathlib import Path

import jsonschema_rs
import pytest

from zhiliang.core import banners
from zhiliang.core.banners import Banner
from zhiliang.core.models import Organisation
from zhiliang.systems.traceability.answers import goods_of
from zhiliang.systems.traceability.models import Site
from zhiliang.systems.traceability.tests.conftest import (
    DAIRY,
    MILK,
    PALLET,
    SHOP,
    YOGURT,
    event,
    quantity,
    transformation,
)

LOT = "/01/06901234500004/10/B"
ITEM = "/01/06901234500004/10/B/21/7"
GTIN = "/01/06901234500004"
SCHEMAS = Path(__file__).parent / "data" / "linkset"
LINKSET = "application/linkset+json"
MASTER = {
    "epcisMasterData": {
        "vocabularyList": [
            {
                "type": "urn:epcglobal:epcis:vtype:EPCClass",
                "vocabularyElementList": [
                    {
                        "id": f"https://id.gs1.org{GTIN}",
                        "attributes": [
                            {"id": "urn:epcglobal:cbv:mda#descriptionShort", "attribute": "酸奶"},
                            {
                                "id": "https://gs1.org/voc/certificationInfo",
                                "attribute": "https://cert.example/1",
                            },
                        ],
                    }
                ],
            }
        ]
    }
}


@pytest.fixture
def made(capture):
    """Yogurt of milk, packed and received by a shop that is not public."""
    milk = event(0, action="ADD", bizStep="commissioning", quantityList=[quantity(MILK + "A", 10)])
    item = event(2, action="ADD", bizStep="commissioning", epcList=[f"https://id.gs1.org{ITEM}"])
    packed = event(
        3,
        "AggregationEvent",
        action="ADD",
        parentID=PALLET,
        childQuantityList=[quantity(YOGURT + "B", 1)],
        bizLocation={"id": DAIRY},
    )
    received = event(40, epcList=[PALLET], bizStep="receiving", bizLocation={"id": SHOP})
    capture(
        milk,
        transformation(1, [(MILK + "A", 10)], [(YOGURT + "B", 9)]),
        item,
        packed,
        received,
        epcisHeader=MASTER,
    )


@pytest.fixture
def shop(made):
    owner = Organisation.objects.create(name="某商店", place_id="440300", kind="enterprise")
    return Site.objects.create(
        canonical=SHOP, name="某商店一号店", place_id="440300", organisation=owner
    )


@pytest.fixture
def recalled(monkeypatch):
    """A double of whatever says that goods are recalled."""
    asked = []

    def speaker(ids):
        asked.append(tuple(ids))
        return (
            [Banner("酸奶召回", "停止食用", "/x", date(2026, 3, 5))] if YOGURT + "B" in ids else []
        )

    monkeypatch.setattr(banners, "speakers", {"recalls": speaker})
    return asked


def body(client, path, **headers):
    return client.get(path, headers=headers).content.decode()


def test_a_lot_tells_product_firm_origin_and_steps(client, made):
    page = body(client, LOT)
    for words in ("酸奶", "乳业公司", "原料从哪里来", "2026-03-01", "生产、加工", "收货"):
        assert words in page


@pytest.mark.parametrize(
    "typed", ["6901234500004 B", f"https://site{LOT}", "(01)06901234500004(10)B"]
)
def test_others_are_told_what_a_code_names_however_it_is_written(made, typed):
    goods = goods_of(typed)
    assert (goods.code, goods.name) == ("(01)06901234500004(10)B", "酸奶")
    assert (goods.maker, goods.ids) == ("乳业公司", (YOGURT + "B", f"https://id.gs1.org{GTIN}"))


def test_a_product_alone_is_known_by_its_lots(made):
    assert goods_of("6901234500004").maker == "乳业公司"


@pytest.mark.parametrize("typed", ["", "随便", "6901234500005", "🔥" * 600, "<script>"])
def test_what_is_no_code_names_nothing(db, typed):
    assert goods_of(typed) is None


def test_a_page_leads_to_complaining_of_its_goods(client, made):
    assert f"/complaints/new/?code=http%3A//testserver{LOT}" in body(client, LOT)


def test_a_page_is_the_default_also_for_who_says_nothing(client, made):
    for accept in ("", "*/*", "text/html,application/xhtml+xml", "image/webp,*/*;q=0.8"):
        answer = client.get(LOT, headers={"accept": accept})
        assert answer["Content-Type"].startswith("text/html"), accept


def test_the_public_reads_where_it_went_but_not_to_whom(client, shop):
    page = body(client, LOT)
    assert "深圳" in page
    assert "某商店" not in page


def test_a_site_is_named_once_its_owner_wants_it(client, shop):
    Site.objects.update(public=True)
    assert "某商店一号店" in body(client, LOT)


def test_an_item_falls_back_to_its_lot_and_that_to_the_product(client, made):
    assert "酸奶" in body(client, ITEM)
    assert "没有追溯记录" in body(client, f"{GTIN}/10/Z")
    assert "酸奶" in body(client, f"{GTIN}/10/Z")
    assert client.get(f"{GTIN}/10/Z").status_code == 200


def test_an_item_knows_its_lot_where_the_code_does_not(client, made, recalled):
    assert "酸奶召回" in body(client, f"{GTIN}/21/7")
    assert f"https://id.gs1.org{LOT}" in recalled[-1]


@pytest.mark.parametrize("path", [LOT, ITEM, f"/en{LOT}"])
def test_what_is_recalled_says_so_on_top(client, made, recalled, path):
    page = body(client, path)
    assert page.index("酸奶召回") < page.index("<h1>")


def test_what_is_not_recalled_has_no_banner(client, made, recalled):
    assert "正在召回" not in body(client, f"{GTIN}/10/C")


def test_silence_is_no_all_clear(client, made, monkeypatch):
    def fails(ids):
        raise RuntimeError

    monkeypatch.setattr(banners, "speakers", {"recalls": fails})
    page = body(client, LOT)
    assert "召回信息暂时查不到" in page
    assert "现在没有涉及它的召回" not in page


def test_a_code_that_nobody_told_of_is_said_to_be_unknown(client, guangdong):
    answer = client.get("/01/09506000134352/10/X")
    assert answer.status_code == 404
    assert "12315" in answer.content.decode()


@pytest.mark.parametrize(
    "path, words",
    [
        ("/01/06901234500005", "校验位"),
        ("/01/6901234500004", "14"),
        ("/01/abc", "只能是数字"),
        ("/01/06901234500004/10/" + "x" * 21, "批号不对"),
        ("/01/06901234500004/10/中", "批号不对"),
        ("/01/06901234500004/21/1/10/L", "先批号后序列号"),
        ("/01/06901234500004/99/1", "先批号后序列号"),
        ("/01/06901234500004/10/L?17=261301", "GS1"),
        ("/01/06901234500004/10/", "批号不对"),
        ("/01/%00", "只能是数字"),
    ],
)
def test_what_is_no_code_is_refused_in_plain_words(client, guangdong, path, words):
    answer = client.get(path)
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_a_short_code_is_led_to_the_long_one(client, guangdong):
    assert 'href="/01/06901234500004"' in body(client, "/01/6901234500004")


def test_qualifiers_and_attributes_are_read(client, made):
    page = body(client, "/01/06901234500004/22/2A/10/C/21/9?17=261231&s4t=x")
    assert "酸奶" in page
    assert "2026-12-31" in page


def test_a_lot_may_hold_a_slash(client, capture):
    capture(
        event(
            1, action="ADD", bizStep="commissioning", quantityList=[quantity(YOGURT + "A%2F1", 1)]
        )
    )
    assert "A/1" in body(client, f"{GTIN}/10/A%2F1")


@pytest.fixture
def links(client, made):
    return client.get(ITEM, headers={"accept": LINKSET})


def test_the_linkset_is_valid(links):
    assert links["Content-Type"] == LINKSET
    schema = json.loads((SCHEMAS / "gs1-linkset-schema.json").read_text())
    schema["$id"] = schema.pop("@id")
    jsonschema_rs.validator_for(schema).validate(links.json())


def test_every_level_on_record_has_its_links(links):
    anchors = [one["anchor"].partition("testserver")[2] for one in links.json()["linkset"]]
    assert anchors == [ITEM, LOT, GTIN]


@pytest.mark.parametrize("kind", ["linkset", "all"])
def test_a_linkset_is_given_by_its_name_too(client, made, kind):
    assert client.get(f"{LOT}?linkType={kind}")["Content-Type"] == LINKSET


@pytest.mark.parametrize(
    "accept, machine",
    [
        ("application/json", True),
        ("text/html;q=0.5,application/json", True),
        ("text/html,application/json;q=0.9", False),
    ],
)
def test_a_machine_gets_what_it_prefers(client, made, accept, machine):
    answer = client.get(LOT, headers={"accept": accept})
    assert (answer["Content-Type"] == LINKSET) is machine


def test_a_link_type_leads_to_its_place(client, made):
    answer = client.get(f"{LOT}?linkType=gs1:traceability&17=261231")
    assert (answer.status_code, answer["Location"]) == (307, f"{LOT}?17=261231#trace")
    answer = client.get(
        f"{LOT}?linkType=https://gs1.org/voc/recallStatus", headers={"accept-language": "en"}
    )
    assert answer["Location"] == f"/en{LOT}#recall"


def test_every_link_leads_somewhere(client, links):
    for context in links.json()["linkset"]:
        for kind, held in context.items():
            for one in held if kind.startswith("http") else ():
                assert client.get(one["href"].partition("testserver")[2]).status_code == 200


def test_a_link_type_that_there_is_not_is_not_found(client, made):
    assert client.get(f"{LOT}?linkType=gs1:instructions").status_code == 404


def test_no_link_leaves_the_site(client, made):
    answer = client.get(f"{LOT}?linkType=gs1:certificationInfo")
    assert answer["Location"].startswith("/01/")


def test_headers_tell_of_the_linkset_and_let_apps_ask(client, made):
    answer = client.get(LOT)
    assert 'rel="linkset"' in answer["Link"]
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.head(LOT).status_code == 200
    assert client.options(LOT).status_code == 204
    assert client.post(LOT).status_code == 405


def test_the_resolver_describes_itself(client):
    told = client.get("/.well-known/gs1resolver").json()
    assert told["supportedPrimaryKeys"] == ["01"]


def test_a_page_is_light_and_runs_nothing(client, made):
    page = body(client, LOT)
    css = Path(__file__).parents[1] / "static" / "traceability" / "scan.css"
    assert len(page.encode()) + css.stat().st_size < 50_000
    assert "<script" not in page


def test_a_stranger_does_not_rename_a_product(client, made, firm, person):
    from zhiliang.core.roles import Role
    from zhiliang.systems.traceability import actions
    from zhiliang.systems.traceability.tests.conftest import document

    rival = firm("对手公司")
    other = person("对手", Role.ENTERPRISE, organisation=rival)
    text = json.dumps(document(event(5, epcList=[PALLET]), epcisHeader=MASTER)).replace(
        "酸奶", "毒奶"
    )
    job = actions.receive(text.encode(), by=other, organisation=rival)
    assert actions.process(job, by=other).success
    assert "毒奶" not in body(client, LOT)
