"""The gateway as a process: from the wire to the lake, its state, its children, its end."""

import json
import os
import subprocess
import sys
import time

import psutil
import pyarrow.parquet as pq
import pytest

from tests.gateway.live import exchange
from tests.gateway.process import Server
from zhiliang.methods.hj212.encoding import frame
from zhiliang.systems.environment.readings.aside import quarantined, reject_counts, rejects
from zhiliang.systems.environment.readings.clock import china_now
from zhiliang.systems.environment.readings.journal import record_at
from zhiliang.systems.environment.readings.lake import JOURNAL, ReadingsLake
from zhiliang.systems.environment.readings.questions import last_heard, latest

pytestmark = pytest.mark.once

NOW = f"{china_now():%Y%m%d%H%M00}"


@pytest.fixture
def server(tmp_path):
    with Server(tmp_path) as server:
        yield server


def upload(station, *, at=NOW, value="12.5", qn="001", pw=None):
    segment = (
        f"QN={NOW}{qn};ST=32;CN=2011;PW={pw or station.password};MN={station.mn};Flag=5;"
        f"CP=&&DataTime={at};w01018-Rtd={value},w01018-Flag=N&&"
    )
    return frame(segment.encode())


def lake_after(server, *frames):
    """The lake once the server has taken the frames and ended in order."""
    with server.connect() as peer:
        exchange(peer, b"".join(frames), len(frames))
    server.stop()
    return ReadingsLake.current(server.root)


def test_an_acknowledged_frame_is_in_the_lake_after_an_orderly_end(server):
    station = server.stations[0]
    (reading,) = latest(station.mn, lake=lake_after(server, upload(station)))
    assert (reading.factor, reading.statistic, reading.value) == ("w01018", "Rtd", 12.5)
    assert (reading.flag, reading.origin) == ("N", "sample")


def test_a_reading_leads_back_to_its_frame(server):
    sent = upload(server.stations[0])
    lake = lake_after(server, sent)
    (file,) = lake.files("readings")
    row = pq.read_table(lake.path(file)).to_pylist()[0]
    assert record_at(server.root / JOURNAL, row["segment"], row["position"]).body == sent


def test_a_replayed_frame_gives_one_reading(server):
    sent = upload(server.stations[0])
    lake = lake_after(server, sent, sent, sent)
    assert (lake.counts["added"], lake.counts["repeated"]) == (1, 2)


def test_frames_from_2099_and_1970_are_acknowledged_and_set_aside(server):
    one = server.stations[0]
    lake = lake_after(server, upload(one, at="20990101000000"), upload(one, at="19700101000000"))
    found = {reading.reason for reading in quarantined(lake=lake)}
    assert found == {"data_time_ahead", "data_time_behind"}
    assert latest(one.mn, lake=lake) == ()


def test_a_value_that_is_no_finite_number_is_kept_as_text(server):
    one = server.stations[0]
    (reading,) = latest(one.mn, lake=lake_after(server, upload(one, value="1e999")))
    assert (reading.value, reading.text) == (None, "1e999")


def test_refused_frames_are_shown_with_their_reason(server):
    one = server.stations[0]
    lake = lake_after(server, upload(one, pw="000000"), upload(one))
    assert reject_counts(lake=lake) == {"password_wrong": 1}
    (found,) = rejects(lake=lake)
    assert (found.mn, found.address) == (one.mn, "127.0.0.1")
    assert found.bytes == upload(one, pw="000000")


def test_it_is_known_who_was_heard(server):
    lake = lake_after(server, upload(server.stations[1]))
    assert set(last_heard(lake=lake)) == {server.stations[1].mn}


def test_the_state_is_written_for_the_board(server):
    with server.connect() as peer:
        exchange(peer, upload(server.stations[0]))
        found = server.state(until=lambda state: state["acknowledged"])
    assert (found["packets"], found["connections"], found["outlets"]) == (1, 1, 4)


def test_a_compactor_that_was_killed_is_started_again(tmp_path):
    with Server(tmp_path, limits="status_seconds: 0.1") as server:
        server.state(until=lambda state: server.compactors())
        os.kill(server.compactors()[0], 9)
        server.state(until=lambda state: state.get("compactor_restarts") == 1, seconds=15)


def test_a_compactor_does_not_outlive_its_gateway(server):
    server.state(until=lambda state: server.compactors())
    (child,) = server.compactors()
    server.kill(compactor=False)
    end = time.monotonic() + 10
    while psutil.pid_exists(child) and psutil.Process(child).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < end
        time.sleep(0.05)


def test_the_simulator_sends_and_counts(server):
    command = [sys.executable, "-m", "zhiliang", "simulate", "hj212", "--json"]
    options = ["--port", server.port, "--outlets", 4, "--registry", server.registry]
    load = ["--seconds", 1, "--speed", 0, "--faulty", 20, "--window", 4]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [*command, *map(str, [*options, *load])], capture_output=True, env=environment
    )
    found = json.loads(done.stdout)
    assert found["sent"] == found["acknowledged"] > 50
    assert found["refused"]["9011:3"] == found["faulty"]["password_wrong"]
    assert done.returncode == 0
