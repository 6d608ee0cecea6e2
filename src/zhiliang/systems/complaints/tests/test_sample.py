"""The made-up cases: by the real verbs, marked, the same a second time."""

import pytest

from zhiliang.core.actions import load_reference
from zhiliang.core.models import Event
from zhiliang.systems.complaints.actions import load_sample
from zhiliang.systems.complaints.models import Complaint, Submission, TipOff


@pytest.fixture
def made(db):
    load_reference(by=None)
    return load_sample(by=None)


def test_all_of_it_is_marked(made):
    assert made == Submission.objects.count() > 60
    assert not Submission.objects.exclude(source="sample").exists()
    assert not Complaint.objects.exclude(source="sample").exists()
    assert not TipOff.objects.exclude(source="sample").exists()


def test_a_second_time_changes_nothing(made):
    before = Event.objects.count()
    assert load_sample(by=None) == made
    assert Event.objects.count() == before


def test_every_state_is_there(made):
    assert set(Complaint.objects.values_list("state", flat=True)) >= {
        "received",
        "accepted",
        "refused",
        "settled",
        "terminated",
    }
    assert {"filed", "not_filed"} <= set(TipOff.objects.values_list("state", flat=True))


def test_nothing_happens_in_the_future(made):
    assert not Event.objects.filter(verb__startswith="complaints.").extra(
        where=["occurred_at > recorded_at"]
    )
