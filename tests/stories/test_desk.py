"""A story's form at the desk."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import StoryFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_it_can_be_scheduled(client: Client) -> None:
    client.force_login(UserFactory(superuser=True))
    address = f"/desk/snippets/khabar_stories/story/edit/{StoryFactory().pk}/"
    form = client.get(address).content.decode()
    assert 'data-a11y-dialog-show="schedule-publishing-dialog"' in form
    assert 'name="go_live_at"' in form and 'name="expire_at"' in form
