"""How comments are taken: set at the desk, and what then happens at the story's page."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from khabar.comments.models import Comment, Policy
from khabar.stories.models import Story
from tests.factories import SectionFactory, StoryFactory, UserFactory
from tests.spool import drain

pytestmark = pytest.mark.django_db
POLICIES = "/desk/snippets/khabar_comments/policy/"
EMPTY = dict.fromkeys("section story mode first closes_after closes_at opens_at slow".split(), "")
REFUSED = "كانت التعليقات على الخبر مغلقة"
CLOSED = "باب التعليق على هذا الخبر مغلق."


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(UserFactory(superuser=True))
    return client


@pytest.fixture
def story() -> Story:
    return StoryFactory(published=True)


def add(desk: Client, **fields: Any) -> Any:
    return desk.post(f"{POLICIES}add/", EMPTY | fields)


def made(desk: Client, **fields: Any) -> Policy:
    response = add(desk, **fields)
    assert response.status_code == 302, errors(response)
    return Policy.objects.latest("pk")


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def page(story: Story) -> str:
    return Client().get(story.get_absolute_url()).content.decode()


def write(story: Story, html: str, **words: str) -> Any:
    """Send the form that stood in `html`, and let the worker file it."""
    seal = re.search(r'name="seal" value="([^"]+)"', html)
    assert seal, "the page has no form"
    fields = {"name": "مريم", "email": "maryam@example.org", "text": "شكرا على الخبر."}
    address = f"/{story.language}/{story.number}/comments/"
    response = Client().post(address, fields | {"seal": seal[1]} | words)
    drain()
    return response


def status_of(text: str) -> str:
    return Comment.objects.get(text=text).status


def clock(moment: datetime) -> str:
    return moment.astimezone(settings.EDITIONS["ar"].time_zone).strftime("%H:%M")


def test_off_shows_nothing_and_takes_nothing(desk: Client, story: Story) -> None:
    before = page(story)
    made(desk, mode="off")
    assert 'id="comments"' not in page(story)
    # A form that was opened before leads to a receipt that says so.
    answer = write(story, before)
    assert Comment.objects.get().refusal == "closed"
    assert REFUSED in Client().get(answer["Location"]).content.decode()


def test_closed_keeps_what_is_there(desk: Client, story: Story) -> None:
    before = page(story)
    write(story, before, text="باق هنا")
    Comment.objects.update(status="approved")
    made(desk, story=story.pk, mode="closed")
    html = page(story)
    assert CLOSED in html
    assert "باق هنا" in html
    assert 'name="seal"' not in html
    write(story, before, text="متأخر")
    assert status_of("متأخر") == "rejected"


def test_it_closes_after_so_many_days(desk: Client) -> None:
    now = timezone.now()
    old = StoryFactory(published_at=now - timedelta(days=3, hours=1))
    fresh = StoryFactory(published_at=now - timedelta(days=2))
    made(desk, closes_after=3)
    assert CLOSED in page(old)
    assert write(fresh, page(fresh)).status_code == 303
    made(desk, section=old.section_id, closes_after=0)
    assert write(old, page(old)).status_code == 303


def test_at_night_the_form_says_when_and_takes_nothing(desk: Client, story: Story) -> None:
    now = timezone.now()
    start, end = clock(now - timedelta(hours=1)), clock(now + timedelta(hours=1))
    made(desk, closes_at=start, opens_at=end)
    html = page(story)
    assert f"{start}–{end}" in html
    answer = write(story, html, text="في الليل")
    assert answer.status_code == 403
    # Nothing that was written is lost.
    assert "في الليل" in answer.content.decode()
    assert not Comment.objects.exists()


def test_by_day_a_night_closes_nothing(desk: Client, story: Story) -> None:
    now = timezone.now()
    start, end = clock(now + timedelta(hours=1)), clock(now + timedelta(hours=2))
    made(desk, closes_at=start, opens_at=end)
    assert write(story, page(story)).status_code == 303


def test_before_lets_it_wait_and_after_shows_it_at_once(desk: Client, story: Story) -> None:
    other = StoryFactory(published=True)
    made(desk, mode="before")
    made(desk, section=other.section_id, mode="after")
    write(story, page(story), text="ينتظر")
    write(other, page(other), text="يظهر فورا")
    assert (status_of("ينتظر"), status_of("يظهر فورا")) == ("pending", "approved")
    assert "يظهر فورا" in page(other)
    assert "ينتظر" not in page(story)


def test_the_first_ones_of_a_person_are_read_before(desk: Client, story: Story) -> None:
    made(desk, mode="first", first=1)
    html = page(story)
    write(story, html, text="الأول")
    assert status_of("الأول") == "pending"
    desk.post(f"/desk/comments/{Comment.objects.get().pk}/", {"deed": "approve", "seen": 0})
    write(story, html, text="الثاني")
    write(story, html, text="من غيره", email="other@example.org")
    assert (status_of("الثاني"), status_of("من غيره")) == ("approved", "pending")


def test_slow_mode_asks_for_patience_and_keeps_the_text(desk: Client, story: Story) -> None:
    made(desk, story=story.pk, slow=60)
    html = page(story)
    assert write(story, html, text="مرة").status_code == 303
    again = write(story, html, text="ومرة أخرى")
    assert again.status_code == 429
    assert "ومرة أخرى" in again.content.decode()
    assert write(story, html, text="من غيره", email="other@example.org").status_code == 303


def test_a_story_goes_before_its_section_and_that_before_the_site(desk: Client) -> None:
    section = SectionFactory()
    story, sister = (StoryFactory(published=True, section=section) for _ in range(2))
    elsewhere = StoryFactory(published=True)
    made(desk, mode="off")
    made(desk, section=section.pk, mode="closed")
    made(desk, story=story.pk, mode="after", slow=30)
    assert 'id="comments"' not in page(elsewhere)
    assert CLOSED in page(sister)
    assert 'name="seal"' in page(story)


def test_a_rule_that_goes_leaves_what_is_above_it(desk: Client, story: Story) -> None:
    rule = made(desk, story=story.pk, mode="closed")
    assert CLOSED in page(story)
    desk.post(f"{POLICIES}delete/{rule.pk}/")
    assert 'name="seal"' in page(story)


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"closes_at": "23:00"}, "opens_at"),
        ({"opens_at": "07:00"}, "closes_at"),
        ({"closes_at": "07:00", "opens_at": "07:00"}, "opens_at"),
        ({"mode": "first", "first": 0}, "first"),
        ({"mode": "sometimes"}, "mode"),
        ({"closes_after": -1}, "closes_after"),
        ({"slow": 3601}, "slow"),
        ({"slow": "x"}, "slow"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(
    desk: Client, fields: dict[str, Any], at: str
) -> None:
    response = add(desk, **fields)
    assert list(errors(response)) == [at]
    assert not Policy.objects.exists()


def test_it_is_for_one_thing_which_has_one(desk: Client, story: Story) -> None:
    section = story.section_id
    assert list(errors(add(desk, section=section, story=story.pk))) == ["story"]
    for scope in ({}, {"section": section}, {"story": story.pk}):
        rule = made(desk, mode="after", **scope)
        assert errors(add(desk, mode="off", **scope))
    response = desk.post(f"{POLICIES}edit/{rule.pk}/", EMPTY | {"section": section})
    assert set(errors(response)) & {"section", "story"}
    assert Policy.objects.count() == 3
    assert desk.post(f"{POLICIES}edit/{rule.pk}/", EMPTY | scope | {"slow": 9}).status_code == 302


def test_the_list_says_what_holds_where(desk: Client, story: Story) -> None:
    made(desk, mode="first", first=2)
    made(desk, story=story.pk, closes_at="23:30", opens_at="06:00", slow=45)
    html = desk.get(POLICIES).content.decode()
    for words in (story.headline, "23:30–06:00", "45"):
        assert words in html


def test_others_set_nothing() -> None:
    client = Client()
    client.force_login(UserFactory())
    add(client, mode="off")
    assert not Policy.objects.exists()
