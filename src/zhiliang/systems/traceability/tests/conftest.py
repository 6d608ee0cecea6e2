"""A dairy, a bottler and a shop that report what they do, and the officers who watch."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from zhiliang.core.models import Assignment, Organisation, Person
from zhiliang.core.roles import Role
from zhiliang.systems.returns.tests.gazette import make_places
from zhiliang.systems.traceability import actions

CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"]
START = datetime(2026, 3, 1, tzinfo=UTC)
MILK = "https://id.gs1.org/01/06901234567892/10/"
YOGURT = "https://id.gs1.org/01/06901234500004/10/"
PALLET = "https://id.gs1.org/00/069012345000000011"
DAIRY = "https://id.gs1.org/414/6901234500004"
SHOP = "https://id.gs1.org/414/6901234500011"


def hour(number):
    """An instant so many hours after the start, as EPCIS writes it."""
    return (START + timedelta(hours=number)).isoformat().replace("+00:00", ".000Z")


def event(at, kind="ObjectEvent", **fields):
    """An event at an hour."""
    action = {} if kind == "TransformationEvent" else {"action": "OBSERVE"}
    base = {"type": kind, "eventTime": hour(at), "eventTimeZoneOffset": "+08:00"}
    return base | action | fields


def transformation(at, inputs, outputs, **fields):
    """Lots into lots: pairs of name and kilograms."""
    return event(
        at,
        "TransformationEvent",
        inputQuantityList=[quantity(*one) for one in inputs],
        outputQuantityList=[quantity(*one) for one in outputs],
        **fields,
    )


def quantity(lot, amount):
    return {"epcClass": lot, "quantity": amount, "uom": "KGM"}


def document(*events, **more):
    """A capture document."""
    return {
        "@context": CONTEXT,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": hour(0),
        "epcisBody": {"eventList": list(events)},
        **more,
    }


@pytest.fixture
def guangdong(db):
    make_places()


@pytest.fixture
def firm(guangdong):
    def make(name, place="440100"):
        return Organisation.objects.create(name=name, place_id=place, kind="enterprise")

    return make


@pytest.fixture
def person(guangdong):
    def make(username, role, **scope):
        made = Person.objects.create(username=username, display_name=username)
        Assignment.objects.create(person=made, role=role, valid_from=date(2010, 1, 1), **scope)
        return made

    return make


@pytest.fixture
def dairy(firm):
    return firm("乳业公司")


@pytest.fixture
def clerk(person, dairy):
    return person("报送员", Role.ENTERPRISE, organisation=dairy)


@pytest.fixture
def capture(dairy, clerk):
    """Capture events as the dairy."""

    def send(*events, behaviour="rollback", **more):
        content = json.dumps(document(*events, **more)).encode()
        job = actions.receive(content, by=clerk, organisation=dairy, behaviour=behaviour)
        return actions.process(job, by=clerk)

    return send


@pytest.fixture
def capture_as(person):
    """Capture events as any firm."""

    def send(organisation, *events):
        name = f"{organisation.name}报送员"
        known = Person.objects.filter(username=name).first()
        by = known or person(name, Role.ENTERPRISE, organisation=organisation)
        content = json.dumps(document(*events)).encode()
        return actions.process(actions.receive(content, by=by, organisation=organisation), by=by)

    return send


@pytest.fixture
def secret(dairy, clerk):
    return actions.make_key(dairy, by=clerk, label="ERP")[1]


@pytest.fixture
def system(client, secret):
    """The dairy's own system at the interface."""

    class System:
        def __getattr__(self, method):
            def call(path, body=None, **headers):
                names = {f"HTTP_{key.upper()}": value for key, value in headers.items()}
                content = (
                    {}
                    if body is None
                    else {
                        "data": body if isinstance(body, (bytes, str)) else json.dumps(body),
                        "content_type": headers.pop("content_type", "application/json"),
                    }
                )
                names.pop("HTTP_CONTENT_TYPE", None)
                return getattr(client, method)(
                    f"/epcis{path}", HTTP_AUTHORIZATION=f"Bearer {secret}", **content, **names
                )

            return call

    return System()


@pytest.fixture
def world_emptied():
    """Take every event away, for the next of many worlds in one test."""
    from zhiliang.systems.traceability import models

    def empty():
        for model in (
            models.TraceEdge,
            models.Containment,
            models.EventField,
            models.EventObject,
            models.EpcisEvent,
        ):
            model.objects.all().delete()

    return empty
