"""The ledger of total emissions: every tonne counted once, and a task met in whole numbers."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from zhiliang.core.errors import NotAllowed
from zhiliang.core.event import verify_chain
from zhiliang.core.flow import FlowRefused
from zhiliang.core.models import Assignment, Event
from zhiliang.core.roles import Role
from zhiliang.systems.environment import actions
from zhiliang.systems.environment.actions import emissions
from zhiliang.systems.environment.actions.emissions import _allowed
from zhiliang.systems.environment.models import EmissionAccount, Measure, ReductionTask
from zhiliang.systems.environment.tests.programmes.conftest import OWN

MILLION = 1_000_000


def told(fault):
    return sorted(fault.value.message_dict)


def yearly_emissions(place="440100"):
    found = EmissionAccount.objects.filter(place=place).order_by("year")
    return [(account.year, account.base, account.emission) for account in found]


def test_a_year_is_base_plus_new_minus_verified_cuts(pass_on, verified, account):
    pass_on(target="980")
    verified(claimed="50", recognised="40")
    made = account(new="10.5")
    assert (made.base, made.new, made.cut, made.emission) == (1000, Decimal("10.5"), 40, 970.5)


def test_a_year_begins_where_the_year_before_ended(pass_on, verified, account):
    pass_on(target="980")
    verified(recognised="40")
    account(year=2011, new="10")
    account(year=2012, new="5")
    assert yearly_emissions() == [(2011, 1000, 970), (2012, 970, 975)]


def test_a_year_without_a_base_is_refused(account):
    with pytest.raises(ValidationError) as fault:
        account(year=2013)
    assert told(fault) == ["year"]


@pytest.mark.parametrize("state", ["claimed", "verifying", "refused", "withdrawn"])
def test_only_a_verified_cut_counts(state, pass_on, claim, account, province, guangzhou):
    pass_on(target="980")
    measure = claim()
    if state in ("verifying", "refused"):
        emissions.take_up(measure, by=province)
    if state == "refused":
        emissions.refuse(measure, by=province, finding="没有运行记录")
    if state == "withdrawn":
        emissions.withdraw(measure, by=guangzhou, reason="重复申报")
    assert Measure.objects.get().state == state
    assert account(new="10").emission == 1010


def test_a_cut_verified_later_moves_its_year_and_all_that_follow(pass_on, verified, account):
    task = pass_on(target="980")
    account(year=2011, new="10")
    account(year=2012, new="10")
    verified(recognised="40")
    task.refresh_from_db()
    assert yearly_emissions() == [(2011, 1000, 970), (2012, 970, 980)]
    assert (task.met, task.emission) == (True, 970)


def test_a_verified_cut_that_is_withdrawn_moves_them_back(pass_on, verified, account, province):
    task = pass_on(target="980")
    measure = verified(recognised="40")
    account(new="10")
    emissions.withdraw(measure, by=province, reason="现场没有运行")
    task.refresh_from_db()
    assert (task.met, yearly_emissions()) == (False, [(2011, 1000, 1010)])


def test_filing_anew_asks_for_confirmation_again(pass_on, account):
    task = pass_on(target="980")
    account(new="10")
    account(new="20", confirm=False)
    task.refresh_from_db()
    assert (task.met, task.settled, EmissionAccount.objects.get().confirmed) == (None, False, False)


def test_the_years_that_build_on_it_are_confirmed_again_too(pass_on, account):
    pass_on(target="980")
    account(year=2011)
    account(year=2012)
    account(year=2011, new="20", confirm=False)
    assert not EmissionAccount.objects.exclude(confirmed_at=None).exists()


def test_a_year_is_confirmed_after_the_year_it_builds_on(pass_on, account):
    pass_on(target="980")
    account(year=2011, confirm=False)
    with pytest.raises(ValidationError, match="先确认上一年"):
        account(year=2012)


def test_more_cuts_than_there_was_emission_are_refused(pass_on, verified, account):
    pass_on(base="30", target="20")
    verified(claimed="50", recognised="50")
    with pytest.raises(ValidationError, match="多于"):
        account(new="10")


@pytest.mark.parametrize(("new", "met"), [("20", True), ("20.000001", False)])
def test_a_millionth_of_a_tonne_decides(new, met, pass_on, account):
    task = pass_on(target="1020")
    account(new=new)
    task.refresh_from_db()
    assert task.met is met


@given(
    base=st.integers(1, 10**15),
    percent=st.integers(0, 100 * MILLION),
    emission=st.integers(0, 10**15),
)
def test_a_percentage_is_met_exactly_where_the_fraction_says(base, percent, emission):
    task = ReductionTask(base_e6=base, percent_e6=percent)
    allowed = _allowed(task, None)
    exact = Fraction(base) * (1 - Fraction(percent, 100 * MILLION))
    assert (emission <= allowed) == (emission <= exact)


@pytest.mark.parametrize("given", [{"target": "900", "percent": "10"}, {}], ids=["both", "neither"])
def test_a_task_is_a_quantity_or_a_percentage(given, assign):
    with pytest.raises(ValidationError) as fault:
        assign(**given)
    assert told(fault) == ["target"]


def test_the_state_gives_a_city_no_task_directly(assign):
    with pytest.raises(ValidationError) as fault:
        assign(place_id="440100", target="900")
    assert told(fault) == ["basis"]


@pytest.mark.parametrize("given", [{"parent": None}, {"pollutant": "so2"}, {"year": 2012}])
def test_what_is_passed_on_was_assigned_by_the_state(given, assign):
    state = assign(target="990")
    fields = {"place_id": "440100", "basis": "passed_on", "parent": state, "target": "90", **given}
    with pytest.raises(ValidationError) as fault:
        assign(**fields)
    assert told(fault) == ["parent"]


@pytest.mark.parametrize(
    "given", [{"year": 2016}, {"base": "0"}], ids=["outside the plan", "no base"]
)
def test_a_task_that_makes_no_sense_is_refused_in_words(given, assign):
    with pytest.raises(ValidationError) as fault:
        assign(target="0", **given)
    assert "约束" not in str(fault.value)


def test_a_city_assigns_nothing(guangzhou, assign):
    with pytest.raises(NotAllowed):
        actions.assign_task(by=guangzhou, base=Decimal(1), target=Decimal(1), **OWN)


def test_a_city_claims_and_files_only_for_its_own_place(claim, account, pass_on):
    with pytest.raises(FlowRefused):
        claim(place_id="440300")
    pass_on(place_id="440300", target="980")
    with pytest.raises(NotAllowed):
        account(place_id="440300")


def test_who_claimed_a_measure_does_not_verify_it(claim, guangzhou):
    measure = claim()
    Assignment.objects.create(
        person=guangzhou, role=Role.PROVINCIAL_OFFICER, valid_from="2010-01-01", place_id="440100"
    )
    measure = emissions.take_up(measure, by=guangzhou)
    with pytest.raises(FlowRefused, match="双人复核"):
        emissions.verify(measure, by=guangzhou, recognised=Decimal(50))


def test_who_filed_an_account_does_not_confirm_it(pass_on, province):
    pass_on(target="980")
    filed = actions.file_account(by=province, new=Decimal(1), year=2011, **OWN)
    with pytest.raises(ValidationError, match="双人复核"):
        actions.confirm_account(filed, by=province)


def test_the_database_refuses_the_same_pair_of_eyes_too(verified, guangzhou):
    measure = verified()
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=measure.pk).update(decided_by=guangzhou)


def test_the_database_refuses_an_account_that_does_not_add_up(pass_on, account):
    pass_on(target="980")
    account()
    with pytest.raises(IntegrityError), transaction.atomic():
        EmissionAccount.objects.update(emission_e6=1)


def test_the_database_refuses_a_task_that_is_called_met_and_is_not(pass_on, account):
    task = pass_on(target="980")
    account(new="100")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReductionTask.objects.filter(pk=task.pk).update(met=True)


def test_a_part_is_recognised_only_with_a_reason(claim, province):
    measure = emissions.take_up(claim(claimed="50"), by=province)
    with pytest.raises(ValidationError) as fault:
        emissions.verify(measure, by=province, recognised=Decimal(40))
    assert told(fault) == ["finding"]


def test_no_more_is_recognised_than_was_claimed(claim, province):
    measure = emissions.take_up(claim(claimed="50"), by=province)
    with pytest.raises(ValidationError) as fault:
        emissions.verify(measure, by=province, recognised=Decimal(51))
    assert told(fault) == ["recognised"]


def test_a_refusal_says_why(claim, province):
    measure = emissions.take_up(claim(), by=province)
    with pytest.raises(ValidationError):
        emissions.refuse(measure, by=province, finding=" ")


def test_a_measure_that_runs_only_later_cuts_nothing_yet(claim):
    with pytest.raises(ValidationError) as fault:
        claim(commissioned_on=date(2012, 1, 1))
    assert told(fault) == ["commissioned_on"]


@pytest.mark.parametrize("text", ["0.0000001", "-1", "1e30"])
def test_a_quantity_that_is_not_exact_is_refused(text, claim):
    with pytest.raises(ValidationError) as fault:
        claim(claimed=text)
    assert told(fault) == ["claimed"]


def test_every_step_leaves_an_event_and_the_chain_holds(pass_on, verified, account):
    pass_on(target="980")
    verified()
    account()
    verbs = Event.objects.values_list("verb", flat=True)
    assert sorted(verb.removeprefix("environment.") for verb in verbs) == [
        "emissionaccount.confirm",
        "emissionaccount.file",
        "measure.claim",
        "measure.take_up",
        "measure.verify",
        "reductiontask.assign",
        "reductiontask.assign",
    ]
    assert verify_chain().ok
