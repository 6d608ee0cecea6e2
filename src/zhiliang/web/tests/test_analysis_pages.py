"""The pages that look closely at an evaluation: what they tell the office, and nobody else."""

import csv
import io
from copy import deepcopy
from importlib.resources import files

import pytest

from zhiliang.core.models import Event
from zhiliang.core.roles import Role
from zhiliang.evaluation import scheme_text
from zhiliang.evaluation.assess import assess
from zhiliang.evaluation.models import Evaluation
from zhiliang.evaluation.plan import office_plan
from zhiliang.evaluation.results import results_digest
from zhiliang.evaluation.scheme import scheme_of_text, shipped
from zhiliang.evaluation.tests.conftest import figure_rows, place_rows, set_rows
from zhiliang.indicators import current
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.registry import definitions
from zhiliang.indicators.table import FIGURES, PLACE_SETS, PLACES
from zhiliang.web.tests.conftest import arrow

pytestmark = pytest.mark.django_db
OURS, OTHER = "440100", "440200"
ANNEX, EDITOR = "/evaluations/2015/annex/", "/evaluations/2015/scheme/"
COMPARE, ANNOUNCED = "/evaluations/compare/?left=2014&right=2015", "/evaluations/announced/"


@pytest.fixture(scope="module")
def whole_lake():
    tables = {"figure": arrow(FIGURES, figure_rows()), "place": arrow(PLACES, place_rows())}
    tables["place_set"] = arrow(PLACE_SETS, set_rows())
    return Lake(tables=tables, manifest={"number": 7, "as_of": "2026-11-23T00:00:00+00:00"})


@pytest.fixture(scope="module")
def documents(whole_lake):
    return {year: assess(whole_lake, office_plan(year)) for year in (2014, 2015)}


@pytest.fixture
def years(documents, places):
    for year, results in documents.items():
        keep(results, year=year)
    return documents


def keep(results, *, year, version=1):
    return Evaluation.objects.create(
        year=year,
        version=version,
        scheme=results["scheme"]["key"],
        scheme_digest=results["scheme"]["digest"],
        manifest=7,
        engine="duckdb",
        results=results,
        digest=results_digest(results),
        computed_at="2026-11-23T00:00:00Z",
    )


@pytest.fixture
def as_office(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def as_city(client, officer):
    client.force_login(officer)
    return client


def rows(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def scores_of_others(documents):
    """Scores that no page may show to Guangzhou: those it does not share."""
    own = {s["score"] for d in documents.values() for s in d["subjects"] if s["code"] == OURS}
    return {s["score"] for d in documents.values() for s in d["subjects"]} - own


def fields(answer):
    """What the form of the editor would send back unchanged."""
    blocks = [answer.context["bands"], *answer.context["blocks"]]
    return {f.name: f.value for block in blocks for row in block.rows for f in row.fields}


# Who may open what


@pytest.mark.parametrize("path", [ANNEX, EDITOR])
def test_a_visitor_is_asked_to_sign_in(client, years, path):
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", [ANNEX, EDITOR])
def test_a_city_is_refused_where_every_score_stands(as_city, years, path):
    assert as_city.get(path).status_code == 403


@pytest.mark.parametrize("path", [ANNEX, EDITOR])
def test_somebody_of_the_office_for_one_place_only_is_refused(client, years, person, path):
    client.force_login(person("片区", Role.PROVINCIAL_OFFICER, place_id=OURS))
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", [ANNEX, EDITOR, COMPARE, f"/evaluations/2015/{OTHER}/"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_the_office_opens_every_page_in_both_languages(as_office, years, path, language):
    assert as_office.get(f"{language}{path}").status_code == 200


@pytest.mark.parametrize("kind", ["city", "district", "department"])
def test_the_annex_knows_every_kind(as_office, years, kind):
    assert as_office.get(f"{ANNEX}?kind={kind}").context["kind"] == kind


# What a city may not see


@pytest.mark.parametrize(
    "path",
    [
        "/evaluations/2015/",
        "/evaluations/2015/?format=csv",
        "/evaluations/2015/?sort=-rank",
        f"/evaluations/2015/{OTHER}/",
        COMPARE,
        f"{COMPARE}&table=compared&format=csv",
        f"{COMPARE}&table=items&format=csv",
        ANNOUNCED,
    ],
)
def test_no_page_tells_a_city_the_score_of_another(as_city, years, path):
    text = as_city.get(path).content.decode()
    assert [score for score in scores_of_others(years) if score in text] == []


def test_a_city_reads_its_own_range_and_nobody_elses(as_city, years):
    table = as_city.get("/evaluations/2015/").context["table"]
    assert [row.record["code"] for row in table.rows if row.record["rank"]] == [OURS]


@pytest.mark.parametrize("path", ["/evaluations/2015/", "/evaluations/2015/?sort=rank"])
def test_the_order_of_the_list_does_not_tell_a_city_the_ranks(as_city, years, path):
    ranks = {s["code"]: s["rank"] for s in years[2015]["subjects"]}
    order = [ranks[row.record["code"]] for row in as_city.get(path).context["table"].rows]
    assert order != sorted(order)


def test_a_city_is_told_the_score_and_grade_it_would_reach_but_not_the_rank(as_city, years):
    table = as_city.get(f"/evaluations/2014/{OURS}/").context["gain_table"]
    assert "rank" not in table.columns.names()
    assert "full" in table.columns.names()


def test_the_download_of_a_city_leaves_the_rank_out_as_well(as_city, years):
    told = rows(as_city.get(f"/evaluations/2014/{OURS}/?table=gains&format=csv"))
    assert [name for name in told[0] if "名次" in name] == []


def test_the_office_is_told_the_rank_as_well(as_office, years):
    table = as_office.get(f"/evaluations/2014/{OURS}/").context["gain_table"]
    assert "rank" in table.columns.names()


def test_the_public_sees_neither_gap_nor_range(client, years):
    context = client.get(f"/evaluations/2015/{OTHER}/").context
    assert [
        name for name in ("gap", "range", "gain_table", "profile_table") if name in context
    ] == []


def test_the_public_compares_grades_only(client, years):
    answer = client.get(f"{COMPARE}&table=compared&format=csv")
    assert list(rows(answer)[0]) == ["被评价对象", "等级"]


# What the office is told


def test_movement_is_told_in_words_beside_its_arrow(as_office, years):
    text = as_office.get("/evaluations/2015/").content.decode()
    assert "上升" in text
    assert "升级" in text


def test_a_vetoed_city_shows_its_score_the_veto_and_the_ground(as_office, years):
    table = as_office.get("/evaluations/2015/").context["table"]
    (row,) = [row.record for row in table.rows if row.record["veto"]]
    assert (row["grade"], row["score"]) == ("D", "89.51")
    assert "限值0起" in row["veto"]


def test_a_download_holds_bare_values_and_empty_cells(as_office, years):
    for path in ("/evaluations/2015/?format=csv", f"{COMPARE}&table=compared&format=csv"):
        text = as_office.get(path).content.decode()
        assert ("None" in text, "<" in text) == (False, False)


def test_the_ranges_of_the_annex_are_downloaded(as_office, years):
    told = rows(as_office.get(f"{ANNEX}?table=ranges&format=csv"))
    ranks = {s["name_zh"]: s["rank"] for s in years[2015]["subjects"] if s["kind"] == "city"}
    assert {row["被评价对象"]: int(row["名次"]) for row in told} == ranks
    assert all(int(row["最好"]) <= int(row["名次"]) <= int(row["最差"]) for row in told)


def test_the_heat_map_holds_a_number_for_every_city_and_item(as_office, years):
    told = rows(as_office.get(f"{ANNEX}?table=heat&format=csv"))
    assert (len(told), len(told[0])) == (21, 39)
    assert {row["重点产品市场抽检合格率"] for row in told} <= {str(n) for n in range(101)}


def test_seed_and_draws_stand_on_the_annex(as_office, years):
    text = as_office.get(ANNEX).content.decode()
    assert str(int(results_digest(years[2015])[:16], 16)) in text
    assert "抽取 10000 次" in text


def test_the_gap_to_the_next_grade_is_told_with_what_closes_it(as_office, years):
    gap = as_office.get("/evaluations/2015/441600/").context["gap"]
    assert (gap["grade"], gap["missing"]) == ("B", "0.21")
    assert gap["alone_count"] > 1


@pytest.mark.parametrize("key", ["gains", "profile"])
def test_every_table_of_a_subject_is_downloaded(as_office, years, key):
    path = f"/evaluations/2015/{OTHER}/?table={key}&format=csv"
    assert (
        f'filename="evaluation-2015-{OTHER}-{key}.csv"'
        in as_office.get(path)["Content-Disposition"]
    )


def test_a_department_is_not_compared_with_others(as_office, years):
    context = as_office.get("/evaluations/2015/agriculture/").context
    assert context["profile_table"] is None


# Two evaluations side by side


def test_a_version_is_compared_with_another_of_its_year(as_office, years):
    keep(deepcopy(years[2015]), year=2015, version=2)
    heading = as_office.get("/evaluations/compare/?left=2015@1&right=2015@2").context["heading"]
    assert "0个升级，0个降级，21个等级未变" in heading


@pytest.mark.parametrize("side", ["1999", "2015@9", "x"])
def test_an_evaluation_that_does_not_exist_is_not_found(client, years, side):
    assert client.get(f"/evaluations/compare/?left={side}&right=2015").status_code == 404


def test_before_two_evaluations_there_is_nothing_to_compare(client, places):
    assert "还没有可以比较" in client.get("/evaluations/compare/").content.decode()


# The scheme editor


def test_the_form_sent_back_unchanged_moves_nobody(as_office, years):
    sent = fields(as_office.get(EDITOR))
    answer = as_office.post(EDITOR, {**sent, "act": "preview"})
    assert (answer.status_code, answer.context["moving"], answer.context["same"]) == (200, 0, True)


def test_a_changed_scheme_tells_who_moves_and_keeps_nothing(as_office, years):
    before = (Event.objects.count(), list(Evaluation.objects.order_by("pk").values()))
    sent = fields(as_office.get(EDITOR)) | {"bands.0.from": "92", "act": "preview"}
    answer = as_office.post(EDITOR, sent)
    regraded = {row.record["name"][0] for row in answer.context["movers"].rows}
    assert regraded == {"珠海市", "白云区", "黄埔区", "饶平县"}
    assert (Event.objects.count(), list(Evaluation.objects.order_by("pk").values())) == before


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("subjects.0.items.0.points", "5", "合计 101，应为 100"),
        ("subjects.0.items.0.points", "x", "“x”不是数"),
        ("subjects.0.items.0.points", "-4", "不能小于 0"),
        ("subjects.0.items.0.points", "", "缺少 points"),
        ("bands.0.grade", "", "缺少 grade"),
        ("subjects.0.items.0.parameters.target", "0", "目标不能为0"),
        ("subjects.0.items.0.indicator", "no.such", "没有指标 no.such"),
        ("subjects.0.items.0.indicator", "environment.air_o3", "预览不能计分"),
        ("subjects.0.items.0.rule", "deduct", "须有参数 step"),
        ("subjects.0.items.0.rule", "veto", "一票否决项不占分"),
        ("subjects.0.items.5.parameters.tiers", "85", "不是数"),
        ("bands.1.to", "89", "89.5 分没有等级"),
        ("bands.1.from", "95", "须从高到低"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_is_computed(
    as_office, years, field, value, words
):
    sent = fields(as_office.get(EDITOR)) | {field: value, "act": "preview"}
    answer = as_office.post(EDITOR, sent)
    assert (answer.status_code, "movers" in answer.context) == (422, False)
    assert words in answer.content.decode()


def test_the_edited_scheme_is_downloaded_and_reads_back(as_office, years):
    sent = fields(as_office.get(EDITOR)) | {"bands.0.from": "92"}
    digest = as_office.post(EDITOR, {**sent, "act": "preview"}).context["digest"]
    text = as_office.post(EDITOR, {**sent, "act": "download"}).content.decode()
    assert scheme_of_text(text, set(definitions())).digest == digest


def test_the_unedited_scheme_is_downloaded_with_its_own_digest(as_office, years):
    sent = fields(as_office.get(EDITOR))
    text = as_office.post(EDITOR, {**sent, "act": "download"}).content.decode()
    assert scheme_of_text(text).digest == shipped(2015).digest


def upload(text, name="mine.yaml"):
    file = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    file.name = name
    return {"act": "load", "file": file}


def test_a_file_is_loaded_previewed_and_edited_further(as_office, years):
    data = deepcopy(dict(shipped(2015).data))
    data["bands"][0]["from"] = "92"
    answer = as_office.post(EDITOR, upload(scheme_text.write(data)))
    assert answer.context["regraded"] == 4
    again = fields(answer) | {"base": answer.context["base"], "bands.0.from": "90"}
    assert as_office.post(EDITOR, {**again, "act": "preview"}).context["moving"] == 0


def test_the_file_of_the_repository_itself_can_be_loaded(as_office, years):
    text = files("zhiliang.evaluation").joinpath("schemes", "2015.yaml").read_text("utf-8")
    assert as_office.post(EDITOR, upload(text)).context["same"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("key: x", "缺少 year"),
        ("a: 1\na: 2", "mine.yaml 第2行：a：字段 a 写了两次"),
        (b"\xff\xfe", "UTF-8"),
        ("[" * 5000, "层数太多"),
    ],
)
def test_a_file_that_is_no_scheme_is_told_line_by_line(as_office, years, text, words):
    answer = as_office.post(EDITOR, upload(text))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_form_that_was_tampered_with_is_refused_without_a_fault_of_ours(as_office, years):
    answer = as_office.post(EDITOR, {"base": "subjects: 1", "act": "preview"})
    assert (answer.status_code, "refused" in answer.context) == (422, True)


# What the province announced


@pytest.fixture
def announced(client, years, whole_lake, monkeypatch):
    figures = Figures(whole_lake, definitions())
    monkeypatch.setattr(current, "current_figures", lambda: figures)
    return client


def test_announced_grades_are_those_of_the_published_file(announced):
    path = files("zhiliang.systems.returns") / "published" / "grades.csv"
    letters = {"1": "A", "2": "B", "3": "C", "4": "D"}
    wanted = {
        (row["place"], row["period"].replace("-", "–")): letters[row["value"]]
        for row in csv.DictReader(path.read_text("utf-8").splitlines())
    }
    codes = {row["name_zh"]: row["code"] for row in place_rows()}
    told = rows(announced.get(f"{ANNOUNCED}?table=grades&format=csv"))
    found = {
        (codes[row["地区"]], key): letter
        for row in told
        for key, letter in row.items()
        if key != "地区" and "示例" not in key
    }
    assert found == wanted


def test_example_years_stand_apart_and_the_sentence_says_so(announced):
    text = announced.get(ANNOUNCED).content.decode()
    assert "与本平台示例方案的评分无关" in text
    assert text.count("2015（示例）") > 21


def test_each_announced_year_names_its_document(announced):
    told = rows(announced.get(f"{ANNOUNCED}?table=documents&format=csv"))
    assert [row["文件"].split(" ")[0] for row in told][:2] == [
        "粤府函〔2018〕48号",
        "粤府函〔2020〕102号",
    ]


def test_without_announced_grades_the_page_says_so(client, places):
    assert "还没有省政府通报的等级" in client.get(ANNOUNCED).content.decode()
