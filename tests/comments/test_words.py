"""Words that weigh: entered at the desk, tried on what was said before, and live only then."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from khabar.comments.models import Comment, WordRule
from khabar.comments.seeding_words import read_seeds
from khabar.comments.weighing_words import Matcher, fold_pattern
from khabar.newsroom.demonstration.reading import drafts
from tests.comments.test_queue import moderator
from tests.factories import CommentFactory, StoryFactory
from tests.spool import drain

pytestmark = pytest.mark.django_db
WORDS = "/desk/snippets/khabar_comments/wordrule/"
EMPTY = {"pattern": "", "language": "", "weight": 5, "note": ""}


@pytest.fixture
def desk() -> Client:
    return moderator(superuser=True)


def trial_of(rule: WordRule) -> str:
    return f"/desk/comments/words/{rule.pk}/"


def add(desk: Client, pattern: str, **fields: Any) -> Any:
    return desk.post(f"{WORDS}add/", EMPTY | {"pattern": pattern} | fields)


def added(desk: Client, pattern: str, **fields: Any) -> WordRule:
    assert add(desk, pattern, **fields).status_code == 302
    return WordRule.objects.latest("pk")


def decide(desk: Client, rule: WordRule, state: str) -> Any:
    rule.refresh_from_db()
    tried = f"{rule.language}:{rule.folded}"
    return desk.post(trial_of(rule), {"state": state, "tried": tried})


def received(text: str) -> Comment:
    """Return a comment as the worker has judged it."""
    comment = CommentFactory(text=text, status="received")
    drain()
    comment.refresh_from_db()
    return comment


def test_a_word_is_tried_before_it_weighs(desk: Client) -> None:
    CommentFactory(text="يا لكم من حمقى", approved=True)
    CommentFactory(text="أنت أحمــــق", status="rejected")
    StoryFactory(published=True, headline="الأحمق في الأدب العربي")
    response = add(desk, "أحمق", language="ar", weight=4, state="active")
    rule = WordRule.objects.get()
    assert (rule.state, rule.folded) == ("trial", "احمق")
    assert response["Location"] == trial_of(rule)
    html = desk.get(trial_of(rule)).content.decode()
    assert "أنت أحم" in html
    assert "الأحمق في الأدب العربي" in html
    assert "حمقى" not in html
    assert not received("هذا أحمق").reasons
    decide(desk, rule, "active")
    found = received("وهذا أحمق أيضا")
    assert found.reasons[0]["guard"] == "words"
    assert found.reasons[0]["score"] == 4
    decide(desk, rule, "off")
    assert not received("وذاك أحمق كذلك").reasons


def test_on_trial_it_counts_what_it_would_have_hit(desk: Client) -> None:
    rule = added(desk, "أحمق", language="ar")
    received("هذا أحمق")
    received("هذا عاقل")
    rule.refresh_from_db()
    assert rule.hits == 1


def test_another_word_is_on_trial_anew_and_another_weight_is_not(desk: Client) -> None:
    rule = added(desk, "أحمق", language="ar")
    decide(desk, rule, "active")
    edit = f"{WORDS}edit/{rule.pk}/"
    desk.post(edit, EMPTY | {"pattern": "أحمق", "language": "ar", "weight": 7})
    rule.refresh_from_db()
    assert (rule.state, rule.weight) == ("active", 7)
    for changed in ({"pattern": "حمقاء", "language": "ar"}, {"pattern": "حمقاء"}):
        decide(desk, rule, "active")
        desk.post(edit, EMPTY | changed)
        rule.refresh_from_db()
        assert rule.state == "trial"


def test_the_list_leads_to_the_trials_and_is_narrowed(desk: Client) -> None:
    rule, other = added(desk, "أحمق", language="ar"), added(desk, "scum", language="en")
    html = desk.get(WORDS, {"language": "ar"}).content.decode()
    assert trial_of(rule) in html
    assert trial_of(other) not in html
    assert trial_of(other) in desk.get(WORDS, {"state": "trial"}).content.decode()


def test_what_was_not_shown_does_not_go_live(desk: Client) -> None:
    rule = added(desk, "أحمق", language="ar")
    response = desk.post(trial_of(rule), {"state": "active", "tried": "ar:شيء اخر"})
    assert response.status_code == 409
    rule.refresh_from_db()
    assert rule.state == "trial"
    assert desk.post(trial_of(rule), {"state": "mad", "tried": "x"}).status_code == 400


def test_two_of_a_language_stand_beside_each_other(desk: Client) -> None:
    added(desk, "أحمق", language="ar")
    added(desk, "غبي", language="ar")
    added(desk, "أحمق", language="fa")
    assert WordRule.objects.count() == 3


@pytest.mark.parametrize(
    ("pattern", "fields"),
    [
        ("", {}),
        ("ا", {}),
        ("!!", {}),
        ("ﷺ" * 40, {}),
        ("أَحْـمَـق", {"language": "ar"}),
        ("word", {"weight": 0}),
        ("word", {"weight": 11}),
        ("word", {"language": "xx"}),
    ],
)
def test_what_makes_no_sense_is_said(desk: Client, pattern: str, fields: dict[str, Any]) -> None:
    added(desk, "احمق", language="ar")
    response = add(desk, pattern, **fields)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert WordRule.objects.count() == 1


def test_words_and_comments_stay_text(desk: Client) -> None:
    CommentFactory(text="<b>scum</b> <script>alert(1)</script>", name="<i>x</i>", approved=True)
    rule = added(desk, "scum", note="<img src=x>")
    html = desk.get(trial_of(rule)).content.decode()
    assert "<script>alert(1)" not in html
    assert "<i>x</i>" not in html


@pytest.mark.parametrize("permission", ["view_comment", "change_comment", "view_wordrule"])
def test_others_try_and_change_nothing(desk: Client, permission: str) -> None:
    rule, client = added(desk, "أحمق", language="ar"), moderator(permission)
    client.get(trial_of(rule))
    decide(client, rule, "active")
    rule.refresh_from_db()
    assert rule.state == "trial"


def bring_in(*words: str) -> str:
    told = StringIO()
    call_command("words", *words, stdout=told)
    return told.getvalue()


def test_the_words_that_come_with_khabar_are_brought_in_once(desk: Client) -> None:
    count = len(list(read_seeds()))
    assert str(count) in bring_in()
    assert WordRule.objects.filter(state="trial").count() == count
    rule = WordRule.objects.get(language="ar", pattern="أحمق")
    decide(desk, rule, "off")
    bring_in("--live")
    assert WordRule.objects.count() == count
    rule.refresh_from_db()
    assert rule.state == "off"


def test_on_a_new_site_they_can_be_live_at_once() -> None:
    bring_in("--live")
    assert received("يا لك من غبيّ وسافل!!!").status == "pending"
    assert received("شكرا لكم على هذا الخبر المفيد").reasons == []


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_the_words_find_themselves_and_nothing_in_ordinary_stories(language: str) -> None:
    seeds = [pattern for known, pattern, _, _ in read_seeds() if known == language]
    assert len({fold_pattern(seed, language) for seed in seeds}) == len(seeds)
    matcher = Matcher(enumerate(seeds), language)
    for number, seed in enumerate(seeds):
        assert number in {hit.rule for hit in matcher.find(f"… {seed}!")}, seed
    told = [draft for draft in drafts() if draft.language == language]
    assert told
    for draft in told:
        assert matcher.find(str(draft.fields)) == []
