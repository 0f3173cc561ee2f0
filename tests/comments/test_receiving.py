"""Taking in comments where several come at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from khabar.comments.models import Comment
from khabar.comments.receiving import receive_comment
from tests.factories import StoryFactory


@pytest.mark.django_db(transaction=True)
def test_the_same_comment_sent_at_once_is_one() -> None:
    story = StoryFactory(published=True)

    def receive(_: int) -> int:
        try:
            comment = receive_comment(story=story, name="م", email="m@example.org", text="نعم")
            return comment.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        received = set(threads.map(receive, range(8)))
    assert len(received) == 1
    assert Comment.objects.count() == 1
