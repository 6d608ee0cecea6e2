"""The log becomes append-only and gets its head."""

from django.db import migrations

from zhiliang.core import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)
    apps.get_model("core", "EventHead").objects.get_or_create(
        id=1, defaults={"number": 0, "hash": "0" * 64}
    )


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
