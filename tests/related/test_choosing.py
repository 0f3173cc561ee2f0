"""What stands beside a story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from khabar.related.choosing import Reason, choose_related
from khabar.related.keeping import keep_related
from khabar.stories.models import RelatedChoice, Story
from khabar.topics.models import Topic
from tests.factories import SectionFactory, TopicFactory
from tests.related.conftest import END, HARVEST, MATCH, STRIKE, TALKS, other_news, told

pytestmark = pytest.mark.django_db


def chosen(story: Story) -> list[tuple[int, Reason]]:
    return [(item.pk, item.reason) for item in choose_related(story).related]


@pytest.fixture(autouse=True)
def indexed(index: Callable[[], bool]) -> Callable[[], bool]:
    """Each test has an index of its own; it is there once the test has it built."""
    return index


def test_what_is_like_a_story_comes_first_with_what_was_before_and_after(indexed: Any) -> None:
    now = timezone.now()
    section = SectionFactory()
    other_news()
    harvest = told(HARVEST, published_at=now - timedelta(minutes=1))
    strike = told(STRIKE, section=section, published_at=now - timedelta(days=2))
    talks = told(TALKS, section=section, published_at=now - timedelta(days=1))
    end = told(END, section=section, published_at=now)
    indexed()
    assert set(chosen(talks)[:2]) == {(strike.pk, Reason.EARLIER), (end.pk, Reason.CONTINUES)}
    assert {reason for _pk, reason in chosen(talks)[2:]} <= {Reason.LATEST}
    assert harvest.pk not in dict(chosen(talks)[:2])


def test_what_was_pinned_comes_first_and_what_was_blocked_never_shows(indexed: Any) -> None:
    strike, talks, harvest = told(STRIKE), told(TALKS), told(HARVEST)
    story = told(END)
    story.related_choices.create(other=harvest)
    story.related_choices.create(other=talks, kind=RelatedChoice.Kind.BLOCKED)
    indexed()
    assert chosen(story)[0] == (harvest.pk, Reason.PINNED)
    assert chosen(story)[1][0] == strike.pk
    assert talks.pk not in [pk for pk, _reason in chosen(story)]


def test_the_same_text_is_never_offered_as_related_to_itself(indexed: Any) -> None:
    talks = told(TALKS)
    headline, lead, body = STRIKE
    again = told((headline, lead, f"{body} (تمت)"))
    story = told(STRIKE)
    indexed()
    assert chosen(story)[0][0] == talks.pk
    assert again.pk not in [pk for pk, _reason in chosen(story)]


def test_one_text_stands_in_a_list_but_once(indexed: Any) -> None:
    once, twice = told(STRIKE), told(STRIKE)
    story = told(TALKS)
    indexed()
    keys = [pk for pk, _reason in chosen(story)]
    assert len({once.pk, twice.pk} & set(keys)) == 1


def test_a_shared_person_is_the_reason_by_name(indexed: Any) -> None:
    person = TopicFactory(kind=Topic.Kind.PERSON)
    then = timezone.now() - timedelta(days=100)
    other = told(HARVEST, topics=[person], published_at=then)
    story = told(MATCH, topics=[person])
    indexed()
    first = choose_related(story).related[0]
    assert (first.pk, first.reason, first.topic) == (other.pk, Reason.PEOPLE, person)


def test_a_shared_place_is_the_reason_with_the_section(indexed: Any) -> None:
    place, section = TopicFactory(kind=Topic.Kind.PLACE), SectionFactory()
    then = timezone.now() - timedelta(days=100)
    other = told(HARVEST, topics=[place], section=section, published_at=then)
    story = told(MATCH, topics=[place], section=section)
    other_news(20)
    indexed()
    first = choose_related(story).related[0]
    assert (first.pk, first.reason, first.topic) == (other.pk, Reason.PLACE, place)


def test_a_place_of_every_other_story_brings_no_two_together(indexed: Any) -> None:
    place = TopicFactory(kind=Topic.Kind.PLACE)
    other_news(8)
    others = [
        told((f"خبر{number} مختلف{number} تماما{number}", "", ""), topics=[place])
        for number in range(8)
    ]
    story = told(MATCH, topics=[place])
    indexed()
    beside = dict(chosen(story))
    assert not any(reason == Reason.PLACE for reason in beside.values())
    assert len(beside) < len(others)


def test_what_is_unpublished_never_shows_though_the_index_has_it(indexed: Any) -> None:
    strike, story = told(STRIKE), told(TALKS)
    indexed()
    strike.unpublish()
    assert chosen(story) == []


def test_a_draft_has_its_list_too(indexed: Any) -> None:
    strike, draft = told(STRIKE), told(TALKS, published=False)
    indexed()
    assert chosen(draft)[0][0] == strike.pk


def test_without_an_index_topics_then_the_section_choose() -> None:
    section, topic, rarer = SectionFactory(), TopicFactory(), TopicFactory()
    same_section = told(MATCH, section=section)
    one_topic = told(HARVEST, topics=[topic])
    two_topics = told(STRIKE, topics=[topic, rarer])
    pinned = told(TALKS)
    story = told(END, section=section, topics=[topic, rarer])
    story.related_choices.create(other=pinned)
    assert choose_related(story).provisional
    assert chosen(story) == [
        (pinned.pk, Reason.PINNED),
        (two_topics.pk, Reason.TOPICS),
        (one_topic.pk, Reason.TOPICS),
        (same_section.pk, Reason.SECTION),
    ]


def test_drafts_and_other_languages_never_show() -> None:
    section = SectionFactory()
    told(STRIKE, section=section, published=False)
    told(STRIKE, section=section, language="fa")
    unpublished = told(TALKS)
    story = told(END, section=section)
    story.related_choices.create(other=unpublished)
    unpublished.unpublish()
    assert chosen(story) == []


def test_no_story_stands_alone_while_there_are_others(indexed: Any) -> None:
    other, story = told(HARVEST), told(MATCH)
    indexed()
    assert chosen(story) == [(other.pk, Reason.LATEST)]


def test_what_stands_beside_a_translation_stands_here_too_where_it_is_translated(
    indexed: Any,
) -> None:
    other_news()
    strike, talks, end = told(STRIKE), told(TALKS), told(END)
    here, there = (
        told((headline, "", ""), language="fa", translation_key=arabic.translation_key)
        for headline, arabic in (("گفت‌وگو در بندر", talks), ("توافق تازه", end))
    )
    indexed()
    keep_related(number=talks.number)
    first = choose_related(here).related[0]
    assert (first.pk, first.reason) == (there.pk, Reason.CONTINUES)
    assert not {strike.pk, talks.pk, end.pk} & {place.pk for place in choose_related(here).related}
