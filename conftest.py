"""What every test of this repository stands on: its own data folder, steady random draws."""

import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest
from django.utils import translation
from hypothesis import HealthCheck, settings

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


def pytest_runtest_teardown() -> None:
    # A page opened below /en/ leaves its language active, and the next test reads Chinese.
    translation.deactivate()


def pytest_unconfigure() -> None:
    shutil.rmtree(OWN_VAR, ignore_errors=True)
