import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.packs import Pack
from tests.contracts.terminal import Pool, Terminal, environment

# What `./run demo --check` does, without the years and documents that few tests look at.
PREPARE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "zhiliang.web.settings"
from zhiliang.command import set_up_django
set_up_django()
from zhiliang.command.demo import steps
for step in steps.STEPS:
    if step.run not in (steps.people, steps.evaluate, steps.publish):
        step.run()
"""


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("once")


@pytest.fixture(scope="session")
def pool(tmp_path_factory):
    pool = Pool(tmp_path_factory.mktemp("pool"))
    yield pool
    pool.close()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """A folder that one worker makes and all of them read: `made_once(name, make)`."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name, make):
        done = base / f"{name}.done"
        with (base / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                make(base / name)
                done.touch()
        return base / name

    return made


@pytest.fixture(scope="session")
def prepared(made_once):
    """The data folder."""

    def prepare(var):
        command = [sys.executable, "-c", PREPARE]
        subprocess.run(command, env=environment(var), cwd=var.parent, check=True, timeout=300)

    return made_once("prepared", prepare)


@pytest.fixture(scope="session")
def reader(pool, prepared, tmp_path_factory):
    """A terminal that looks and does not touch."""
    return Terminal(pool, prepared, tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="session")
def _copy(prepared, tmp_path_factory):
    # copied before any test has written
    var = tmp_path_factory.mktemp("copy") / "var"
    shutil.copytree(prepared, var)
    return var


@pytest.fixture
def writer(pool, _copy, tmp_path):
    """A terminal over data of its own."""
    shutil.copytree(_copy, tmp_path / "var")
    return Terminal(pool, tmp_path / "var", tmp_path)


@pytest.fixture(scope="session")
def stranger(pool, tmp_path_factory):
    """Somebody with the program and nothing else."""
    folder = tmp_path_factory.mktemp("elsewhere")
    return Terminal(pool, folder / "var", folder)


@pytest.fixture(scope="session")
def office(pool, _copy, tmp_path_factory):
    """The leading group's office, which seals."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(_copy, folder / "var")
    return Terminal(pool, folder / "var", folder)


@pytest.fixture(scope="session")
def seal(office, stranger, made_once):
    """Seal a year and hand the public keys of its signers to the stranger."""

    def sealed(name, *signers, year=2015, previous=None):
        keys = [office.var / "keys" / f"{one}.pem" for one in signers]
        words = ["--year", year, "--threshold", len(keys), "--key", *keys]
        more = ["--previous", previous.folder] if previous else []

        def write(folder):
            answer = office("seal", "--out", folder, *words, *more)
            assert answer.code == 0, answer.err

        handed = tuple(key.with_suffix(".pub") for key in keys)
        return Pack(made_once(name, write), stranger, handed)

    return sealed


@pytest.fixture(scope="session")
def sealed(seal):
    """2015 sealed by the office alone."""
    return seal("pack-of-one", "office")


@pytest.fixture(scope="session")
def earlier(seal):
    """2014 sealed by both offices."""
    return seal("pack-of-2014", "office", "statistics", year=2014)


@pytest.fixture(scope="session")
def sealed_by_two(seal, earlier):
    """2015 sealed by both offices, with the digest of 2014 inside."""
    return seal("pack-of-two", "office", "statistics", previous=earlier)


@pytest.fixture
def pack(sealed, tmp_path):
    return sealed.copy(tmp_path)


@pytest.fixture
def pack_of_two(sealed_by_two, tmp_path):
    return sealed_by_two.copy(tmp_path)
