"""`./run test` ends with one line for all passes and leaves no database server behind."""

from collections import Counter

import psycopg
import pytest

from zhiliang.command import test as command
from zhiliang.command.test import postgres

pytestmark = pytest.mark.once

REPORT = """<testsuites><testsuite tests="7" failures="1" errors="1" skipped="2"/></testsuites>"""


def test_the_last_line_is_that_of_pytest():
    line = command.summary(Counter(passed=40, failed=2), 12.5)
    assert line.strip("= ") == "2 failed, 40 passed in 12.50s"


def test_one_error_is_one_error():
    assert ", 1 error in" in command.summary(Counter(passed=11, errors=1), 1)


def test_a_run_without_tests_says_so():
    assert "no tests ran" in command.summary(Counter(), 0.1)


def test_a_report_is_counted_by_outcome(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT, encoding="utf-8")
    counted = command._counted(tmp_path / "report.xml")
    assert counted == Counter(passed=3, failed=1, errors=1, skipped=2)


def test_a_pass_on_sqlite_forgets_the_user_s_own_database(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/precious")
    assert "DATABASE_URL" not in command._environment("sqlite", "")


def test_the_database_server_lives_as_long_as_the_run():
    with postgres.server() as address, psycopg.connect(address) as connection:
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)
