"""Personal values become tokens; two name fields that nothing used disappear."""

from django.core.validators import EmailValidator, MaxLengthValidator
from django.db import migrations, models

from zhiliang.core import personal
from zhiliang.core.models.encrypted import EncryptedText

FIELDS = {
    "display_name": {"verbose_name": "姓名", "validators": [MaxLengthValidator(80)]},
    "email": {
        "verbose_name": "电子邮箱",
        "validators": [EmailValidator(), MaxLengthValidator(254)],
    },
}


def _rewrite(apps, change):
    people = apps.get_model("core", "Person").objects
    for person in people.only("pk", *FIELDS):
        values = {name: change(getattr(person, name) or "") for name in FIELDS}
        people.filter(pk=person.pk).update(**values)


def encrypt(apps, schema_editor):
    _rewrite(apps, personal.encrypted)


def decrypt(apps, schema_editor):
    _rewrite(apps, personal.decrypted)


def _become(kind):
    return [
        migrations.AlterField("person", name, kind(blank=True, **options))
        for name, options in FIELDS.items()
    ]


class Migration(migrations.Migration):
    dependencies = [("core", "0003_document_audience")]
    operations = [
        migrations.RemoveField("person", "first_name"),
        migrations.RemoveField("person", "last_name"),
        # first room for a token, then the tokens, and only then a field that expects them
        *_become(models.TextField),
        migrations.RunPython(encrypt, decrypt),
        *_become(EncryptedText),
    ]
