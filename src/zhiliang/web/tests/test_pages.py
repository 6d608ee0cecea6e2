import pytest

from zhiliang.core.models import Event
from zhiliang.evaluation.models import Objection
from zhiliang.web.views import refused

pytestmark = pytest.mark.django_db
PUBLIC = [
    "/",
    "/places/440100/",
    "/targets/air_grade2_days/",
    "/targets/construction_quality_accidents/",
    "/indicators/",
    "/indicators/sampling.market_pass_rate/",
    "/indicators/environment.good_air_days/",
    "/documents/",
    "/mandate/",
    "/chapters/goals/",
    "/chapters/safeguards/",
    "/interface/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_opens_before_there_is_any_data(client, places, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", [*PUBLIC, "/evaluations/2015/", "/evaluations/2015/440100/"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_page_opens_with_data_in_both_languages(client, evaluated, lake, path, language):
    assert client.get(f"{language}{path}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/places/999999/",
        "/targets/no_such/",
        "/indicators/no.such/",
        "/indicators/sampling.market_pass_rate/?period=nonsense",
        "/evaluations/1999/",
        "/evaluations/2015/999999/",
        "/chapters/no_such/",
        "/documents/1/",
        "/styleguide/",
    ],
)
def test_what_is_not_there_is_not_found(client, evaluated, lake, path):
    assert client.get(path).status_code == 404


def test_a_fault_of_ours_gets_a_page_that_needs_no_database(rf):
    answer = refused.failed(rf.get("/"))
    assert (answer.status_code, "操作没有完成" in answer.content.decode()) == (500, True)


def test_the_heading_of_the_cockpit_states_the_finding(client, evaluated, lake):
    assert "另有25项为示例" in client.get("/").context["heading"]


def test_cities_whose_grade_changed_are_named(client, evaluated, lake):
    moved = client.get("/").context["cities_moved"]
    assert [(mover.name, mover.before, mover.now, mover.better) for mover in moved] == [
        ("广州市", "B级", "A级", True)
    ]


def test_an_indicator_shows_value_rank_and_definition(client, evaluated, lake):
    text = client.get("/indicators/sampling.market_pass_rate/").content.decode()
    assert "全省91.0%" in text
    assert "SELECT" in text


def test_made_up_data_are_marked_on_the_page(client, evaluated, lake):
    assert "badge-sample" in client.get("/indicators/sampling.market_pass_rate/").content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_is_downloaded(client, evaluated, lake, form):
    answer = client.get(f"/indicators/sampling.market_pass_rate/?format={form}")
    assert f'filename="sampling.market_pass_rate-2015.{form}"' in answer["Content-Disposition"]


def test_the_download_holds_the_figures_of_the_page(client, evaluated, lake):
    text = client.get("/indicators/sampling.market_pass_rate/?format=csv").content.decode(
        "utf-8-sig"
    )
    assert '珠海市,92.0,1,920,"1,000"' in text or "珠海市,92.0,1,920,1000" in text


def test_clauses_are_filtered_by_the_address(client):
    rows = client.get("/mandate/?chapter=standards&state=planned").context["rows"]
    assert rows
    assert {(row["clause"].section, row["clause"].state) for row in rows} == {("三(一)", "planned")}


def test_an_objection_is_raised_from_the_point_sheet(client, evaluated, lake, officer):
    client.force_login(officer)
    path = "/evaluations/2015/440100/market_sampling/"
    answer = client.post(path, {"ground": "数值有误"})
    assert answer["Location"] == f"/objections/{Objection.objects.get().pk}/"


def test_an_objection_needs_its_grounds(client, evaluated, lake, officer):
    client.force_login(officer)
    answer = client.post("/evaluations/2015/440100/market_sampling/", {"ground": ""})
    assert (answer.status_code, Objection.objects.count()) == (422, 0)


def test_the_office_queues_an_evaluation(client, evaluated, office):
    client.force_login(office)
    answer = client.post("/workspace/", {"verb": "evaluate", "year": "2015"})
    assert answer["Location"] == "/workspace/"


def test_only_the_office_may_queue_work(client, evaluated, person):
    client.force_login(person("省", "provincial_officer"))
    assert client.get("/workspace/").status_code == 200
    assert client.post("/workspace/", {"verb": "publish", "year": "2015"}).status_code == 403


def test_the_auditor_sees_the_chain_verified(client, places, person):
    client.force_login(person("审计", "auditor"))
    assert "逐条核对无误" in client.get("/audit/?verify=1").context["heading"]
    assert Event.objects.count() == 0


def test_a_role_is_given_by_the_administrator(client, places, person):
    client.force_login(person("管理", "administrator"))
    someone = person("某人")
    path = f"/people/{someone.pk}/core.assignment.begin/"
    answer = client.post(path, {"role": "city_officer", "place": "440300"})
    assert answer["Location"] == f"/people/{someone.pk}/"
    assert someone.assignments.get().place_id == "440300"


def test_a_role_without_its_scope_is_refused_beside_the_field(client, places, person):
    client.force_login(person("管理", "administrator"))
    path = f"/people/{person('某人').pk}/core.assignment.begin/"
    assert client.post(path, {"role": "city_officer"}).status_code == 422
