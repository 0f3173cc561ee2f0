"""What each guard makes of what is sent: how much it weighs, and what a moderator reads."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from khabar.comments import guarding
from khabar.comments.guarding import Examined, Finding, guard
from khabar.comments.learning import learn
from khabar.comments.models import Action, Comment, Policy, WordRule
from khabar.stories.models import Story
from tests.comments.sending import send
from tests.factories import CommentFactory, ContributorFactory, StoryFactory, UserFactory

pytestmark = pytest.mark.django_db
LONG = "قرأت هذا الخبر من أوله إلى آخره وأرى أن ما جاء فيه عن القرية صحيح ويستحق المتابعة"
# How a name of the newsroom is disguised.
CYRILLIC = str.maketrans("aeopc", "аеорс")


@pytest.fixture
def story() -> Story:
    """A story under which comments are published at once, where no guard objects."""
    story = StoryFactory(published=True)
    Policy.objects.create(story=story, mode="after")
    return story


def reasons(story: Story, **sent: Any) -> dict[str, tuple[float, str]]:
    """Send a comment and return what the guards said of it."""
    assert send(story, **sent).status_code == 303
    last = Comment.objects.latest("pk")
    return {one["guard"]: (one["score"], one["found"]) for one in last.reasons}


def status() -> str:
    return Comment.objects.latest("pk").status


def test_a_fine_comment_is_published_at_once(story: Story) -> None:
    assert reasons(story) == {}
    assert status() == "approved"


def test_the_hidden_field_alone_makes_it_spam(story: Story) -> None:
    assert reasons(story, subject="x") == {"trap": (8.0, "")}
    assert status() == "spam"


@pytest.mark.parametrize(
    ("seconds", "found"),
    [(1, {"fast": (4.0, "1")}), (10, {}), (None, {})],
    ids=["fast", "slow", "without a script"],
)
def test_a_form_sent_within_three_seconds_waits(
    story: Story, seconds: int | None, found: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    begun = "" if seconds is None else str(int(now) - seconds)
    assert reasons(story, begun=begun) == found
    assert status() == ("pending" if found else "approved")


@pytest.mark.parametrize(
    ("links", "score"), [(0, None), (1, 1.0), (2, 3.0), (3, 6.0), (5, 6.0), (6, 8.0)]
)
def test_links_weigh_the_more_the_more_there_are(
    story: Story, links: int, score: float | None
) -> None:
    text = f"{LONG} " * 3 + " ".join(f"https://site{number}.example/" for number in range(links))
    found = reasons(story, text=text)
    assert found == ({"links": (score, str(links))} if score else {})


def test_an_address_for_a_name_weighs_as_three_links(story: Story) -> None:
    assert reasons(story, name="cheap.shop")["links"] == (6.0, "3")


@pytest.mark.parametrize(
    ("text", "score", "found"),
    [
        ("Thank you for this story", 2.0, "100"),
        ("Дешёвые часы и сумки", 5.0, "100"),
        ("شكرا لكم جميعا thank you", None, ""),
        ("ok", None, ""),
    ],
)
def test_another_script_weighs_and_one_nobody_here_reads_weighs_more(
    story: Story, text: str, score: float | None, found: str
) -> None:
    expected = {"language": (score, found)} if score else {}
    assert reasons(story, text=text) == expected


def test_what_was_said_before_in_nearly_the_same_words_weighs(story: Story) -> None:
    assert reasons(story, text=LONG) == {}
    again = reasons(story, text=f"{LONG}!", email="another@example.org")
    assert again == {"repeated": (4.0, "1")}
    third = reasons(story, text=f"{LONG}..", email="third@example.org")
    assert third == {"repeated": (5.0, "2")}


def test_short_thanks_of_two_readers_are_no_repetition(story: Story) -> None:
    reasons(story, text="شكرا لكم")
    assert reasons(story, text="شكرا لكم", email="another@example.org") == {}


def test_many_from_one_network_weigh_and_a_neighbours_address_is_the_same(story: Story) -> None:
    for number in range(10):
        email = f"reader{number}@example.org"
        assert reasons(story, text=f"{number}", email=email, network=f"192.0.2.{number}") == {}
    assert reasons(story, text="11", network="192.0.2.200") == {"rate": (2.0, "11")}
    assert reasons(story, text="12", network="198.51.100.7") == {}
    assert Comment.objects.latest("pk").network == "198.51.100.0/24"


@pytest.mark.parametrize(
    "name", ["Layla Hasan", "layla  hasan", "LAYLA HASAN", "layla hasan".translate(CYRILLIC)]
)
def test_a_name_that_looks_like_the_newsrooms_waits(story: Story, name: str) -> None:
    ContributorFactory(names={"en": "Layla Hasan"})
    assert reasons(story, name=name)["name"][0] == 4.0
    assert status() == "pending"


@pytest.mark.parametrize("name", ["رئيس التحرير", "Admin", "سردبیر"])
def test_nobody_signs_as_an_office(story: Story, name: str) -> None:
    assert reasons(story, name=name)["name"] == (4.0, name)


def test_whose_comments_were_approved_is_trusted_and_whose_were_rejected_waits(
    story: Story,
) -> None:
    for _ in range(3):
        reasons(story, text=f"رأيي {_}", email="good@example.org")
        reasons(story, text=f"رأيي {_}", email="bad@example.org", subject="x")
    desk = Client()
    desk.force_login(UserFactory(superuser=True))
    for comment in Comment.objects.all():
        # What the guards decided counts for nothing, so taking it back doesn't, either.
        for deed in ("put_back", "approve" if comment.email == "good@example.org" else "reject"):
            seen = comment.actions.first()
            words = {"deed": deed, "seen": seen.pk if seen else 0}
            assert desk.post(f"/desk/comments/{comment.pk}/", words).status_code == 302
    assert reasons(story, text="رأي جديد", email="good@example.org") == {"known": (-2.0, "+3 -0")}
    assert reasons(story, text="رأي جديد", email="bad@example.org") == {"known": (3.0, "+0 -3")}
    assert status() == "pending"


def test_words_on_the_list_weigh_once_each_and_those_on_trial_nothing(story: Story) -> None:
    WordRule.objects.create(language="ar", pattern="ملعون", weight=4, state="active")
    WordRule.objects.create(language="ar", pattern="تجربة", weight=9, state="trial")
    assert reasons(story, text="والملعـــون ملعون في تجربة") == {"words": (4.0, "ملعون")}
    assert WordRule.objects.get(pattern="تجربة").hits == 1


def test_what_the_newsroom_refused_before_weighs(story: Story) -> None:
    moderator = UserFactory(superuser=True)
    for number in range(30):
        for text, became in (
            (f"اشتر ساعات رخيصة الآن {number}", "rejected"),
            (f"أشكر الكاتب على المقال {number}", "approved"),
        ):
            comment = CommentFactory(story=story, text=text, status=became)
            Action.objects.create(comment=comment, actor=moderator, deed="approve")
    assert learn() == 60
    bad = reasons(story, text="ساعات رخيصة اشتر الآن", email="a@example.org")["learnt"]
    assert (bad[0], int(bad[1]) >= 99) == (5.0, True)
    good = reasons(story, text="أشكر الكاتب على هذا المقال", email="b@example.org")["learnt"]
    assert good[0] == -1.0


def solve() -> str:
    """Do the work that a browser is given during an attack."""
    task = Client().get("/comments/task.json").json()
    for number in range(task["range"]):
        if hashlib.sha256(f"{task['salt']}{number}".encode()).hexdigest() == task["hash"]:
            return f"{task['salt']}:{number}:{task['sign']}"
    raise AssertionError("The task has no answer.")


def test_during_an_attack_what_comes_without_work_waits(story: Story, settings: Any) -> None:
    assert Client().get("/comments/task.json").status_code == 204
    settings.COMMENTS_ATTACK = 1
    for number in range(2):
        reasons(story, text=f"رأي {number}", email=f"reader{number}@example.org")
    assert reasons(story, text="رأي ثالث") == {"attack": (3.0, "")}
    assert status() == "pending"
    proof = solve()
    assert reasons(story, text="رأي رابع", proof=proof) == {}
    assert reasons(story, text="رأي خامس", proof=proof) == {"attack": (3.0, "")}


@pytest.mark.parametrize("proof", ["", "a:b:c", "1.2.3:4:5", ":::", "x.9999999999:1:00"])
def test_no_proof_is_made_up(story: Story, settings: Any, proof: str) -> None:
    settings.COMMENTS_ATTACK = 0
    assert reasons(story, proof=proof) == {"attack": (3.0, "")}


@pytest.fixture
def broken_guard() -> Iterator[None]:
    @guard("broken", label="Broken")
    def look(examined: Examined) -> Finding | None:
        raise RuntimeError(examined.comment.text)

    yield
    del guarding._known["broken"]


def test_a_guard_that_fails_lets_the_comment_wait(story: Story, broken_guard: None) -> None:
    assert reasons(story) == {"broken": (3.0, "!")}
    assert status() == "pending"


def test_small_weights_add_up_and_the_heaviest_stands_first(story: Story) -> None:
    sent = {"text": f"Read {LONG[:20]} more of this at https://a.example and https://b.example"}
    assert reasons(story, **sent, begun=str(int(time.time()))).keys() >= {"fast", "links"}
    comment = Comment.objects.get()
    scores = [one["score"] for one in comment.reasons]
    assert comment.score == sum(scores) >= 8
    assert scores == sorted(scores, reverse=True)
    assert comment.status == "spam"
