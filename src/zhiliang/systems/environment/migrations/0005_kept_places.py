from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

KEPT = {
    "DrinkingMonth": "water_source",
    "OutletDay": "outlet",
    "PlantYear": "plant",
    "SectionMonth": "section",
}


def keep_places(apps: Any, schema_editor: Any) -> None:
    """Each verdict keeps the place that its thing has now."""
    for name, thing in KEPT.items():
        rows = apps.get_model("environment", name).objects
        own = apps.get_model("environment", name)._meta.get_field(thing).related_model.objects
        place = own.filter(pk=OuterRef(f"{thing}_id")).values("place_id")[:1]
        rows.update(place_id=Subquery(place))


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0006_password_age"),
        ("environment", "0004_limits_in_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="devicenote",
            name="accepted_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="认可时间"),
        ),
        migrations.AddField(
            model_name="devicenote",
            name="accepted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="认可人",
            ),
        ),
        migrations.AddField(
            model_name="drinkingmonth",
            name="place",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.place",
                verbose_name="地区",
            ),
        ),
        migrations.AddField(
            model_name="outletday",
            name="place",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.place",
                verbose_name="地区",
            ),
        ),
        migrations.AddField(
            model_name="plantyear",
            name="place",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.place",
                verbose_name="地区",
            ),
        ),
        migrations.AddField(
            model_name="sectionmonth",
            name="place",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.place",
                verbose_name="地区",
            ),
        ),
        migrations.AlterField(
            model_name="exceedance",
            name="factors",
            field=models.CharField(max_length=4000, verbose_name="超标因子"),
        ),
        migrations.AlterField(
            model_name="exceedance",
            name="worst",
            field=models.CharField(max_length=4000, verbose_name="最重一日"),
        ),
        migrations.RunPython(keep_places, migrations.RunPython.noop),
    ]
