from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('khabar_stories', '0004_move_sources')]

    operations = [
        migrations.RemoveField('story', 'source_in_words'),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(condition=models.Q(('live', True), ('source__isnull', False)), fields=['source', 'locale', '-first_published_at', '-number'], name='khabar_story_source'),
        ),
    ]
