import sqlite3
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from zhiliang.core.database import database_settings
from zhiliang.core.secret import stored_secret


def test_sqlite_in_the_data_folder_is_the_default(tmp_path):
    assert database_settings("", var=tmp_path)["NAME"] == tmp_path / "zhiliang.sqlite3"


def test_what_is_erased_leaves_the_file_of_the_database(tmp_path):
    path = tmp_path / "zhiliang.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(database_settings("", var=tmp_path)["OPTIONS"]["init_command"])
        database.execute("CREATE TABLE person (name TEXT)")
        database.execute("INSERT INTO person VALUES ('a-long-token-of-somebody')")
        database.commit()
        database.execute("UPDATE person SET name = ''")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"a-long-token" not in path.read_bytes()


def test_an_office_names_its_postgresql(tmp_path):
    found = database_settings(
        "postgresql://li:p%40ss@db.gd.cn:5433/quality?sslmode=require", var=tmp_path
    )
    assert [found[key] for key in ("HOST", "PORT", "NAME", "USER", "PASSWORD", "OPTIONS")] == [
        "db.gd.cn", "5433", "quality", "li", "p@ss", {"sslmode": "require"},
    ]  # fmt: skip


def test_a_socket_folder_is_read_from_the_query(tmp_path):
    found = database_settings("postgresql://postgres:@/postgres?host=/run/pg", var=tmp_path)
    assert (found["HOST"], found["OPTIONS"]) == ("/run/pg", {})


def test_another_database_is_refused(tmp_path):
    with pytest.raises(ValueError, match="mysql"):
        database_settings("mysql://localhost/x", var=tmp_path)


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "keys" / "site.secret"
    assert stored_secret(path) == stored_secret(path)
    assert path.stat().st_mode & 0o077 == 0


def test_only_a_test_database_can_be_emptied(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", "/srv/var/zhiliang.sqlite3")
    with pytest.raises(CommandError, match="append-only"):
        call_command("flush", interactive=False)
