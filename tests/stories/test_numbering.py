"""Numbers: one sequence, never the same number twice, never another number."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from khabar.stories.models import Story
from khabar.stories.numbering import LARGEST_NUMBER
from tests.factories import SectionFactory, StoryFactory, locale, publish


@pytest.mark.django_db
def test_a_story_takes_the_next_number() -> None:
    first, second = StoryFactory(language="ar"), StoryFactory(language="fa")
    assert second.number == first.number + 1


@pytest.mark.django_db
def test_a_story_keeps_its_number_when_it_is_saved_and_published_again() -> None:
    story = StoryFactory(published=True)
    number = story.number
    story.headline = "عنوان آخر"
    publish(story)
    assert Story.objects.get(pk=story.pk).number == number


@pytest.mark.django_db
def test_an_imported_number_is_kept_and_moves_the_sequence() -> None:
    imported = StoryFactory(number=76227)
    assert imported.number == 76227
    assert StoryFactory().number == 76228


@pytest.mark.django_db
def test_an_imported_number_below_the_sequence_leaves_it_alone() -> None:
    StoryFactory(number=500)
    StoryFactory(number=20)
    assert StoryFactory().number == 501


@pytest.mark.django_db
def test_the_number_of_a_stored_story_cannot_be_changed() -> None:
    story = StoryFactory()
    story.number += 1
    with pytest.raises(ValueError, match="number"):
        story.save()


@pytest.mark.django_db
def test_a_revision_does_not_bring_its_number_back() -> None:
    story = StoryFactory()
    revision = story.save_revision()
    revision.content["number"] = story.number + 7
    revision.save()
    assert revision.as_object().number == story.number


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, LARGEST_NUMBER + 1])
def test_a_number_outside_its_bounds_is_refused(number: int) -> None:
    story = StoryFactory.build(number=number, section=SectionFactory(), locale=locale("ar"))
    with pytest.raises(ValidationError) as refusal:
        story.full_clean()
    assert "number" in refusal.value.message_dict


@pytest.mark.django_db
def test_a_story_that_was_not_stored_takes_no_number() -> None:
    before = StoryFactory().number
    with transaction.atomic():
        StoryFactory()
        transaction.set_rollback(True)
    assert StoryFactory().number == before + 1


@pytest.mark.django_db
def test_a_copy_for_translation_is_a_draft_with_a_number_of_its_own() -> None:
    story = StoryFactory(published=True)
    draft = story.copy_for_translation(locale("fa"))
    draft.save()
    assert draft.translation_key == story.translation_key
    assert draft.number == story.number + 1
    assert (draft.live, draft.first_published_at, draft.live_revision) == (False, None, None)


def numbers_of_stories_saved_at_once(count: int) -> list[int]:
    section, arabic = SectionFactory(), locale("ar")

    def save(n: int) -> int:
        try:
            return int(StoryFactory(section=section, locale=arabic, headline=f"خبر {n}").number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return sorted(pool.map(save, range(count)))


@pytest.mark.django_db(transaction=True)
def test_stories_saved_at_once_have_different_numbers() -> None:
    last = StoryFactory().number
    assert numbers_of_stories_saved_at_once(40) == list(range(last + 1, last + 41))


@pytest.mark.django_db(transaction=True)
def test_the_very_first_stories_may_be_saved_at_once() -> None:
    assert numbers_of_stories_saved_at_once(8) == list(range(1, 9))
