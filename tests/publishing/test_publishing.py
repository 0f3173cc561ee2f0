"""A story's publication, its log and its ledger are there together or not at all."""

from __future__ import annotations

import random
import time

import pytest
from wagtail.models import ModelLogEntry

from khabar.publishing.models import LedgerRow
from khabar.stories.models import Story
from tests.factories import StoryFactory
from tests.publishing.conftest import Processes
from tests.waiting import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def publications(story: Story) -> tuple[int, int, int | None]:
    """Return how often the log and the ledger say that it was published, and the log's last."""
    log = ModelLogEntry.objects.filter(object_id=str(story.pk), action="wagtail.publish")
    rows = LedgerRow.objects.filter(
        subject=f"story/{story.number}", kind="published", consequence="delivery.purge"
    )
    last = log.order_by("pk").last()
    return log.count(), rows.count(), last.revision_id if last else None


@pytest.mark.faults
def test_publications_killed_at_random_are_whole_or_not_at_all(processes: Processes) -> None:
    random.seed(7)
    section = StoryFactory.create().section
    StoryFactory.create_batch(3, section=section)
    for _ in range(8):
        before = len(processes.notes())
        process = processes.start("publish", "1000")
        wait_until(lambda seen=before: len(processes.notes()) > seen)
        time.sleep(random.uniform(0, 0.3))
        process.kill()
        process.wait()
        for story in Story.objects.select_related("live_revision"):
            logged, recorded, last = publications(story)
            assert logged == recorded
            assert story.live_revision_id == last
            assert not story.live or story.live_revision.content["headline"] == story.headline
    # What was told to be published is.
    told = processes.notes("published")
    assert sum(publications(story)[0] for story in Story.objects.all()) >= len(told) > 8
