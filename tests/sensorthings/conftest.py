"""An outlet and a station over a lake that is filled once."""

from datetime import date

import pytest

from tests.sensorthings.lake import MN, STATION, fill
from zhiliang.core.models import Organisation
from zhiliang.systems.environment.models import Outlet, Station
from zhiliang.systems.returns.tests.gazette import make_places

ROOT = "/api/sensorthings/v1.1"
PASSWORD = "秘密口令"


@pytest.fixture(scope="session")
def var(tmp_path_factory):
    folder = tmp_path_factory.mktemp("var")
    fill(folder / "readings")
    return folder


@pytest.fixture
def monitored(db, settings, var):
    settings.VAR = var
    make_places()
    works = Organisation.objects.create(name="示例印染厂", place_id="440100", kind="enterprise")
    outlet = Outlet.objects.create(
        code="GZ-001",
        name_zh="总排口",
        kind="wastewater",
        place_id="440100",
        organisation=works,
        mn=MN,
        password=PASSWORD,
        active_from=date(2014, 1, 1),
    )
    Station.objects.create(
        code=STATION,
        name_zh="示例站",
        place_id="440100",
        longitude_e6=113_250_000,
        latitude_e6=23_100_000,
        active_from=date(2012, 1, 1),
        source="sample",
    )
    return outlet


@pytest.fixture
def ask(client, monitored):
    """`ask("Things", filter="name eq 'x'")` → JSON; `status` is what is expected."""

    def asked(resource="", *, status=200, **options):
        query = {f"${name}": text for name, text in options.items()}
        answer = client.get(f"{ROOT}/{resource}".rstrip("/"), query)
        assert answer.status_code == status, answer.content.decode()
        return answer.json()

    return asked


@pytest.fixture
def results(ask):
    """Results of the Observations that a filter leaves."""

    def found(where, resource="Observations"):
        return [one["result"] for one in ask(resource, filter=where, top="1000")["value"]]

    return found
