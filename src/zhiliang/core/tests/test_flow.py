from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from zhiliang.core.flow import Flow, FlowRefused, Step, flows
from zhiliang.core.roles import Role

STATES = {"draft": ("草稿", "draft"), "sent": ("已报送", "sent"), "done": ("已审核", "done")}
OFFICERS = (Role.CITY_OFFICER,)


@pytest.fixture
def declare():
    """Declare a flow for one test and forget it afterwards."""
    made = []

    def make(*steps, key="test", initial="draft"):
        made.append(key)
        return Flow(key, states=STATES, initial=initial, steps=steps)

    yield make
    for key in made:
        flows.pop(key, None)


@pytest.fixture
def flow(declare):
    return declare(
        Step("open", from_="", to="draft", by=OFFICERS),
        Step("send", from_="draft", to="sent", by=OFFICERS, label_zh="报送", label_en="send"),
        Step("verify", from_="sent", to="done", by=OFFICERS, not_by="sent_by"),
        Step("expire", from_=("draft", "sent"), to="done", by=()),
    )


def case(state="draft", place="440100", sent_by=0):
    return SimpleNamespace(state=state, place_id=place, sent_by_id=sent_by)


def open_verbs(flow, obj, person):
    return [step.verb for step in flow.open_steps(obj, person)]


def test_the_step_of_the_state_is_open_to_who_holds_the_role_there(flow, guangzhou_officer):
    assert open_verbs(flow, case(), guangzhou_officer) == ["send"]


def test_the_scope_covers_the_subtree_of_its_place(flow, guangzhou_officer):
    assert open_verbs(flow, case(place="440106"), guangzhou_officer) == ["send"]


def test_nothing_is_open_outside_the_scope(flow, guangzhou_officer):
    assert open_verbs(flow, case(place="440600"), guangzhou_officer) == []


def test_nothing_is_open_to_another_role(flow, office):
    assert open_verbs(flow, case(), office) == []


def test_a_new_case_is_opened_from_nothing(flow, guangzhou_officer):
    assert open_verbs(flow, None, guangzhou_officer) == ["open"]


def test_the_same_person_cannot_take_the_step_of_the_second_pair_of_eyes(flow, guangzhou_officer):
    own = case("sent", sent_by=guangzhou_officer.pk)
    assert open_verbs(flow, own, guangzhou_officer) == []
    with pytest.raises(FlowRefused, match="另一人"):
        flow.require(own, "verify", guangzhou_officer)


def test_another_person_takes_it(flow, guangzhou_officer):
    other = case("sent", sent_by=guangzhou_officer.pk + 1)
    assert flow.require(other, "verify", guangzhou_officer).to == "done"


def test_a_wrong_state_is_refused_by_its_name(flow, guangzhou_officer):
    with pytest.raises(FlowRefused, match=r"已审核.*报送"):
        flow.require(case("done"), "send", guangzhou_officer)


def test_a_wrong_role_is_told_who_may(flow, office):
    with pytest.raises(FlowRefused, match="市县工作人员"):
        flow.require(case(), "send", office)


def test_the_platform_takes_only_its_own_steps(flow, guangzhou_officer):
    assert flow.require(case(), "expire", None).to == "done"
    with pytest.raises(FlowRefused):
        flow.require(case(), "send", None)
    assert "expire" not in open_verbs(flow, case(), guangzhou_officer)


def test_a_visitor_may_do_nothing(flow, db):
    assert open_verbs(flow, case(), AnonymousUser()) == []


def test_a_step_may_leave_the_case_in_its_state(declare, guangzhou_officer):
    flow = declare(Step("note", from_=("draft", "sent"), to="", by=OFFICERS))
    step = flow.require(case("sent"), "note", guangzhou_officer)
    assert [step.leads(state) for state in step.sources] == ["draft", "sent"]


def test_a_step_may_belong_to_others_than_the_case(declare, guangzhou_officer):
    flow = declare(Step("help", from_="draft", to="sent", by=OFFICERS, of="helpers"))
    elsewhere, here = case(place="440600"), case(place="440106")
    elsewhere.helpers, here.helpers = [elsewhere, here], [elsewhere]
    assert open_verbs(flow, elsewhere, guangzhou_officer) == ["help"]
    assert open_verbs(flow, here, guangzhou_officer) == []


@pytest.mark.parametrize(
    "steps",
    [
        [Step("send", from_="draft", to="nowhere", by=OFFICERS)],
        [Step("send", from_="nowhere", to="sent", by=OFFICERS)],
        [Step("send", from_="draft", to="sent", by=OFFICERS)] * 2,
    ],
)
def test_a_flow_that_cannot_work_is_refused_when_declared(declare, steps):
    with pytest.raises(ValueError, match="flow test"):
        declare(*steps)


def test_a_flow_is_declared_once(flow, declare):
    with pytest.raises(ValueError, match="twice"):
        declare()
