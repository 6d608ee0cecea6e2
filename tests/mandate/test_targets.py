"""The 25 targets, against a table typed by hand from the opinion."""

from decimal import Decimal

import pytest

from zhiliang.mandate import load_targets

pytestmark = pytest.mark.once

OPINION = """
qms_certified_enterprises         ge     30000 enterprise   by_2015   二(一)
advanced_standard_share           ge     85    %            by_2015   二(一)
market_sampling_pass_rate         ge     90    %            by_2015   二(一)
comparability_sampling_pass_rate  ge     90    %            each_year 二(一)
completed_works_conforming        eq     100   %            by_2015   二(三)
key_works_first_acceptance        eq     100   %            by_2015   二(三)
construction_quality_accidents    eq     0     accident     by_2015   二(三)
industrial_wastewater_compliance  ge     95    %            by_2015   二(四)
drinking_source_compliance        ge     95    %            by_2015   二(四)
air_grade2_days                   gt     95    %            by_2015   二(四)
sewage_treatment_rate             ge     80    %            by_2015   二(四)
international_standards_adopted   ge     1300  product/year each_year 三(一)
committee_secretariats            ge     230   committee    by_2015   三(一)
standards_led_or_joined           ge     1000  standard     by_2015   三(一)
demonstration_zones               ge     650   zone         by_2015   三(一)
geographical_indications          ge     80    product      by_2015   三(二)
provincial_brand_products         ge     2500  product      by_2015   三(二)
brand_enterprises_100bn           approx 10    enterprise   by_2015   三(二)
brand_enterprises_50bn            approx 20    enterprise   by_2015   三(二)
china_brand_rank                  eq     1     rank         each_year 三(二)
national_qc_centres               ge     60    centre       by_2015   三(七)
public_testing_platforms          ge     150   platform     by_2015   三(七)
emission_reduction_tasks          eq     100   %            by_2015   二(四)
household_acceptance_coverage     eq     100   %            by_2015   三(四)
sewage_online_monitoring_coverage eq     100   %            by_2015   三(五)
"""

INDICATORS = """
certification.qms_certified_enterprises standards.advanced_standard_share
sampling.market_pass_rate sampling.comparability_pass_rate
construction.completed_works_conforming construction.key_works_first_acceptance
construction.quality_accidents environment.industrial_wastewater_compliance
environment.drinking_source_compliance environment.good_air_days
environment.sewage_treatment_rate standards.international_standards_adopted
standards.committee_secretariats standards.led_or_joined standards.demonstration_zones
brands.geographical_indications brands.provincial_brand_products brands.enterprises_100bn
brands.enterprises_50bn brands.china_brand_rank laboratories.national_qc_centres
laboratories.public_testing_platforms environment.emission_reduction_tasks
construction.household_acceptance_coverage environment.sewage_online_monitoring_coverage
"""

ROWS = [line.split() for line in OPINION.split("\n") if line]


@pytest.mark.parametrize(("row", "target"), list(zip(ROWS, load_targets(), strict=True)))
def test_a_target_says_what_the_opinion_says(row, target):
    said = (target.key, target.op, target.value, target.unit, target.horizon, target.clause)
    key, op, value, unit, horizon, clause = row
    assert said == (key, op, Decimal(value), unit, horizon, clause)


def test_there_are_twenty_five_targets():
    assert len(load_targets()) == 25


def test_each_target_is_answered_by_its_own_indicator():
    assert [target.indicator for target in load_targets()] == INDICATORS.split()


def test_values_are_exact_decimals():
    assert {type(target.value) for target in load_targets()} == {Decimal}


def test_approximate_targets_are_the_two_of_the_wording_left_and_right():
    approximate = [target.key for target in load_targets() if target.op == "approx"]
    assert approximate == ["brand_enterprises_100bn", "brand_enterprises_50bn"]


def test_a_running_total_names_the_days_it_counts():
    (target,) = [target for target in load_targets() if target.window]
    assert target.key == "standards_led_or_joined"
    assert [day.isoformat() for day in target.window] == ["2010-07-04", "2015-12-31"]


def test_ended_and_redefined_programmes_say_so():
    states = {t.key: t.programme.state for t in load_targets() if t.programme}
    assert states == {
        "industrial_wastewater_compliance": "discontinued",
        "air_grade2_days": "redefined",
        "provincial_brand_products": "discontinued",
        "china_brand_rank": "discontinued",
    }
