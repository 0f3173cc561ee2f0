"""What editors see of it, and what their buttons do."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from khabar.publishing.alarming import raise_alarm
from khabar.publishing.leasing import LOST
from khabar.publishing.models import AT_ONCE, Alarm, LedgerRow, Mark
from khabar.publishing.planning import register_schedule
from khabar.publishing.registering import consequence
from khabar.publishing.timing import MARK, Clock
from khabar.stories.models import Story
from tests.factories import StoryFactory, UserFactory
from tests.publishing.test_scheduling import ago

pytestmark = pytest.mark.django_db
PAGE = "/desk/reports/what-follows/"


@pytest.fixture
def desk(registry: Any) -> Client:
    """An editor who may do everything, reading English."""
    consequence("index", on=["published"], label="Search index")(print)
    register_schedule(Story)
    return client()


def client(*permissions: str, superuser: bool = True) -> Client:
    user = UserFactory.create(superuser=superuser)
    for name in permissions:
        user.user_permissions.add(Permission.objects.get(codename=name))
    browser = Client(headers={"host": "localhost", "accept-language": "en"})
    browser.force_login(user)
    return browser


def row(**fields: Any) -> LedgerRow:
    subject = {"subject": "story/1", "title": "افتتاح الجسر", "consequence": "index"}
    return LedgerRow.objects.create(**{"kind": "published", **subject, **fields})


def failed(**fields: Any) -> LedgerRow:
    return row(last_error="OSError: no index", attempts=15, given_up_at=timezone.now(), **fields)


def page(browser: Client, query: str = "") -> str:
    with translation.override("en"):
        answer = browser.get(PAGE + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_shows_what_waits_and_what_failed_and_why(desk: Client) -> None:
    failed()
    row(title="انتظار", run_after=ago(hours=-1), last_error="away", attempts=1)
    row(title="تم", done_at=timezone.now())
    html = page(desk)
    assert "OSError: no index" in html and "15" in html
    assert "انتظار" in html and "تم" not in html
    assert "Search index" in html


@pytest.mark.parametrize(
    ("state", "title"), [("failing", "failed"), ("waiting", "waits"), ("done", "over")]
)
def test_it_can_be_filtered(desk: Client, state: str, title: str) -> None:
    failed(title="failed")
    row(title="waits")
    row(title="over", done_at=timezone.now())
    html = page(desk, f"?state={state}")
    shown = {name for name in ("failed", "waits", "over") if f'<div dir="auto">{name}<' in html}
    assert shown == {title}


def test_it_says_so_when_everything_is_done(desk: Client) -> None:
    assert "is done" in page(desk)


def test_text_of_others_is_isolated_and_harmless(desk: Client) -> None:
    failed(title="<script>alert(1)</script>")
    html = page(desk)
    assert "<script>alert(1)" not in html
    assert '<div dir="auto">&lt;script&gt;' in html


def test_one_row_is_tried_again(desk: Client) -> None:
    first, second = failed(), failed(subject="story/2")
    answer = desk.post(f"{PAGE}retry/{first.pk}/")
    assert answer.status_code == 302 and answer["location"] == PAGE
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.given_up_at, first.attempts, first.run_after) == (None, 0, AT_ONCE)
    assert second.given_up_at


def test_everything_is_tried_again(desk: Client) -> None:
    rows = [failed(), row(run_after=ago(hours=-1), last_error="away", attempts=3)]
    done = row(done_at=timezone.now(), attempts=2)
    desk.post(f"{PAGE}retry/")
    assert {found.attempts for found in LedgerRow.objects.filter(pk__in=[r.pk for r in rows])} == {
        0
    }
    done.refresh_from_db()
    assert done.attempts == 2 and done.done_at


def test_what_is_being_done_is_left_alone(desk: Client) -> None:
    busy = row(last_error="away", attempts=2, lease_owner="a", lease_until=ago(seconds=-30))
    desk.post(f"{PAGE}retry/{busy.pk}/")
    busy.refresh_from_db()
    assert busy.attempts == 2


def test_our_own_reasons_are_in_the_editors_language() -> None:
    with translation.override("en"):
        assert row(last_error=LOST).reason == LOST
    assert row().reason == ""


def test_an_alarm_is_on_the_first_page_and_leads_to_its_story(desk: Client) -> None:
    story = StoryFactory.create()
    raise_alarm(key="a", kind=Alarm.Kind.UNPUBLISHED, item=story, error="RuntimeError: no")
    edit = reverse("wagtailsnippets_khabar_stories_story:edit", args=[story.pk])
    for html in (desk.get("/desk/").content.decode(), page(desk)):
        assert f'<a href="{edit}">{story.headline}</a>' in html
        assert "RuntimeError: no" in html


def test_nothing_is_on_the_first_page_while_all_is_well(desk: Client) -> None:
    assert "khabar-alarms" not in desk.get("/desk/").content.decode()


def test_the_button_of_an_alarm_has_the_story_tried_again(desk: Client) -> None:
    alarm = raise_alarm(key="a", kind=Alarm.Kind.UNPUBLISHED, run_after=ago(hours=-1))
    desk.post(f"{PAGE}alarm/{alarm.pk}/")
    alarm.refresh_from_db()
    assert alarm.run_after == AT_ONCE


def test_the_button_of_the_clocks_alarm_says_that_it_is_right(desk: Client) -> None:
    Mark.objects.create(name=MARK, moment=ago(hours=-1))
    clock = Clock()
    assert clock.now() is None
    desk.post(f"{PAGE}alarm/{Alarm.objects.get().pk}/")
    assert clock.now()
    assert not Alarm.objects.exists()


def test_what_was_seen_goes_away(desk: Client) -> None:
    alarm = raise_alarm(key="late", kind=Alarm.Kind.LATE)
    desk.post(f"{PAGE}alarm/{alarm.pk}/")
    assert not Alarm.objects.exists()


@pytest.mark.parametrize("address", ["retry/", "retry/{row}/", "alarm/{alarm}/"])
def test_buttons_are_posts_of_those_who_may(desk: Client, address: str) -> None:
    alarm = raise_alarm(key="late", kind=Alarm.Kind.LATE)
    address = PAGE + address.format(row=failed().pk, alarm=alarm.pk)
    assert desk.get(address).status_code == 405
    looks = client("access_admin", "view_ledgerrow", superuser=False)
    assert looks.get(PAGE).status_code == 200
    assert looks.post(address)["location"] == "/desk/"
    assert LedgerRow.objects.get().given_up_at and Alarm.objects.exists()
    publishes = client("access_admin", "publish_story", superuser=False)
    assert publishes.post(address)["location"] == PAGE


def test_strangers_see_nothing_of_it(desk: Client) -> None:
    failed()
    raise_alarm(key="late", kind=Alarm.Kind.LATE)
    writer = client("access_admin", superuser=False)
    assert writer.get(PAGE)["location"] == "/desk/"
    html = writer.get("/desk/").content.decode()
    assert "what-follows" not in html and "khabar-alarms" not in html
    assert "/desk/login/" in Client(headers={"host": "localhost"}).get(PAGE)["location"]


def test_who_only_looks_has_no_buttons(desk: Client) -> None:
    failed()
    html = page(client("access_admin", "view_ledgerrow", superuser=False))
    assert "OSError: no index" in html and "/retry/" not in html


def test_it_is_in_the_menu_of_reports(desk: Client) -> None:
    assert PAGE in desk.get("/desk/").content.decode()


def test_a_forged_post_is_refused(desk: Client) -> None:
    careful = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    careful.cookies = desk.cookies
    careful.post(f"{PAGE}retry/{failed().pk}/")
    assert LedgerRow.objects.get().given_up_at
