"""A story on which many comments are approved is rendered anew at most once in ten seconds."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from khabar.comments.tasks import BUSY
from khabar.delivery.opening import open_folder
from khabar.stories.models import Story
from tests.factories import CommentFactory, StoryFactory, UserFactory
from tests.newspaper import Newspaper

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story() -> Story:
    return StoryFactory(published=True)


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(UserFactory(superuser=True))
    return client


def let_pass(seconds: float) -> None:
    """Make the kept pages older, as if so many seconds had passed."""
    with open_folder(settings.KHABAR_PAGES_FOLDER).writing(5) as pages:
        pages.execute("UPDATE pages SET made_at = made_at - ?, due_at = due_at - ?", [seconds] * 2)


def approve(desk: Client, story: Story, text: str) -> None:
    comment = CommentFactory(story=story, text=text)
    desk.post(f"/desk/comments/{comment.pk}/", {"deed": "approve", "seen": 0})


def test_many_approved_in_quick_succession_are_one_rendering(
    newspaper: Newspaper, story: Story, desk: Client
) -> None:
    address = story.get_absolute_url()
    newspaper.read(address)
    newspaper.settle()
    let_pass(BUSY + 1)
    rendered = []
    for number in range(5):
        approve(desk, story, f"رأي رقم {number}")
        rendered.append(newspaper.settle())
    # The page was old: the first comes at once, the others wait for each other.
    assert rendered == [1, 0, 0, 0, 0]
    shown = newspaper.read(address).get_text()
    assert "رأي رقم 0" in shown
    assert "رأي رقم 1" not in shown
    let_pass(BUSY - 1)
    assert newspaper.settle() == 0
    let_pass(1.5)
    assert newspaper.settle() == 1
    shown = newspaper.read(address).get_text()
    assert all(f"رأي رقم {number}" in shown for number in range(5))
    assert newspaper.settle() == 0


def test_what_is_taken_away_is_gone_at_once(
    newspaper: Newspaper, story: Story, desk: Client
) -> None:
    approve(desk, story, "يغضب كثيرين")
    newspaper.settle()
    address = story.get_absolute_url()
    assert "يغضب كثيرين" in newspaper.read(address).get_text()
    comment = story.comments.get()
    seen = comment.actions.latest("pk").pk
    desk.post(f"/desk/comments/{comment.pk}/", {"deed": "withhold", "seen": seen})
    assert "يغضب كثيرين" not in newspaper.read(address).get_text()
