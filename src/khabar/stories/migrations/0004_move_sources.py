from django.db import migrations
from django.utils.text import slugify

from khabar.contributors.spelling import as_lines


def move(apps, schema_editor):
    """Make a source of each that stories and their revisions name, and let them choose it."""
    Story = apps.get_model('khabar_stories', 'Story')
    named = Story.objects.exclude(source_in_words='')
    pairs = named.order_by('pk').values_list('locale__language_code', 'source_in_words')
    for language, words in dict.fromkeys(pairs):
        named.filter(source_in_words=words).update(source=_source(apps, words, language))
    _move_in_revisions(apps)


def _move_in_revisions(apps):
    Revision = apps.get_model('wagtailcore', 'Revision')
    Locale = apps.get_model('wagtailcore', 'Locale')
    languages = dict(Locale.objects.values_list('pk', 'language_code'))
    of_stories = Revision.objects.filter(
        content_type__app_label='khabar_stories', content_type__model='story'
    )
    for revision in of_stories.iterator(chunk_size=500):
        words, language = revision.content.get('source'), languages.get(revision.content.get('locale'))
        if isinstance(words, str):
            source = _source(apps, words, language or 'ar')
            revision.content['source'] = source.pk if source else None
            revision.save(update_fields=['content'])


def _source(apps, words, language):
    Source = apps.get_model('khabar_contributors', 'Source')
    spelling = as_lines([words])
    if not spelling:
        return None
    if found := Source.objects.filter(spellings__contains=spelling).first():
        return found
    slug = slugify(words)[:40].strip('-') or 'agency'
    if Source.objects.filter(slug=slug).exists() or slug == 'agency':
        slug = f'{slug}-{Source.objects.count() + 1}'
    return Source.objects.create(slug=slug, names={language: words}, spellings=spelling)


def move_back(apps, schema_editor):
    Story = apps.get_model('khabar_stories', 'Story')
    for story in Story.objects.exclude(source=None).select_related('source', 'locale').iterator():
        names = story.source.names
        words = names.get(story.locale.language_code) or next(iter(names.values()), '')
        Story.objects.filter(pk=story.pk).update(source_in_words=words[:120], source=None)


class Migration(migrations.Migration):

    dependencies = [('khabar_stories', '0003_source')]

    operations = [migrations.RunPython(move, move_back)]
