"""Give the comments of former days their key, number and place in the thread."""

import uuid

from django.db import migrations

from khabar.comments.placing import number_of, step_of


def give_places(apps, schema_editor):
    comments = apps.get_model("khabar_comments", "Comment").objects
    for comment in comments.filter(key=None).only("received_at").iterator():
        key = uuid.uuid4()
        path = step_of(comment.received_at, key)
        comments.filter(pk=comment.pk).update(key=key, number=number_of(key), path=path)


class Migration(migrations.Migration):
    dependencies = [("khabar_comments", "0003_moderation")]
    operations = [migrations.RunPython(give_places, migrations.RunPython.noop)]
