"""What is recorded when something is published, taken down or deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.signals import published, unpublished

from khabar.publishing import following
from khabar.publishing.checks import followed_models_publish_whole
from khabar.publishing.following import PublishedWhole, follow
from khabar.publishing.models import Alarm, LedgerRow
from khabar.publishing.recording import record
from khabar.publishing.registering import consequence
from khabar.stories.models import Story
from tests.factories import SectionFactory, StoryFactory, publish

pytestmark = pytest.mark.django_db
SIGNALS: list[Any] = [published, unpublished, post_delete]


NO_KEYS = "A lead whose keys can't be told."


def keys_of(story: Story) -> list[str]:
    if story.lead == NO_KEYS:
        raise ValueError
    return [f"story/{story.number}", f"section/{story.section_id}"]


@pytest.fixture(autouse=True)
def followed(registry: Any) -> Iterator[None]:
    """Stories are followed by this test alone."""
    registry.clear()
    consequence("follow", on=["published", "unpublished", "deleted"])(print)
    before = [list(signal.receivers) for signal in SIGNALS]
    models_before = list(following._followed)
    for signal in SIGNALS:
        signal.receivers = [
            receiver
            for receiver in signal.receivers
            if not str(receiver[0][0]).startswith("khabar_publishing/")
        ]
        signal.sender_receivers_cache.clear()
    follow(Story, subject=lambda story: f"story/{story.number}", keys=keys_of)
    yield
    following._followed[:] = models_before
    for signal, receivers in zip(SIGNALS, before, strict=True):
        signal.receivers = receivers
        signal.sender_receivers_cache.clear()


def rows() -> list[tuple[str, list[str], list[str]]]:
    found = LedgerRow.objects.order_by("pk")
    return [(row.kind, row.keys, row.former_keys) for row in found]


def test_a_draft_is_nobodys_business() -> None:
    StoryFactory.create().save_revision()
    assert rows() == []


def test_a_publication_is_recorded_with_the_keys_of_before() -> None:
    story = StoryFactory.create(published=True)
    old = keys_of(story)
    story.section = SectionFactory.create()
    publish(story)
    assert rows() == [("published", old, []), ("published", keys_of(story), old)]
    assert LedgerRow.objects.first().title == story.headline


def test_a_withdrawal_is_recorded() -> None:
    story = StoryFactory.create(published=True)
    story.unpublish()
    assert [kind for kind, _, _ in rows()] == ["published", "unpublished"]


def test_the_deletion_of_a_live_story_is_recorded() -> None:
    story = StoryFactory.create(published=True)
    keys = keys_of(story)
    story.delete()
    assert rows()[-1] == ("deleted", keys, keys)


def test_what_is_only_planned_is_not_published() -> None:
    story = StoryFactory.create(go_live_at=timezone.now() + timedelta(hours=1))
    story.save_revision().publish()
    assert rows() == []


def test_what_wagtail_takes_down_for_its_plan_is_recorded_as_taken_down() -> None:
    story = StoryFactory.create(published=True)
    # As an import leaves it: live, without a revision that is.
    Story.objects.filter(pk=story.pk).update(live_revision=None)
    story.refresh_from_db()
    story.go_live_at = timezone.now() + timedelta(hours=1)
    story.save_revision().publish()
    story.refresh_from_db()
    assert not story.live
    assert rows()[-1][0] == "unpublished"


def test_a_story_goes_out_also_where_its_keys_cannot_be_told() -> None:
    story = StoryFactory.create(published=True)
    keys = keys_of(story)
    story.lead = NO_KEYS
    publish(story)
    assert story.live
    assert rows()[-1] == ("published", keys, keys)
    assert "ValueError" in Alarm.objects.get().error
    story.lead = ""
    publish(story)
    assert not Alarm.objects.exists()


class Plain:
    """Publishes like Wagtail: first the row, then who listens, then the log."""

    def publish(self, subject: str) -> None:
        record(kind="published", subject=subject, keys=[])
        raise RuntimeError("a receiver failed")

    unpublish = publish


class Whole(PublishedWhole, Plain):
    """The same, whole."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", ["publish", "unpublish"])
def test_a_publication_that_fails_leaves_nothing(deed: str) -> None:
    with pytest.raises(RuntimeError):
        getattr(Whole(), deed)("story/1")
    assert rows() == []


def test_a_model_that_is_not_published_whole_is_refused() -> None:
    class Half(models.Model):
        class Meta:
            app_label = "khabar_publishing"
            abstract = True

    following._followed[:] = [Half]
    [error] = followed_models_publish_whole()
    assert error.id == "khabar_publishing.E002" and "PublishedWhole" in (error.hint or "")
    following._followed[:] = [Whole]  # type: ignore[list-item]
    assert followed_models_publish_whole() == []
