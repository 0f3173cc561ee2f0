"""A story's comments as a feed: the newest that readers may see, and nothing of their writers."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client

from khabar.comments.models import Comment
from khabar.stories.models import Story
from tests.comments.sending import address, page
from tests.factories import CommentFactory, StoryFactory

pytestmark = pytest.mark.django_db


def items(story: Story) -> list[ElementTree.Element]:
    return ElementTree.fromstring(page(f"{address(story)}feed.xml")).findall("channel/item")


def told(story: Story) -> str:
    return " ".join(item.findtext("description") or "" for item in items(story))


def test_it_has_the_newest_fifty_first() -> None:
    story = StoryFactory(published=True)
    made = [CommentFactory(story=story, approved=True) for _ in range(53)]
    found = items(story)
    assert len(found) == 50
    assert made[-1].text in (found[0].findtext("description") or "")
    assert (found[0].findtext("link") or "").endswith(f"#comment-{made[-1].pk}")
    assert made[0].text not in told(story)


@pytest.mark.parametrize("status", ["received", "pending", "rejected", "spam", "withheld"])
def test_it_has_nothing_that_readers_do_not_see(status: str) -> None:
    story = StoryFactory(published=True)
    CommentFactory(story=story, status=status)
    assert items(story) == []


def test_it_has_no_address_and_each_item_a_name_of_its_own_that_stays() -> None:
    comment = CommentFactory(approved=True, email="secret@example.org", name="Adam")
    CommentFactory(approved=True, story=comment.story)
    feed = page(f"{address(comment.story)}feed.xml")
    assert "secret@example.org" not in feed
    assert "Adam" in feed
    before = [item.findtext("guid") for item in items(comment.story)]
    assert len(set(before)) == 2
    Comment.objects.filter(pk=comment.pk).update(text="نص آخر")
    assert [item.findtext("guid") for item in items(comment.story)] == before


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_it_says_its_language_and_story(language: str) -> None:
    story = StoryFactory(language=language, published=True)
    response = Client().get(f"{address(story)}feed.xml")
    assert response["Content-Type"].startswith("application/rss+xml")
    channel = ElementTree.fromstring(response.content).find("channel")
    assert channel is not None
    assert channel.findtext("language") == language
    assert story.headline in (channel.findtext("title") or "")


def test_there_is_none_where_there_is_no_story() -> None:
    draft = StoryFactory()
    assert Client().get(f"{address(draft)}feed.xml").status_code == 404
