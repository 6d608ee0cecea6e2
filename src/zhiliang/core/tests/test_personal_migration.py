"""A database from before the encryption keeps its people, encrypted."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("core", "0003_document_audience")]
AFTER = [("core", "0004_personal_values")]


def migrate(where):
    executor = MigrationExecutor(connection)
    executor.migrate(where)
    return executor.loader.project_state(where).apps.get_model("core", "Person")


@pytest.fixture
def old_people(transactional_db):
    yield migrate(BEFORE)
    everything = MigrationExecutor(connection)
    everything.migrate(everything.loader.graph.leaf_nodes())


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT display_name, email FROM core_person")
        return " ".join(cursor.fetchone())


def test_values_are_encrypted_on_the_way_and_the_way_back_restores_them(old_people):
    old_people.objects.create(username="li.si", display_name="李四", email="li@example.cn")
    person = migrate(AFTER).objects.get()
    assert (person.display_name, person.email) == ("李四", "li@example.cn")
    assert "李" not in stored()
    assert "example" not in stored()
    person = migrate(BEFORE).objects.get()
    assert (person.display_name, person.first_name) == ("李四", "")
    assert stored() == "李四 li@example.cn"
