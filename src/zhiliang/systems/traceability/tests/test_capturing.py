"""What is captured is kept once, whole or not at all, and tells what became of it."""

import json

import pytest
from django.utils import timezone

from zhiliang.core.models import Event
from zhiliang.systems.traceability import actions
from zhiliang.systems.traceability.feeds import Unreadable
from zhiliang.systems.traceability.models import CaptureJob, EpcisEvent, Site
from zhiliang.systems.traceability.tests.conftest import MILK, document, event, quantity

MADE = event(1, action="ADD", bizStep="commissioning", quantityList=[quantity(MILK + "A", 10)])


def test_an_event_is_stored_with_its_hash_as_id(capture):
    job = capture(MADE)
    assert (job.success, job.running, job.stored) == (True, False, 1)
    assert EpcisEvent.objects.get().event_id.startswith("ni:///sha-256;")


def test_an_event_captured_twice_is_one(capture):
    capture(MADE)
    assert capture(MADE).stored == 0
    assert EpcisEvent.objects.count() == 1


def test_an_event_twice_in_one_document_is_one(capture):
    assert capture(MADE, MADE).stored == 1


def test_the_id_of_another_event_is_refused(capture):
    capture({**MADE, "eventID": "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8"})
    other = event(2, eventID="urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8")
    job = capture({**other, "epcList": ["urn:epc:id:sgtin:0614141.107346.2017"]})
    assert not job.success and job.errors[0]["status"] == 409
    assert EpcisEvent.objects.count() == 1


def test_a_waiting_job_is_taken_in_once(dairy, clerk):
    content = json.dumps(document(MADE)).encode()
    job = actions.receive(content, by=clerk, organisation=dairy)
    actions.take_in_waiting(since=None, now=timezone.now())
    assert actions.process(job).stored == 1
    assert EpcisEvent.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b'{"type": "EPCISDocument", "epcisBody": {', b"[]"])
def test_what_was_cut_off_leaves_nothing(content, dairy, clerk):
    with pytest.raises(Unreadable):
        actions.receive(content, by=clerk, organisation=dairy)
    assert not CaptureJob.objects.exists()


def test_every_capture_is_told_in_the_log(capture):
    capture(MADE)
    verbs = list(Event.objects.order_by("number").values_list("verb", flat=True))
    assert verbs[-2:] == ["traceability.capture.receive", "traceability.capture.finish"]


def test_master_data_name_a_site_and_its_place(capture, dairy):
    dairy.uscc = "91440101MA59ABCD0X"
    type(dairy).objects.filter(pk=dairy.pk).update(uscc=dairy.uscc)
    gln = "urn:epc:id:sgln:0614141.07346.0"
    header = {
        "epcisMasterData": {
            "vocabularyList": [
                {
                    "type": "urn:epcglobal:epcis:vtype:BusinessLocation",
                    "vocabularyElementList": [
                        {
                            "id": gln,
                            "attributes": [
                                {"id": "urn:epcglobal:cbv:mda#name", "attribute": "一号库"},
                                {"id": "https://zhiliang.example/uscc", "attribute": dairy.uscc},
                            ],
                        }
                    ],
                }
            ]
        }
    }
    capture(MADE, epcisHeader=header)
    site = Site.objects.get()
    assert (site.name, site.organisation, site.place_id) == ("一号库", dairy, "440100")
