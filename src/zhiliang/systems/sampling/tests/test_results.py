"""Published results: who is named, in what words; rates that are the engine's own."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.core.models import PlaceSet, PlaceSetMember
from zhiliang.core.period import Period
from zhiliang.indicators.current import current_figures, refresh
from zhiliang.indicators.places import PROVINCE
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import SamplingCase
from zhiliang.systems.sampling.tests.conftest import BAD, GOOD, days
from zhiliang.systems.sampling.views.result_rates import Rates, hidden_because, shares

HEAD = "number,product_class,firm,place,site,size,sampled_on,conclusion,failing"


@pytest.fixture
def batches(helmets):
    """Take in settled results: `batches(40, 4)` of which four failed."""

    def take(count, failed, *, site="market", size="small", start=0, place="440100", year=2015):
        rows = [HEAD]
        for number in range(start, start + count):
            bad = number - start < failed
            told = "fail,碰撞能量吸收、质量" if bad else "pass,"
            rows.append(
                f"LS{number},S-HELMET,示例店{number},{place},{site},{size},{year}-05-01,{told}"
            )
        reading = read(feeds["sampling-results"], "\n".join(rows).encode())
        outcome = acceptor_of("sampling-results")(reading, by=None)
        assert outcome.rejected == []

    return take


@pytest.fixture
def page(client):
    """The page of results: `page(q="头盔")`."""
    return lambda **asked: client.get(reverse("sampling_results"), asked).content.decode()


@pytest.fixture
def one(client):
    """The page of one result."""
    return lambda number: client.get(reverse("sampling_result", kwargs={"number": number}))


@pytest.fixture
def public(settled, province):
    """`public(BAD)`: a published sample with its sheet."""
    return lambda values: actions.publish(settled(values), by=province, at=days(40))


def test_a_settled_result_is_not_shown_before_it_is_published(page, one, settled):
    case = settled(BAD)
    assert case.number not in page()
    assert one(case.number).status_code == 404


@pytest.mark.parametrize("number", ["LS9", "甲", "\x00", "x" * 300])
def test_a_number_that_was_not_published_is_not_found(one, batches, number):
    batches(1, 0)
    assert one(number).status_code == 404


def test_a_void_result_is_not_shown(page, one, batches):
    batches(1, 0)
    SamplingCase.objects.update(conclusion="void")
    assert "LS0" not in page()
    assert one("LS0").status_code == 404


def test_a_passing_sample_is_never_called_qualified(client, public):
    case = public(GOOD)
    answer = client.get(reverse("sampling_results"), {"format": "csv"}).content.decode()
    row = next(line for line in answer.splitlines() if case.number in line)
    assert "所检项目未发现不合格" in row
    assert "合格" not in row.replace("所检项目未发现不合格", "")


def test_a_failing_sample_names_its_items(page, public):
    public(BAD)
    assert "碰撞能量吸收性能" in page()


@pytest.mark.parametrize("word", ["20260101", "头盔厂", "SL-1", "CC2026", "电动自行车 示例"])
def test_a_result_is_found_by_product_firm_batch_or_number(page, public, word):
    assert public(BAD).number in page(q=word)


@pytest.mark.parametrize("word", ["不存在", "20260102", "%", "x" * 5000, "\x00戊"])
def test_what_is_not_there_is_not_found(page, public, word):
    assert public(BAD).number not in page(q=word)


@pytest.mark.parametrize(
    "asked",
    [{"site": "online"}, {"year": "2014"}, {"conclusion": "fail"}, {"size": "large"}],
)
def test_a_filter_leaves_out_what_is_something_else(page, batches, asked):
    batches(1, 0)
    assert "/LS0/" not in page(**asked)


@pytest.mark.parametrize("name", ["product_class", "place", "site", "size", "year", "conclusion"])
def test_no_value_in_the_address_breaks_the_page(client, batches, name):
    batches(1, 0)
    for value in ("9" * 40, "甲", "-1", "²"):
        assert client.get(reverse("sampling_results"), {name: value}).status_code == 200


def test_a_result_page_carries_a_code_to_itself(one, public):
    case = public(BAD)
    answer = one(case.number).content.decode()
    assert f"http://testserver/sampling/results/{case.number}/" in answer
    assert "<svg" in answer and 'class="qr"' in answer


def test_a_result_page_tells_which_items_were_tested(one, public):
    answer = one(public(GOOD).number).content.decode()
    assert "佩戴装置伸长量" in answer and "≤25 mm" in answer


def test_a_result_page_keeps_what_is_nobody_s_business(one, public):
    case = public(BAD)
    answer = one(case.number).content.decode()
    numbers = case.samplers.values_list("person__username", flat=True)
    assert not [word for word in (case.sheet.test_seal + "<", *numbers) if word in answer]


def test_the_list_asks_no_more_for_more_results(client, batches):
    batches(2, 0)
    client.get(reverse("sampling_results"))
    counts = []
    for start in (100, 200):
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("sampling_results"))
        counts.append(len(asked))
        batches(20, 2, start=start)
    assert counts[0] == counts[1]


@pytest.fixture
def rates():
    """The rates of the records as they are now."""

    def of(**narrowed):
        refresh()
        return Rates(current_figures(), **narrowed)

    return of


def test_a_group_s_rate_is_that_of_the_house_s_own_definition(batches, rates):
    batches(40, 4, site="production")
    batches(50, 3, start=100)
    found = {cell.key: cell.value for cell in rates().groups(Period.parse("2015"))}
    own = current_figures().at("sampling.production_pass_rate", "440100", Period.parse("2015"))
    mine = found["production"]
    assert (mine.value, mine.numerator, mine.denominator) == (own.value, 36, 40)


def test_the_whole_is_what_the_discovery_rate_leaves(batches, rates):
    batches(40, 4)
    whole = rates().whole(Period.parse("2015"))
    found = current_figures().at("sampling.discovery_rate", "440100", Period.parse("2015"))
    assert whole.value.value == 100 - found.value
    assert whole.value.place == PROVINCE


def test_the_groups_of_a_dimension_add_up_to_the_whole(batches, rates):
    batches(40, 4, size="large")
    batches(30, 2, size="micro", start=100, place="440300")
    cells = rates().groups(Period.parse("2015"))
    for dimension in ("class", "size", "site"):
        own = [cell.value.denominator for cell in cells if cell.dimension == dimension]
        assert sum(own) == 70, dimension


def test_a_region_counts_its_cities_and_what_lies_in_them(batches, rates):
    region = PlaceSet.objects.create(key="prd_9", name_zh="珠三角9市", name_en="Pearl River Delta")
    PlaceSetMember.objects.create(set=region, place_id="440100", valid_from=date(2010, 1, 1))
    batches(40, 4)
    batches(30, 2, start=100, place="440300")
    (cell,) = (one for one in rates().groups(Period.parse("2015")) if one.dimension == "region")
    assert (cell.value.numerator, cell.value.denominator) == (36, 40)


def test_follow_up_samples_are_in_no_rate(batches, rates):
    batches(40, 4)
    SamplingCase.objects.filter(number="LS0").update(purpose="follow_up")
    assert rates().whole(Period.parse("2015")).value.denominator == 39


@pytest.mark.parametrize(
    ("passed", "tested", "hidden"),
    [(27, 29, True), (28, 30, False), (15, 30, True), (40, 40, True), (1, 1, True)],
)
def test_small_wide_and_extreme_cells_are_hidden(passed, tested, hidden):
    assert bool(hidden_because(passed, tested)) == hidden


def test_a_small_cell_tells_its_size_and_the_reason_alone(client, batches, rates):
    batches(40, 4)
    batches(20, 1, site="online", start=100)
    rates()
    asked = {"table": "rates", "format": "csv"}
    rows = client.get(reverse("sampling_results"), asked).content.decode().splitlines()
    row = next(line for line in rows if "网络交易平台" in line)
    assert ",20,,,," in row and "样本量不足" in row


def test_the_interval_is_wilson_s(client, batches, rates):
    batches(100, 10)
    rates()
    asked = {"table": "rates", "format": "csv"}
    answer = client.get(reverse("sampling_results"), asked).content.decode()
    # R 4.3: prop.test(90, 100, correct = FALSE)
    assert "82.6～94.5" in answer


def test_failing_items_are_counted_one_by_one(batches, rates):
    batches(40, 4)
    assert rates().items(Period.parse("2015"), "records") == [("碰撞能量吸收", 4), ("质量", 4)]


def test_shares_end_at_a_hundred():
    assert [str(row["share"]) for row in shares([("甲", 3), ("乙", 2), ("丙", 1)])] == [
        "50.0",
        "83.3",
        "100.0",
    ]


def test_a_search_shows_results_and_no_figures(page, batches, rates):
    batches(40, 4)
    rates()
    assert 'id="chart-items"' in page() and 'id="chart-items"' not in page(q="示例店")


def test_the_page_opens_without_a_lake(page, batches):
    batches(1, 0)
    assert "/LS0/" in page()
