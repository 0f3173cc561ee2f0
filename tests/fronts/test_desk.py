"""Arranging fronts at the desk, through its addresses."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail.users.models import UserProfile

from khabar.fronts.choosing import story_chooser
from khabar.fronts.models import Front
from tests.factories import (
    FrontFactory,
    SectionFactory,
    StoryFactory,
    UserFactory,
    card,
    container,
    locale,
)

pytestmark = pytest.mark.django_db
FRONTS = "/desk/snippets/khabar_fronts/front/"
CHOOSER = "/desk/fronts/stories/"


@pytest.fixture
def editor(client: Client) -> Client:
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Section editors"))
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def form(*containers: tuple[str, dict[str, Any]], language: str = "ar", **more: Any) -> Any:
    fields = {"locale": locale(language).pk, "section": "", "containers": streamfield(containers)}
    return nested_form_data(fields | {"action-publish": "1"} | more)


def in_form(kind: str, *picks: dict[str, Any], **fields: Any) -> tuple[str, dict[str, Any]]:
    """Return a container as the desk's form sends it."""
    cards = [
        {"story": "", "headline": "", "kicker": "", "picture": "", "links": streamlist([])} | pick
        for pick in picks
    ]
    given = {"title": "", "count": 4, "stale_after": "", "fill": "none", "section": "", "topic": ""}
    arrangement = {"list": "feature", "pictures": "standard", "topic": "feature"}.get(kind, "")
    more = {"arrangement": arrangement, "cards": streamlist(cards)}
    return kind, given | more | fields


def streamlist(items: list[Any]) -> dict[str, Any]:
    kept = {str(place): {"value": item, **_mark(place)} for place, item in enumerate(items)}
    return {"count": len(items), **kept}


def _mark(place: int) -> dict[str, Any]:
    return {"order": place, "deleted": "", "id": ""}


def errors_of(response: Any) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text() + response.content.decode()


def test_an_editor_arranges_and_publishes(editor: Client) -> None:
    story = StoryFactory(published=True)
    sent = form(in_form("lead", {"story": story.pk, "headline": "عنوان الواجهة"}))
    assert editor.post(f"{FRONTS}add/", sent).status_code == 302
    front = Front.objects.get()
    assert front.live
    assert "عنوان الواجهة" in editor.get("/ar/").content.decode()


def test_an_editor_schedules(editor: Client) -> None:
    front = FrontFactory(published=False)
    address = f"{FRONTS}edit/{front.pk}/"
    assert (
        'data-a11y-dialog-show="schedule-publishing-dialog"' in editor.get(address).content.decode()
    )
    tomorrow = (timezone.localtime() + timedelta(days=1)).replace(second=0, microsecond=0)
    sent = form(in_form("latest"), go_live_at=f"{tomorrow:%Y-%m-%d %H:%M}")
    assert editor.post(address, sent).status_code == 302
    front.refresh_from_db()
    assert not front.live and front.scheduled_revision.approved_go_live_at == tomorrow


def test_a_story_picked_twice_is_refused_where_it_stands(editor: Client) -> None:
    story = StoryFactory(published=True)
    sent = form(in_form("lead", {"story": story.pk}), in_form("list", {"story": story.pk}))
    answer = editor.post(f"{FRONTS}add/", sent)
    assert "This story was chosen for this front already." in errors_of(answer)
    assert not Front.objects.filter(live=True).exists()


def test_a_story_picked_again_below_a_card_is_refused(editor: Client) -> None:
    story, other = StoryFactory(published=True), StoryFactory(published=True)
    again = {"story": other.pk, "links": streamlist([{"story": story.pk, "text": ""}])}
    answer = editor.post(f"{FRONTS}add/", form(in_form("lead", {"story": story.pk}, again)))
    assert "This story was chosen for this front already." in errors_of(answer)


@pytest.mark.parametrize(
    ("kind", "fields", "complaint"),
    [
        ("topic", {}, "This field is required."),
        ("list", {"fill": "section"}, "Choose the section that it is filled with."),
        ("list", {"fill": "topic"}, "Choose the topic that it is filled with."),
        ("latest", {"count": 0}, "greater than or equal to 1"),
        ("latest", {"count": 21}, "less than or equal to 20"),
    ],
)
def test_what_is_missing_or_out_of_range_is_said(
    editor: Client, kind: str, fields: dict[str, Any], complaint: str
) -> None:
    answer = editor.post(f"{FRONTS}add/", form(in_form(kind, **fields)))
    assert complaint in errors_of(answer)
    assert not Front.objects.filter(live=True).exists()


def test_a_story_of_another_edition_is_refused(editor: Client) -> None:
    story = StoryFactory(published=True, language="fa", headline="پل تازه")
    answer = editor.post(f"{FRONTS}add/", form(in_form("lead", {"story": story.pk})))
    assert "Not of this front" in errors_of(answer)


def test_a_second_front_of_the_same_place_is_refused(editor: Client) -> None:
    FrontFactory()
    answer = editor.post(f"{FRONTS}add/", form())
    assert "This edition has a main front already. Edit that one." in errors_of(answer)
    assert Front.objects.count() == 1


def test_the_place_of_a_front_never_changes(editor: Client) -> None:
    front = FrontFactory(section=SectionFactory())
    editor.post(f"{FRONTS}edit/{front.pk}/", form(language="fa"))
    front.refresh_from_db()
    assert front.language == "ar" and front.section


def test_the_chooser_offers_what_is_published_in_the_edition(
    editor: Client, index: Callable[[], bool]
) -> None:
    wanted = StoryFactory(published=True, headline="افتتاح الجسر")
    StoryFactory(headline="مسودة الجسر")
    StoryFactory(published=True, language="fa", headline="پل تازه")
    asked = {"locale": locale("ar").pk}
    index()
    for query in ({}, {"q": "الجسر"}, {"q": "إفتتاح"}, {"q": str(wanted.number)}):
        html = editor.get(f"{CHOOSER}results/", asked | query).content.decode()
        found = [headline for headline in ("افتتاح", "مسودة", "پل") if headline in html]
        assert found == ["افتتاح"], query
    assert editor.get(CHOOSER, asked).status_code == 200
    assert story_chooser.register_widget is False


def test_a_draft_is_previewed_as_the_true_page_and_kept_nowhere(editor: Client) -> None:
    story, newest = StoryFactory(published=True), StoryFactory(published=True)
    front = FrontFactory(containers=[container("lead", newest)])
    sent = form(in_form("lead", {"story": story.pk, "headline": "عنوان المسودة"}))
    address = f"{FRONTS}preview/{front.pk}/"
    assert json.loads(editor.post(address, sent).content)["is_valid"]
    answer = editor.get(address)
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select(".masthead") and page.html and page.html["dir"] == "rtl"
    assert page.select(".front-lead .headline")[0].get_text() == "عنوان المسودة"
    assert "private" in answer["Cache-Control"]
    assert "عنوان المسودة" not in editor.get("/ar/").content.decode()


def test_a_section_s_draft_is_previewed_with_the_section_s_list(editor: Client) -> None:
    section = SectionFactory()
    first, second = (StoryFactory(published=True, section=section) for _ in range(2))
    front = FrontFactory(section=section, published=False)
    address = f"{FRONTS}preview/{front.pk}/"
    sent = form(in_form("lead", {"story": first.pk}), section=section.pk)
    editor.post(address, sent)
    page = BeautifulSoup(editor.get(address).content, "html.parser")
    assert page.select(".front-lead .headline")[0].get_text() == first.headline
    assert [each.get_text() for each in page.select(".list .headline")] == [second.headline]


def old(hours: int) -> Any:
    return StoryFactory(published_at=timezone.now() - timedelta(hours=hours))


@pytest.mark.parametrize(
    ("fields", "hours", "warns"),
    [
        ({}, 13, True),
        ({}, 11, False),
        ({"stale_after": 48}, 47, False),
        ({"stale_after": 48}, 49, True),
        ({"stale_after": 0}, 500, False),
        ({"fill": "breaking"}, 500, False),
        ({"fill": "breaking", "stale_after": 10}, 11, True),
    ],
)
def test_the_desk_warns_of_a_container_that_has_grown_old(
    editor: Client, fields: dict[str, Any], hours: int, warns: bool
) -> None:
    front = FrontFactory(containers=[container("list", old(hours), title="ملف المياه", **fields)])
    for address in ("/desk/", f"{FRONTS}edit/{front.pk}/"):
        text = BeautifulSoup(editor.get(address).content, "html.parser").select("bdi")
        assert ("ملف المياه" in [each.get_text() for each in text]) == warns, address
    assert bool(
        BeautifulSoup(editor.get(FRONTS).content, "html.parser").select(".khabar-stale")
    ) == (warns)


def test_a_new_story_in_it_ends_the_warning(editor: Client) -> None:
    front = FrontFactory(containers=[container("list", old(30))])
    assert b"khabar-stale" in editor.get(FRONTS).content
    front.containers = [container("list", StoryFactory(published=True))]
    front.save_revision().publish()
    assert b"khabar-stale" not in editor.get(FRONTS).content


def test_the_form_says_which_picked_stories_are_not_shown(editor: Client) -> None:
    shown, below = StoryFactory(published=True), StoryFactory(headline="سحب بعد اختياره")
    front = FrontFactory(containers=[container("lead", card(shown, below))])
    page = editor.get(f"{FRONTS}edit/{front.pk}/").content.decode()
    warning = BeautifulSoup(page, "html.parser").select(".help-warning li")
    assert [each.get_text() for each in warning] == ["سحب بعد اختياره"]
    sent = form(
        in_form("lead", {"story": shown.pk, "links": streamlist([{"story": below.pk, "text": ""}])})
    )
    assert editor.post(f"{FRONTS}edit/{front.pk}/", sent).status_code == 302


ADDRESSES = ("", "add/", "edit/{}/", "delete/{}/", "unpublish/{}/", "history/{}/", "usage/{}/")


@pytest.mark.parametrize(
    ("role", "open_to_it"),
    [
        ("Section editors", True),
        ("Reporters", False),
        ("Comment moderators", False),
        ("Advert desk", False),
    ],
)
def test_only_section_editors_arrange(client: Client, role: str, open_to_it: bool) -> None:
    front = FrontFactory()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    for address in ADDRESSES:
        status = client.get(FRONTS + address.format(front.pk)).status_code
        assert (status == 200) == open_to_it, address
    client.post(f"{FRONTS}edit/{front.pk}/", form(in_form("latest")))
    front.refresh_from_db()
    assert bool(front.containers) == open_to_it


def test_an_administrator_may_do_everything_and_a_stranger_nothing(client: Client) -> None:
    front = FrontFactory()
    for address in (*(FRONTS + each.format(front.pk) for each in ADDRESSES), CHOOSER):
        assert client.get(address).status_code == 302, address
    client.force_login(UserFactory(superuser=True))
    for address in ADDRESSES:
        assert client.get(FRONTS + address.format(front.pk)).status_code == 200, address
