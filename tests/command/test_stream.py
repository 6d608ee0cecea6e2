"""`zhiliang stream` becomes a server of its own, and ends when it is told to."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from zhiliang.command import serve

pytestmark = pytest.mark.once


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def environment(tmp_path):
    path = os.pathsep.join(filter(None, sys.path))
    return {**os.environ, "ZHILIANG_VAR": str(tmp_path), "PYTHONPATH": path}


@pytest.fixture
def streaming(port, environment):
    command = serve.stream_child("127.0.0.1", port).command
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    yield process
    process.kill()
    process.wait()


def status_of(port):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/epcis/events").status
        except urllib.error.HTTPError as answer:
            return answer.code
        except OSError:
            time.sleep(0.2)
    return None


def test_it_asks_for_an_upgrade_and_ends_in_good_order(streaming, port):
    assert status_of(port) == 426
    streaming.terminate()
    assert streaming.wait(20) == 0


def test_a_taken_port_is_refused(port, environment):
    command = serve.stream_child("127.0.0.1", port).command
    with socket.create_server(("127.0.0.1", port)):
        ended = subprocess.run(command, capture_output=True, env=environment)
    assert ended.returncode == 1
    assert str(port) in ended.stderr.decode()
