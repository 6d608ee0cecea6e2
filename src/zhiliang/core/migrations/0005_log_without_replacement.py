"""On SQLite, a row of the log could be replaced by an insertion; the triggers refuse that too."""

from django.db import migrations

from zhiliang.core import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("core", "0004_personal_values")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
