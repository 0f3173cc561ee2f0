"""Votes and reports: counted once for a reader and a day, and never with a cookie."""

from __future__ import annotations

from typing import Any

import pytest

from khabar.comments.models import Action, Comment, Report, Vote
from khabar.stories.models import Story
from tests.comments.sending import address, page, sign
from tests.factories import CommentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment() -> Comment:
    return CommentFactory(approved=True)


def votes(comment: Comment) -> tuple[int, int]:
    comment.refresh_from_db()
    return comment.agreed, comment.disagreed


def test_a_vote_is_counted_once_for_each_reader(comment: Comment) -> None:
    for agent, deed in (("one", "agree"), ("one", "agree"), ("one", "disagree"), ("two", "agree")):
        response = sign(comment.story, "vote", agent, **{deed: comment.pk})
        assert response.status_code == 303
        assert response["Location"].endswith(f"#comment-{comment.pk}")
        assert not response.cookies
    sign(comment.story, "vote", "three", disagree=comment.pk)
    assert votes(comment) == (2, 1)
    assert "(2)" in page(comment.story.get_absolute_url()).split('class="comment"')[1]


def test_a_vote_tells_nothing_of_its_reader(comment: Comment) -> None:
    sign(comment.story, "vote", "Mozilla/5.0", agree=comment.pk)
    vote = Vote.objects.get()
    assert len(vote.voter) == 32
    assert "Mozilla" not in vote.voter
    assert "127.0.0" not in vote.voter


@pytest.mark.parametrize("status", ["pending", "rejected", "spam", "withheld"])
def test_what_readers_do_not_see_takes_no_vote_and_no_report(status: str) -> None:
    comment = CommentFactory(status=status)
    sign(comment.story, "vote", agree=comment.pk)
    sign(comment.story, "report", comment=comment.pk, reason="spam")
    assert votes(comment) == (0, 0)
    assert not Report.objects.exists()


@pytest.mark.parametrize("said", [{}, {"agree": ""}, {"agree": "x"}, {"disagree": "9" * 30}])
def test_a_vote_for_nothing_is_refused(comment: Comment, said: dict[str, str]) -> None:
    response = sign(comment.story, "vote", **said)
    assert response.status_code in (303, 403)
    assert votes(comment) == (0, 0)


@pytest.mark.parametrize("what", ["vote", "report"])
def test_another_site_can_send_none(comment: Comment, what: str) -> None:
    words = {"agree": comment.pk, "comment": comment.pk, "reason": "spam"}
    response = sign(comment.story, what, headers={"Sec-Fetch-Site": "cross-site"}, **words)
    assert response.status_code == 403
    assert votes(comment) == (0, 0)
    assert not Report.objects.exists()


def report(comment: Comment, agent: str, reason: str = "insult") -> Any:
    return sign(comment.story, "report", agent, comment=comment.pk, reason=reason)


def test_three_readers_reports_take_a_comment_away_until_a_moderator_looked(
    comment: Comment,
) -> None:
    where = comment.story.get_absolute_url()
    for agent in ("one", "one", "two"):
        assert report(comment, agent).status_code == 200
    assert Report.objects.count() == 2
    assert comment.text in page(where)
    report(comment, "three", "false")
    comment.refresh_from_db()
    assert (comment.status, comment.reported) == ("withheld", 3)
    assert comment.text not in page(where)
    action = Action.objects.get()
    assert (action.deed, action.actor, action.note) == ("withhold", None, "reports")


def test_a_reason_nobody_offers_is_refused(comment: Comment) -> None:
    assert report(comment, "one", "boredom").status_code == 403
    assert not Report.objects.exists()


def test_a_report_is_said_to_have_arrived_and_leads_back(comment: Comment) -> None:
    html = report(comment, "one").content.decode()
    assert f'href="{comment.story.get_absolute_url()}"' in html
    assert "<main" in html


def test_a_full_spool_takes_neither_and_says_so(comment: Comment, settings: Any) -> None:
    settings.COMMENTS_RESERVE = 1 << 60
    assert sign(comment.story, "vote", agree=comment.pk).status_code == 503
    assert report(comment, "one").status_code == 503
    assert votes(comment) == (0, 0)


def test_what_was_counted_stays_when_who_voted_is_forgotten(comment: Comment) -> None:
    sign(comment.story, "vote", agree=comment.pk)
    Vote.objects.all().delete()
    sign(comment.story, "vote", "two", agree=comment.pk)
    assert votes(comment) == (2, 0)


def test_the_forms_of_a_comment_stand_at_its_own_address(comment: Comment) -> None:
    story: Story = comment.story
    assert "radio" in page(f"{address(story)}{comment.pk}/report/")
    assert f'name="parent" value="{comment.pk}"' in page(f"{address(story)}{comment.pk}/reply/")
