"""The rates, from the records on the lake, by both engines; and how evaluation gets them."""

import pytest

from zhiliang.core.feed import acceptor_of, feeds, read
from zhiliang.core.period import Period
from zhiliang.indicators.answer import Figures
from zhiliang.indicators.current import lake_root, refresh
from zhiliang.indicators.lake import Lake
from zhiliang.indicators.registry import definitions
from zhiliang.systems.sampling import actions
from zhiliang.systems.sampling.models import SamplingCase
from zhiliang.systems.sampling.tests.conftest import BAD, PNG, days

HEAD = "number,product_class,firm,place,site,size,sampled_on,reported_on,due_on,conclusion,failing"


def results(*rows):
    return read(feeds["sampling-results"], "\n".join([HEAD, *rows]).encode())


def row(number, conclusion="pass", site="market", place="440100", day="2015-05-01", failing=""):
    failing = failing or ("质量" if conclusion == "fail" else "")
    return (
        f"LS{number},S-HELMET,示例店,{place},{site},small,{day},2015-06-01,2015-05-20,"
        f"{conclusion},{failing}"
    )


@pytest.fixture
def taken_in(helmets):
    """Take in settled results: `taken_in(row(1), row(2, "fail"))`."""

    def take(*rows):
        outcome = acceptor_of("sampling-results")(results(*rows), by=None)
        assert outcome.rejected == []
        return outcome

    return take


@pytest.fixture(params=["duckdb", "reference"])
def figure(request, own_folder):
    """A figure of a place and year: `figure("market_pass_rate", "440100")`."""

    def ask(name, place="440100", year="2015"):
        refresh()
        figures = Figures(Lake.current(lake_root()), definitions(), engine=request.param)
        value = figures.at(f"sampling.{name}", place, Period.parse(year))
        return value.value, value.numerator, value.denominator

    return ask


def test_the_market_pass_rate_counts_settled_market_samples(taken_in, figure):
    taken_in(row(1), row(2), row(3, "fail"), row(4, site="production"))
    value, passed, tested = figure("market_pass_rate")
    assert (str(value), passed, tested) == ("66.7", 2, 3)


def test_a_void_result_counts_for_nobody(taken_in, figure):
    taken_in(row(1), row(2, "void"))
    assert figure("market_pass_rate")[1:] == (1, 1)


def test_a_sample_is_counted_in_the_year_it_was_taken(taken_in, figure):
    taken_in(row(1), row(2, day="2014-12-31"))
    assert figure("market_pass_rate")[1:] == (1, 1)


def test_the_discovery_rate_takes_every_site(taken_in, figure):
    taken_in(row(1), row(2, "fail", site="production"))
    assert figure("discovery_rate")[1:] == (1, 2)


def test_a_report_after_the_plan_s_date_is_late(taken_in, figure):
    taken_in(row(1))
    assert figure("reported_in_time")[1:] == (0, 1)


def test_the_state_s_tracking_is_imported(helmets, figure):
    head = "product,place,round,tested_on,tested,passed"
    lines = [head, "灶具,440100,第一批,2015-10-31,20,18", "童装,440100,第一批,2015-10-31,10,9"]
    reading = read(feeds["comparability-results"], "\n".join(lines).encode())
    acceptor_of("comparability-results")(reading, by=None)
    value, passed, tested = figure("comparability_pass_rate")
    assert (str(value), passed, tested) == ("90.0", 27, 30)


def test_a_result_filed_anew_supersedes(helmets, figure):
    head = "product,place,round,tested_on,tested,passed"
    for passed in (18, 19):
        line = f"灶具,440100,第一批,2015-10-31,20,{passed}"
        reading = read(feeds["comparability-results"], f"{head}\n{line}".encode())
        acceptor_of("comparability-results")(reading, by=None)
    assert figure("comparability_pass_rate")[1:] == (19, 20)


def test_what_is_still_under_way_is_not_counted(tested, figure):
    tested(BAD)
    assert figure("discovery_rate", year="2026")[0] is None


def test_a_settled_sample_is_counted_by_its_final_conclusion(settled, figure):
    settled(BAD)
    assert figure("discovery_rate", year="2026")[1:] == (1, 1)


def test_post_processing_counts_when_the_follow_up_falls_due(owed, figure, guangzhou, laboratory):
    assert figure("post_processing_rate", year="2026")[1:] == (0, 1)


def test_an_objection_upheld_counts_in_the_year_of_its_decision(delivered, owner, province, figure):
    case = delivered()
    objection = actions.object_to(
        case,
        by=owner(case.firm),
        organisation=case.firm,
        kind="procedure",
        grounds="封条不符",
        at=days(9),
    )
    actions.accept(objection, by=province, at=days(10))
    actions.uphold(objection, by=province, answer="成立", at=days(11))
    assert figure("objections_upheld_rate", year="2026")[1:] == (1, 1)


def test_a_sampling_found_at_fault_before_the_notice_counts_for_nobody(
    tested, owner, province, figure
):
    case = tested(BAD)
    SamplingCase.objects.filter(pk=case.pk).update(regime_key="food")
    objection = actions.object_to(
        case,
        by=owner(case.firm),
        organisation=case.firm,
        kind="sampling",
        grounds="未当面封样",
        evidence=[("现场.png", PNG)],
        at=days(7),
    )
    actions.accept(objection, by=province, at=days(8))
    actions.uphold(objection, by=province, answer="成立", at=days(9))
    assert figure("discovery_rate", year="2026")[0] is None
    assert figure("objections_upheld_rate", year="2026")[1:] == (1, 1)


def test_the_same_file_twice_changes_nothing(taken_in):
    taken_in(row(1))
    assert taken_in(row(1)).unchanged


def test_a_file_with_a_wrong_row_is_not_taken_at_all(helmets):
    reading = results(row(1), row(2, place="999999"))
    outcome = acceptor_of("sampling-results")(reading, by=None)
    assert (outcome.accepted, [one.line for one in outcome.rejected]) == (0, [3])
