"""Triggers that make the event log append-only, on SQLite and on PostgreSQL."""

from django.db.backends.base.base import BaseDatabaseWrapper

MESSAGE = "the event log is append-only"

_SQLITE = {
    f"core_event_no_{verb.lower()}": (
        "CREATE TRIGGER {name} BEFORE "
        f"{verb} ON core_event BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )
    for verb in ("UPDATE", "DELETE")
}
# INSERT OR REPLACE removes the old row without asking the trigger on DELETE
_SQLITE["core_event_no_replace"] = (
    "CREATE TRIGGER {name} BEFORE INSERT ON core_event "
    "WHEN EXISTS (SELECT 1 FROM core_event WHERE number = NEW.number OR hash = NEW.hash) "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
)
_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION core_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
"""
_POSTGRESQL = {
    "core_event_no_change": (
        "CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON core_event "
        "FOR EACH ROW EXECUTE FUNCTION core_event_refuse()"
    ),
    # TRUNCATE passes row triggers by
    "core_event_no_truncate": (
        "CREATE TRIGGER {name} BEFORE TRUNCATE ON core_event "
        "FOR EACH STATEMENT EXECUTE FUNCTION core_event_refuse()"
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make every UPDATE, DELETE and TRUNCATE of the log fail."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for name, statement in _triggers(connection).items():
            cursor.execute(statement.format(name=name))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Lift the triggers: for emptying a test database and for undoing the migration."""
    suffix = " ON core_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in _triggers(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
