"""What a page becomes at the desk: published or a draft, and a new revision when it changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry
from wagtail.signals import published

from khabar.stories.models import Story
from tests.factories import SectionFactory, UserFactory
from tests.ingest.conftest import BringIn, Write

RELEASED = datetime(2021, 10, 19, 17, 51, tzinfo=ZoneInfo("Asia/Tehran"))
CHANGED = "Harbour reopens at last\n\nShips came back on Tuesday."


def test_publishing_tells_those_who_listen(bring_in: BringIn, write: Write) -> None:
    heard: list[int] = []

    def listen(instance: Any, **kwargs: Any) -> None:
        heard.append(instance.number)

    published.connect(listen, sender=Story)
    bring_in(write())
    published.disconnect(listen, sender=Story)
    assert heard == [501]


def test_the_history_says_where_it_came_from(bring_in: BringIn, write: Write) -> None:
    bring_in(write())
    entries = ModelLogEntry.objects.for_instance(Story.objects.get())
    assert {entry.action for entry in entries} == {"khabar.ingest", "wagtail.publish"}
    with translation.override("en"):
        assert "Brought in from a saved page" in {str(entry.message) for entry in entries}


def test_a_draft_is_not_shown_and_keeps_its_release_date_for_later(
    bring_in: BringIn, write: Write
) -> None:
    page = bring_in(write(), "--as", "draft").page
    story = Story.objects.get()
    assert (page["status"], story.live, story.first_published_at) == ("created", False, RELEASED)
    assert "draft" in page["message"]
    story.get_latest_revision().publish()
    story.refresh_from_db()
    assert (story.live, story.first_published_at) == (True, RELEASED)


def test_a_draft_that_comes_again_to_be_published_says_what_to_do(
    bring_in: BringIn, write: Write
) -> None:
    bring_in(write(), "--as", "draft")
    page = bring_in(write()).page
    assert (page["status"], Story.objects.get().live) == ("unchanged", False)
    assert "Publish it at the desk" in page["message"]


def test_a_section_may_be_named(bring_in: BringIn, write: Write) -> None:
    sport = SectionFactory(slug="sport")
    bring_in(write(), "--section", "sport")
    assert Story.objects.get().section == sport


def test_a_changed_page_is_a_new_revision_of_the_same_story(
    bring_in: BringIn, write: Write
) -> None:
    bring_in(write())
    page = bring_in(write(story=CHANGED)).page
    story = Story.objects.get()
    assert (page["status"], page["headline"]) == ("updated", "Harbour reopens at last")
    assert (story.headline, story.live, story.revisions.count()) == (page["headline"], True, 2)
    assert story.first_published_at == RELEASED
    assert story.last_published_at is not None
    assert timezone.now() - story.last_published_at < timedelta(minutes=1)


def test_a_changed_page_as_a_draft_leaves_readers_what_they_have(
    bring_in: BringIn, write: Write
) -> None:
    bring_in(write())
    assert bring_in(write(story=CHANGED), "--as", "draft").page["status"] == "updated"
    story = Story.objects.get()
    assert (story.headline, story.has_unpublished_changes) == ("Harbour reopens", True)
    assert story.get_latest_revision_as_object().headline == "Harbour reopens at last"


def test_a_draft_whose_page_changed_may_be_published(bring_in: BringIn, write: Write) -> None:
    bring_in(write(), "--as", "draft")
    bring_in(write(story=CHANGED))
    story = Story.objects.get()
    assert (story.live, story.headline) == (True, "Harbour reopens at last")
    assert story.first_published_at == story.last_published_at == RELEASED


def test_a_release_date_that_was_mended_is_taken_over(bring_in: BringIn, write: Write) -> None:
    bring_in(write())
    bring_in(write(date="Release date: 2021-10-18 17:51"))
    assert Story.objects.get().first_published_at == RELEASED - timedelta(days=1)


def test_a_story_keeps_its_language(bring_in: BringIn, write: Write) -> None:
    bring_in(write())
    page = bring_in(write(story=CHANGED), "--language", "ar").page
    assert page["reason"] == "language"
    assert bring_in(write(story="فتح الميناء\nعادت السفن")).page["status"] == "updated"
    assert Story.objects.get().language == "en"


class TestAfterTheDesksHand:
    """What an editor did is never lost, and never published over."""

    @pytest.fixture
    def story(self, bring_in: BringIn, write: Write) -> Story:
        bring_in(write())
        return Story.objects.get()

    def edit(self, story: Story, *, publish: bool) -> None:
        """Change the lead as an editor."""
        story.lead = "The editor's lead."
        revision = story.save_revision(user=UserFactory())
        if publish:
            revision.publish()

    @pytest.mark.parametrize("publish", [True, False])
    def test_a_changed_page_becomes_a_draft_on_top(
        self, story: Story, bring_in: BringIn, write: Write, publish: bool
    ) -> None:
        self.edit(story, publish=publish)
        page = bring_in(write(story=CHANGED)).page
        assert page["status"] == "updated"
        assert "edited at the desk" in page["message"]
        story = Story.objects.get()
        assert story.headline == "Harbour reopens"
        assert (story.lead == "The editor's lead.") is publish
        assert story.get_latest_revision_as_object().headline == "Harbour reopens at last"
        leads = [revision.as_object().lead for revision in story.revisions.all()]
        assert "The editor's lead." in leads

    def test_it_stays_so_when_the_page_changes_again(
        self, story: Story, bring_in: BringIn, write: Write
    ) -> None:
        self.edit(story, publish=True)
        bring_in(write(story=CHANGED))
        bring_in(write(story=CHANGED + "\n\nAgain."))
        assert Story.objects.get().lead == "The editor's lead."

    def test_it_stays_so_when_the_editors_revisions_were_purged(
        self, story: Story, bring_in: BringIn, write: Write
    ) -> None:
        self.edit(story, publish=True)
        story.refresh_from_db()
        story.live_revision.delete()
        bring_in(write(story=CHANGED))
        assert Story.objects.get().lead == "The editor's lead."

    def test_a_story_that_was_taken_down_stays_down(
        self, story: Story, bring_in: BringIn, write: Write
    ) -> None:
        story.unpublish()
        page = bring_in(write(story=CHANGED)).page
        assert "taken the story down" in page["message"]
        assert not Story.objects.get().live

    def test_a_locked_story_stays_as_it_is(
        self, story: Story, bring_in: BringIn, write: Write
    ) -> None:
        Story.objects.update(locked=True)
        page = bring_in(write(story=CHANGED)).page
        assert "locked" in page["message"]
        assert Story.objects.get().headline == "Harbour reopens"

    def test_credits_and_section_of_the_editors_draft_stay(
        self, story: Story, bring_in: BringIn, write: Write
    ) -> None:
        story.section = sport = SectionFactory(slug="sport")
        self.edit(story, publish=False)
        bring_in(write(story=CHANGED))
        draft = Story.objects.get().get_latest_revision_as_object()
        assert (draft.section, draft.headline) == (sport, "Harbour reopens at last")
