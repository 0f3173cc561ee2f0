"""The folded text of each story leaves the database: the index lies in files beside it."""

import uuid

from django.db import migrations, models


def name_the_archive(apps, schema_editor):
    apps.get_model("khabar_search", "Archive").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("khabar_search", "0001_initial")]

    operations = [
        migrations.DeleteModel("IndexedStory"),
        migrations.CreateModel(
            name="Archive",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "identity",
                    models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="identity"),
                ),
            ],
            options={"verbose_name": "archive", "verbose_name_plural": "archives"},
        ),
        migrations.RunPython(name_the_archive, migrations.RunPython.noop),
    ]
