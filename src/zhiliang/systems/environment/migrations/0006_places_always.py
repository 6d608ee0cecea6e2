# Apart from 0005: PostgreSQL alters no table whose rows a transaction has just changed.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("environment", "0005_kept_places")]

    operations = [
        migrations.AlterField(
            model_name="drinkingmonth",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.place",
                verbose_name="地区",
            ),
        ),
        migrations.AlterField(
            model_name="outletday",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.place",
                verbose_name="地区",
            ),
        ),
        migrations.AlterField(
            model_name="plantyear",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.place",
                verbose_name="地区",
            ),
        ),
        migrations.AlterField(
            model_name="sectionmonth",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.place",
                verbose_name="地区",
            ),
        ),
    ]
