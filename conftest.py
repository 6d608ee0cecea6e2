"""What every test of this repository stands on: its own data folder, steady random draws."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import django
import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

# Before Django reads its settings: no test may see, let alone write, the user's own data.
# (For the same reason the settings module is named here and not in pyproject.toml.)
OWN_VAR = Path(tempfile.mkdtemp(prefix="zhiliang-test-"))
os.environ["ZHILIANG_VAR"] = str(OWN_VAR)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiliang.web.settings")
os.environ["ZHILIANG_TASKS"] = "immediate"
# Here already: the conftest of a folder named on the command line is read next and wants models.
django.setup()

settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

# Which tests each pass of ./run test leaves out; a bare pytest runs everything.
LEFT_OUT = {"sqlite": {"browser"}, "postgres": {"browser", "once"}}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = os.environ.get("ZHILIANG_TEST_PASS", "")
    left_out = [item for item in items if not _belongs(item, wanted)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _belongs(item: pytest.Item, wanted: str) -> bool:
    marks = {mark.name for mark in item.iter_markers()}
    if wanted == "browser":
        return "browser" in marks
    return not marks & LEFT_OUT.get(wanted, set())


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[DjangoDbBlocker]:
    """What the tests of a module stand on together: rows made below `kept.unblock()`.

    They are made once and stay until the module's last test, in a transaction that each test's
    own is part of; so a test that commits for real (`transaction=True`) can't stand on them.
    """
    outer = transaction.atomic()
    with django_db_blocker.unblock():
        # asked for by name within a test, it would end with that test
        assert not transaction.get_connection().in_atomic_block, "name it with usefixtures"
        outer.__enter__()
    yield django_db_blocker
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture
def committed(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> Callable[[], AbstractContextManager[object]]:
    """`with committed():` what waits for a commit follows, as if there had been one."""
    return partial(django_capture_on_commit_callbacks, execute=True)


def pytest_runtest_teardown() -> None:
    # A page opened below /en/ leaves its language active, and the next test reads Chinese.
    translation.deactivate()


def pytest_unconfigure() -> None:
    shutil.rmtree(OWN_VAR, ignore_errors=True)
