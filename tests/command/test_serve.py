"""The supervisor starts what ends, and never takes a port that is somebody else's."""

import socket
import subprocess
import sys
import time

import psutil
import pytest

from zhiliang.command import serve

pytestmark = pytest.mark.once


def child(script, **options):
    return serve.Child("probe", [sys.executable, "-S", "-c", script], **options)


def run_to_its_end(probe, now):
    probe.step(now)
    probe.process.wait(timeout=10)
    probe.step(now)


def ends(pid):
    """Whether a process ends soon; one that has ended may stay listed until somebody asks."""
    for _ in range(100):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def test_a_taken_port_is_refused():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(serve.PortTaken):
            serve.insist_on_port("127.0.0.1", other.getsockname()[1])


def test_a_crashed_process_starts_again_after_a_pause():
    probe = child("raise SystemExit(3)")
    run_to_its_end(probe, 100.0)
    assert probe.process is None
    assert probe.next_start == 102.0


def test_each_early_crash_doubles_the_pause():
    probe = child("raise SystemExit(3)")
    run_to_its_end(probe, 100.0)
    run_to_its_end(probe, 102.0)
    assert probe.next_start == 106.0


def test_the_pause_has_a_limit():
    probe = child("raise SystemExit(3)", failures=50)
    run_to_its_end(probe, 100.0)
    assert probe.next_start == 100.0 + serve.LONGEST_PAUSE


def test_a_periodic_process_waits_for_its_next_turn():
    probe = child("", every=60)
    run_to_its_end(probe, 100.0)
    assert (probe.next_start, probe.failures) == (160.0, 0)


def test_a_process_that_ignores_the_request_is_killed(monkeypatch):
    monkeypatch.setattr(serve, "GRACE_SECONDS", 0.3)
    probe = child("import signal; signal.signal(15, signal.SIG_IGN); print(1, flush=True)\n"
                  "while True: signal.pause()")  # fmt: skip
    probe.process = subprocess.Popen(probe.command, stdout=subprocess.PIPE, start_new_session=True)
    assert probe.process.stdout.read(1) == b"1"
    with probe.process.stdout:
        probe.stop()
    assert probe.process.returncode == -9


def test_what_a_crashed_process_started_ends_with_it(tmp_path):
    note = tmp_path / "pid"
    probe = child(
        "import pathlib, subprocess\n"
        "lasting = subprocess.Popen(['sleep', '60'])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(lasting.pid))\n"
        "raise SystemExit(3)"
    )
    run_to_its_end(probe, 100.0)
    assert ends(int(note.read_text()))
