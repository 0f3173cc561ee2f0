"""From the spool into the database: each record once, whatever else lies there."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from khabar.comments.draining import Drainer
from khabar.comments.models import Comment, Vote
from khabar.comments.spooling import SPOOL, Record, folder, line_of
from khabar.comments.unspooling import segments
from khabar.stories.models import Story
from tests.comments.sending import page, send, sign
from tests.factories import CommentFactory, StoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return StoryFactory(published=True)


def record(under: Story, number: int = 1, /, **more: Any) -> Record:
    """Return what the web server would have written for a comment."""
    return {
        "kind": "comment",
        "key": f"{number:032x}",
        "former": [],
        "story": under.number,
        "parent": None,
        "name": "مريم",
        "email": "maryam@example.org",
        "text": f"تعليق {number}",
        "follow": False,
        "evidence": {},
        "network": "",
        "at": timezone.now().isoformat(),
        **more,
    }


def lay(content: bytes, name: str = "1") -> Path:
    """Lay a segment into the spool whose writer is gone."""
    folder().mkdir(parents=True, exist_ok=True)
    path = folder() / f"{name}.spool"
    path.write_bytes(content)
    return path


def texts() -> list[str]:
    return list(Comment.objects.order_by("received_at").values_list("text", flat=True))


def test_what_is_torn_or_spoilt_is_passed_over_and_the_rest_filed(story: Story) -> None:
    fine, torn = line_of(record(story, 1)), line_of(record(story, 2))
    lay(
        fine
        + torn[: len(torn) // 2]
        + b"\n"
        + b"999 {}\n\x00\xff\n12\n5 [1,2]\n-1 {}\n\n"
        + line_of(record(story, 3))
        + torn[: len(torn) - 1]
    )
    Drainer().drain()
    # A line that lacks nothing but its end is whole.
    assert set(texts()) == {"تعليق 1", "تعليق 3", "تعليق 2"}
    assert segments() == []


def test_the_same_segment_again_files_nothing(story: Story) -> None:
    content = b"".join(line_of(record(story, number)) for number in range(450))
    for _ in range(2):
        lay(content)
        Drainer().drain()
    assert Comment.objects.count() == 450


def test_a_segment_that_is_still_written_is_read_and_stays(story: Story) -> None:
    SPOOL.append(record(story, 1))
    drainer = Drainer()
    assert drainer.drain() == 1
    SPOOL.append(record(story, 2))
    assert drainer.drain() == 1
    assert len(segments()) == 1
    SPOOL.close()
    assert drainer.drain() == 0
    assert segments() == []
    assert texts() == ["تعليق 1", "تعليق 2"]


def test_two_that_drain_at_once_file_each_once(story: Story) -> None:
    SPOOL.append(record(story, 1))
    first, second = Drainer(), Drainer()
    assert (first.drain(), second.drain()) == (1, 1)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "spoilt",
    [
        {"at": "yesterday"},
        {"key": "no key"},
        {"evidence": None},
        {"name": None},
        {"name": "a\x00b"},
        {"story": "one"},
        {"former": 1},
    ],
)
def test_what_cannot_be_filed_is_set_aside_and_holds_up_nobody(
    story: Story, spoilt: dict[str, Any]
) -> None:
    lay(line_of(record(story, 1)) + line_of(record(story, 2, **spoilt)) + line_of(record(story, 3)))
    Drainer().drain()
    assert {"تعليق 1", "تعليق 3"} <= set(texts())
    aside = folder() / "unplaced.jsonl"
    # What one database takes, another refuses: it is in either place, and in one alone.
    assert aside.exists() == (len(texts()) == 2)
    assert segments() == []


def test_what_has_no_story_and_what_nobody_knows_is_set_aside(story: Story) -> None:
    lay(line_of(record(story, 1, story=987654)) + line_of({"kind": "poem"}) + line_of({}))
    Drainer().drain()
    assert not Comment.objects.exists()
    aside = folder() / "unplaced.jsonl"
    assert aside.read_bytes().count(b"\n") == 3
    assert os.stat(aside).st_mode & 0o077 == 0


def test_a_database_that_refuses_leaves_everything_where_it_is(story: Story) -> None:
    content = line_of(record(story, 1))
    lay(content)

    def refuse(*_: Any) -> None:
        raise OperationalError("database is locked")

    drainer = Drainer()
    with connection.execute_wrapper(refuse), pytest.raises(OperationalError):
        drainer.drain()
    assert [path.read_bytes() for path in segments()] == [content]
    drainer.drain()
    assert texts() == ["تعليق 1"]


def test_the_same_words_within_ten_minutes_are_one_and_later_another(story: Story) -> None:
    now = timezone.now()
    lay(
        line_of(record(story, 1, at=now.isoformat()))
        + line_of(
            record(story, 2, former=[f"{1:032x}"], at=(now + timedelta(minutes=9)).isoformat())
        )
        + line_of(
            record(story, 3, former=[f"{1:032x}"], at=(now + timedelta(minutes=11)).isoformat())
        )
    )
    Drainer().drain()
    assert texts() == ["تعليق 1", "تعليق 3"]


def test_a_reply_stands_under_what_it_answers_and_none_under_another_story(story: Story) -> None:
    above = CommentFactory(story=story, approved=True)
    strange = CommentFactory(approved=True)
    lay(
        line_of(record(story, 1, parent=above.pk))
        + line_of(record(story, 2, parent=strange.pk))
        + line_of(record(story, 3, parent=10**17))
    )
    Drainer().drain()
    parents = dict(Comment.objects.filter(text__startswith="تعليق ").values_list("text", "parent"))
    assert parents["تعليق 1"] == above.pk
    assert parents["تعليق 2"] is parents["تعليق 3"] is None


def test_votes_of_a_segment_that_is_read_again_count_once(story: Story) -> None:
    comment = CommentFactory(story=story, approved=True)
    sign(story, "vote", agree=comment.pk)
    SPOOL.close()
    content = [path.read_bytes() for path in segments()]
    Drainer().drain()
    for number, again in enumerate(content):
        lay(again, str(number))
    Drainer().drain()
    comment.refresh_from_db()
    assert (comment.agreed, Vote.objects.count()) == (1, 1)


def test_the_spool_is_for_the_server_alone(story: Story) -> None:
    send(story)
    for path in segments():
        assert path.stat().st_mode & 0o077 == 0


def test_a_receipt_is_there_before_the_row_and_has_the_same_number(story: Story) -> None:
    SPOOL.append(record(story, 1))
    receipt = send(story)["Location"]
    number = Comment.objects.get(text="شكرا على الخبر.").number
    Comment.objects.all().delete()
    html = page(receipt)
    digits = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
    assert str(number) in html.translate(digits)


def test_too_little_room_gives_the_text_back_and_takes_nothing(story: Story, settings: Any) -> None:
    settings.COMMENTS_RESERVE = 1 << 60
    response = send(story, text="كلمات لا تضيع", name="زبيدة")
    html = response.content.decode()
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    for words in ("كلمات لا تضيع", "زبيدة", "maryam@example.org", 'name="seal"'):
        assert words in html
    assert not Comment.objects.exists()
    settings.COMMENTS_RESERVE = 0
    assert send(story, text="كلمات لا تضيع", name="زبيدة").status_code == 303
    assert Comment.objects.count() == 1
