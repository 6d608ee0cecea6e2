"""The made-up cases: by the real verbs, marked, the same a second time."""

import pytest
from django.db.models import F

from zhiliang.core.actions import load_reference
from zhiliang.core.models import Event
from zhiliang.systems.complaints.actions import load_sample
from zhiliang.systems.complaints.models import Complaint, Submission, TipOff


@pytest.fixture
def made(db):
    load_reference(by=None)
    return load_sample(by=None)


def test_all_of_it_is_marked_and_made_once(made):
    before = Event.objects.count()
    assert load_sample(by=None) == made == Submission.objects.count() > 40
    assert Event.objects.count() == before
    for model in (Submission, Complaint, TipOff):
        assert not model.objects.exclude(source="sample").exists()


def test_every_state_is_there_and_nothing_lies_in_the_future(made):
    states = set(Complaint.objects.values_list("state", flat=True))
    assert states >= {"received", "accepted", "refused", "settled", "terminated"}
    assert {"filed", "not_filed"} <= set(TipOff.objects.values_list("state", flat=True))
    told = Event.objects.filter(verb__startswith="complaints.")
    assert not told.filter(occurred_at__gt=F("recorded_at")).exists()
