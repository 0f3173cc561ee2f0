import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The source becomes a row of its own; its words are kept beside until they are moved."""

    dependencies = [
        ('khabar_contributors', '0003_source'),
        ('khabar_stories', '0002_breaking_until'),
    ]

    operations = [
        migrations.RenameField('story', 'source', 'source_in_words'),
        migrations.AddField(
            model_name='story',
            name='source',
            field=models.ForeignKey(blank=True, help_text='The agency, if it came from one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='khabar_contributors.source', verbose_name='source'),
        ),
    ]
