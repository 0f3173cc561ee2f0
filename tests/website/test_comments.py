"""A story's comments as readers meet them: over HTTP, without a login, a cookie or a token."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from khabar.comments.models import Comment
from khabar.language.direction import strip_controls
from khabar.stories.models import Story
from tests.comments.sending import address, page, seal_of, send
from tests.factories import CommentFactory, StoryFactory

pytestmark = pytest.mark.django_db

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "[link](javascript:alert(1))",
]


@pytest.fixture
def story() -> Story:
    return StoryFactory(published=True)


def test_a_comment_waits_and_is_shown_once_approved(story: Story) -> None:
    response = send(story, text="أحسنتم والله")
    comment = Comment.objects.get()
    assert response.status_code == 303
    assert (comment.status, comment.story, comment.text) == ("pending", story, "أحسنتم والله")
    assert "أحسنتم والله" not in page(story.get_absolute_url())
    Comment.objects.update(status="approved")
    assert "أحسنتم والله" in page(story.get_absolute_url())


def test_a_rejected_comment_is_not_shown(story: Story) -> None:
    CommentFactory(story=story, status="rejected", text="مرفوض تماما")
    assert "مرفوض تماما" not in page(story.get_absolute_url())
    assert "مرفوض تماما" not in page(address(story))


def test_the_receipt_follows_the_decision(story: Story) -> None:
    receipt = send(story)["Location"]
    waiting = page(receipt)
    Comment.objects.update(status="approved")
    approved = page(receipt)
    Comment.objects.update(status="rejected")
    assert len({waiting, approved, page(receipt)}) == 3
    assert f"#comment-{Comment.objects.get().pk}" in approved


def test_a_receipt_is_kept_by_nobody_and_holds_no_words(story: Story) -> None:
    response = Client().get(send(story, name="Zubayda", text="كلمات القارئ")["Location"])
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Zubayda" not in response.content.decode()
    assert "كلمات القارئ" not in response.content.decode()


def test_a_receipt_cannot_be_made_up(story: Story) -> None:
    comment = CommentFactory(story=story)
    real = send(story)["Location"]
    for made_up in (f"{comment.pk}", f"{comment.pk}:AAAA", real.split("/")[-2] + "x"):
        assert Client().get(f"{address(story)}received/{made_up}/").status_code == 404
    other = StoryFactory(published=True)
    assert Client().get(real.replace(address(story), address(other))).status_code == 404


def test_no_answer_sets_a_cookie_or_differs_by_cookie(story: Story) -> None:
    sent = send(story)
    for response in (
        sent,
        send(story, text=""),
        Client().get(address(story)),
        Client().get(sent["Location"]),
        Client().get(story.get_absolute_url()),
    ):
        assert not response.cookies
        assert "cookie" not in response.get("Vary", "").lower()


def test_no_public_page_holds_an_email_address(story: Story) -> None:
    receipt = send(story, email="secret@example.org")["Location"]
    Comment.objects.update(status="approved")
    for path in (story.get_absolute_url(), address(story), receipt, f"/{story.language}/"):
        assert "secret@example.org" not in page(path)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_comes_out_as_the_reader_typed_it(story: Story, payload: str) -> None:
    send(story, name=payload, text=payload)
    Comment.objects.update(status="approved")
    html = page(story.get_absolute_url())
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<svg/onload" not in html
    assert 'href="javascript' not in html
    assert unescape(html).count(payload) == 2


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_stays_text_in_a_form_that_is_shown_again(story: Story, payload: str) -> None:
    html = send(story, name=payload, email=payload, text=payload).content.decode()
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert unescape(html).count(payload) >= 3


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "http://testserver.evil.example"},
    ],
)
def test_it_refuses_what_another_site_sends(story: Story, headers: dict[str, str]) -> None:
    assert send(story, headers=headers).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_it_takes_what_its_own_form_sends(story: Story, headers: dict[str, str]) -> None:
    assert send(story, headers=headers).status_code == 303
    assert Comment.objects.count() == 1


def test_too_long_a_text_is_refused_and_kept_whole(story: Story) -> None:
    text = "ن" * 4000 + "!"
    response = send(story, text=text)
    assert response.status_code == 422
    assert text in response.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize("letter", ["ن", "a", "🙂"])
def test_the_longest_text_is_taken_whole(story: Story, letter: str) -> None:
    assert send(story, text=letter * 4000).status_code == 303
    assert Comment.objects.get().text == letter * 4000


def test_line_ends_count_once(story: Story) -> None:
    assert send(story, text="a\r\n" * 1999 + "ab").status_code == 303


def test_no_field_is_cut_by_the_browser(story: Story) -> None:
    form = page(story.get_absolute_url()).split('id="comment-form"')[1].split("</form>")[0]
    assert "maxlength" not in form


def test_far_too_large_a_body_is_refused_with_a_page(story: Story) -> None:
    response = send(story, text="a" * 300_000)
    assert response.status_code == 413
    assert "<main" in response.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        {"name": ""},
        {"name": "ن" * 41},
        {"name": "ه" + "\u0651" * 4},
        {"name": "\u200f\u200f"},
        {"email": ""},
        {"email": "nobody"},
        {"email": f"{'a' * 250}@example.org"},
        {"email": "a@example.org\r\nBcc: b@example.org"},
        {"text": ""},
        {"text": " \u202e\n "},
    ],
)
def test_what_is_missing_or_wrong_is_said_and_the_rest_kept(
    story: Story, words: dict[str, str]
) -> None:
    response = send(story, **({"text": "نص محفوظ"} | words))
    html = response.content.decode()
    assert response.status_code == 422
    assert 'role="alert"' in html
    assert ("نص محفوظ" in html) == ("text" not in words)
    assert not Comment.objects.exists()


def test_each_error_is_tied_to_its_field(story: Story) -> None:
    html = send(story, email="nobody").content.decode()
    assert 'aria-describedby="comment-email_helptext comment-email_error"' in html
    assert 'id="comment-email_error"' in html
    assert 'href="#comment-email"' in html
    assert 'aria-invalid="true"' in html


def test_what_fills_in_the_trap_is_taken_for_spam_and_kept(story: Story) -> None:
    assert send(story, subject="cheap watches").status_code == 303
    comment = Comment.objects.get()
    assert comment.status == "spam"
    assert [reason["guard"] for reason in comment.reasons] == ["trap"]


def test_the_same_comment_twice_is_one(story: Story) -> None:
    first, second = send(story), send(story, name="Maryam", email="MARYAM@example.org")
    assert first["Location"] == second["Location"]
    assert Comment.objects.count() == 1


def test_the_same_words_elsewhere_or_by_another_are_another(story: Story) -> None:
    send(story)
    send(StoryFactory(published=True))
    send(story, email="other@example.org")
    assert Comment.objects.count() == 3


def test_characters_that_reorder_neighbours_are_taken_out(story: Story) -> None:
    send(story, name="\u202eمريم\u2066\nعلي", text="a\u202eb\u0000c\u200c")
    comment = Comment.objects.get()
    assert comment.name == "مريم علي"
    assert comment.text == "abc\u200c"


def test_closed_comments_are_refused_but_not_lost(story: Story) -> None:
    CommentFactory(story=story, status="approved", text="وصل قبل الإغلاق")
    Story.objects.update(comments_open=False)
    response = send(story, text="وصل بعد الإغلاق", seal=seal_of(story, mode="closed"))
    assert response.status_code == 403
    assert "وصل بعد الإغلاق" in response.content.decode()
    assert Comment.objects.count() == 1
    html = page(story.get_absolute_url())
    assert "وصل قبل الإغلاق" in html
    assert "<textarea" not in html


def test_a_form_that_was_open_when_comments_closed_has_its_receipt_say_so(story: Story) -> None:
    Story.objects.update(comments_open=False)
    receipt = send(story)["Location"]
    comment = Comment.objects.get()
    assert (comment.status, comment.refusal) == ("rejected", "closed")
    assert "مغلقة" in page(receipt)


@pytest.mark.parametrize("method", ["get", "post"])
def test_there_are_no_comments_where_there_is_no_story(story: Story, method: str) -> None:
    draft = StoryFactory()
    for path in (address(draft), "/ar/999999999/comments/", f"/fa/{story.number}/comments/"):
        assert getattr(Client(), method)(path).status_code == {"get": 404, "post": 403}[method]


def test_it_takes_no_other_method(story: Story) -> None:
    assert Client().put(address(story)).status_code == 405
    assert Client().delete(address(story)).status_code == 405


def test_a_number_in_other_digits_leads_to_the_one_address(story: Story) -> None:
    digits = str(story.number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    response = Client().get(f"/ar/{digits}/comments/")
    assert (response.status_code, response["Location"]) == (301, address(story))


def test_the_thread_goes_on_beyond_the_first_fifty(story: Story) -> None:
    comments = [CommentFactory(story=story, status="approved", text=f"[{n}]") for n in range(120)]
    # Two that came in the same moment stand on either side of a page's end.
    moment = comments[49].received_at
    Comment.objects.filter(pk=comments[50].pk).update(received_at=moment)
    first = page(story.get_absolute_url())
    assert [f"[{n}]" in first for n in (0, 49, 50)] == [True, True, False]
    assert "(120)" in first
    second = page(f"{address(story)}?after={comments[49].pk}")
    assert [f"[{n}]" in second for n in (49, 50, 99, 100)] == [False, True, True, False]
    third = page(f"{address(story)}?after={comments[99].pk}")
    assert [f"[{n}]" in third for n in (99, 100, 119)] == [False, True, True]
    assert "?after=" not in third


@pytest.mark.parametrize("after", ["0", "x", "9" * 18, "9" * 40, "-1", "1 or 1=1"])
def test_a_page_after_no_comment_is_not_found(story: Story, after: str) -> None:
    assert Client().get(address(story), {"after": after}).status_code == 404


def test_the_thread_costs_the_same_whatever_its_length(
    story: Story, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _ in range(60):
        CommentFactory(story=story, status="approved")
    with django_assert_max_num_queries(12):
        page(address(story))


@pytest.mark.parametrize(("language", "moment"), [("ar", "2021"), ("fa", "۱۴۰۰"), ("en", "2021")])
def test_each_edition_writes_its_own_dates(language: str, moment: str) -> None:
    comment = CommentFactory(story=StoryFactory(language=language, published=True), approved=True)
    Comment.objects.update(received_at="2021-10-19T12:00:00Z")
    html = page(comment.story.get_absolute_url())
    assert moment in html.split('class="comment"')[1].split("</article>")[0]


def test_a_name_and_a_text_are_kept_apart_from_their_neighbours(story: Story) -> None:
    CommentFactory(story=story, status="approved", name="Adam", text="one\ntwo\n\nثلاثة")
    html = page(story.get_absolute_url())
    assert "Adam</bdi>" in html
    assert '<p dir="auto">one<br>two</p><p dir="auto">ثلاثة</p>' in html


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_every_page_of_comments_is_sound_html(
    language: str, html_complaints: Callable[[dict[str, bytes]], list[str]]
) -> None:
    story = StoryFactory(language=language, published=True)
    CommentFactory(story=story, status="approved")
    pages = {"receipt": Client().get(send(story)["Location"]).content}
    pages["thread"] = Client().get(address(story)).content
    pages["wrong"] = send(story, name="", text="").content
    comment = Comment.objects.filter(status="approved").get()
    pages["reply"] = Client().get(f"{address(story)}{comment.pk}/reply/").content
    pages["report"] = Client().get(f"{address(story)}{comment.pk}/report/").content
    pages["privacy"] = Client().get(f"/{language}/privacy/").content
    pages["closed"] = send(story, seal=seal_of(story, mode="closed")).content
    assert html_complaints(pages) == []


class RoundTripTest(TestCase):
    """What a reader writes is what readers read, but for what could hide or reorder it."""

    def setUp(self) -> None:
        self.story = StoryFactory(published=True)

    @settings(max_examples=30, deadline=None)
    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
    def test_it_shows_what_was_written(self, text: str) -> None:
        response = send(self.story, text=text)
        kept = strip_controls(text).strip()
        if response.status_code == 422:
            assert not any(character.isalnum() for character in kept)
            return
        assert response.status_code == 303
        comment = Comment.objects.get()
        assert comment.text == kept
        comment.status = Comment.Status.APPROVED
        comment.save()
        shown = page(address(self.story)).split('class="comment__text">')[1].split("</div>")[0]
        words = unescape(shown.replace("<br>", "\n").replace("</p>", "\n"))
        assert "".join(words.replace('<p dir="auto">', "").split()) == "".join(kept.split())
