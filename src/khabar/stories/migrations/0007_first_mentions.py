from itertools import groupby

from django.db import migrations


def show(apps, schema_editor):
    """Show readers the topics that published stories have, as they saw them before."""
    StoryTopic = apps.get_model('khabar_stories', 'StoryTopic')
    StoryMention = apps.get_model('khabar_stories', 'StoryMention')
    links = StoryTopic.objects.filter(story__live=True).order_by('story', 'sort_order', 'pk')
    pairs = links.values_list('story', 'topic').iterator(chunk_size=5000)
    mentions = (
        StoryMention(story_id=story, topic_id=topic, state='chosen', shown=True, main=True, place=place)
        for story, group in groupby(pairs, key=lambda pair: pair[0])
        for place, (_story, topic) in enumerate(group)
    )
    while some := list(next_of(mentions, 5000)):
        StoryMention.objects.bulk_create(some, batch_size=500)


def next_of(rows, count):
    for _number, row in zip(range(count), rows):
        yield row


class Migration(migrations.Migration):

    dependencies = [('khabar_stories', '0006_mentions')]

    operations = [migrations.RunPython(show, migrations.RunPython.noop)]
