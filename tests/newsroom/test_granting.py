"""What each role may do at the desk, tried on its addresses."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from khabar.newsroom.granting import grant_roles
from tests.factories import AdvertFactory, CommentFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
STORIES = "/desk/snippets/khabar_stories/story/"
COMMENTS = "/desk/snippets/khabar_comments/comment/"
ADVERTS = "/desk/snippets/khabar_adverts/advert/"
SECTIONS = "/desk/snippets/khabar_topics/section/"


def signed_in(client: Client, role: str) -> Client:
    user = UserFactory()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("role", "open_to_it"),
    [
        ("Reporters", {STORIES}),
        ("Section editors", {STORIES, SECTIONS}),
        ("Comment moderators", {COMMENTS}),
        ("Advert desk", {ADVERTS}),
    ],
)
def test_a_role_sees_its_own_lists_alone(client: Client, role: str, open_to_it: set[str]) -> None:
    signed_in(client, role)
    for address in (STORIES, COMMENTS, ADVERTS, SECTIONS):
        allowed = client.get(address).status_code == 200
        assert allowed == (address in open_to_it), address


def test_a_reporter_writes_but_does_not_publish(client: Client) -> None:
    story = StoryFactory()
    signed_in(client, "Reporters")
    assert client.get(f"{STORIES}edit/{story.pk}/").status_code == 200
    response = client.get(f"{STORIES}unpublish/{story.pk}/")
    assert response.status_code in (302, 403)
    page = client.get(f"{STORIES}edit/{story.pk}/").content.decode()
    assert 'name="action-publish"' not in page


def test_an_editor_publishes(client: Client) -> None:
    story = StoryFactory()
    signed_in(client, "Section editors")
    page = client.get(f"{STORIES}edit/{story.pk}/").content.decode()
    assert 'name="action-publish"' in page


def test_nobody_reads_the_desk_without_signing_in(client: Client) -> None:
    for made in (StoryFactory(), CommentFactory(), AdvertFactory()):
        label = made._meta.label_lower.replace(".", "/")
        for address in (f"/desk/snippets/{label}/", f"/desk/snippets/{label}/edit/{made.pk}/"):
            assert client.get(address).status_code == 302, address


def test_a_role_that_the_newsroom_changed_stays_changed() -> None:
    reporters = Group.objects.get(name="Reporters")
    reporters.permissions.clear()
    grant_roles()
    assert not reporters.permissions.exists()
