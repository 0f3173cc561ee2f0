"""A text that is in the archive already is noticed, and what differs is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from wagtail import hooks

from khabar.related.comparing import runs_of, share_of
from khabar.related.describing_duplicates import described, told_in_a_line
from khabar.related.noticing_duplicates import near_duplicates
from tests.related.conftest import STRIKE, TALKS, told


@pytest.mark.django_db
def test_the_same_text_with_two_words_changed_is_noticed(index: Callable[[], bool]) -> None:
    headline, lead, body = STRIKE
    long = f"{body} " + " ".join(f"كلمة{number}" for number in range(60))
    first = told((headline, lead, long))
    told(TALKS)
    index()
    draft = told((headline, lead, long.replace("كلمة30", "<i>غيرها</i>")), published=False)
    (found,) = near_duplicates(draft)
    assert found.story == first
    assert [(each.here, each.there) for each in found.differences] == [("غيرها", "كلمة30")]
    said = described(found)
    assert str(first.number) in said
    assert "<i>" not in said
    assert str(first.number) in told_in_a_line(found)


@pytest.mark.django_db
def test_who_saves_it_at_the_desk_is_told(index: Callable[[], bool], client: Client) -> None:
    first, again = told(STRIKE), told(STRIKE, published=False)
    index()
    request = RequestFactory().get("/")
    request.session = client.session
    request._messages = FallbackStorage(request)
    for hook in hooks.get_hooks("after_edit_snippet"):
        hook(request, again)
    (message,) = list(request._messages)
    assert str(first.number) in str(message)


@pytest.mark.django_db
def test_another_report_is_no_duplicate_and_without_an_index_nothing_is_said(
    index: Callable[[], bool],
) -> None:
    told(STRIKE)
    draft = told(TALKS, published=False)
    assert near_duplicates(draft) == []
    index()
    assert near_duplicates(draft) == []


@given(st.text())
def test_a_text_is_wholly_like_itself(text: str) -> None:
    runs = runs_of(text, "ar")
    assert share_of(runs, runs) == (1.0 if runs else 0.0)


@given(st.text(), st.text())
def test_likeness_does_not_depend_on_the_order(one: str, other: str) -> None:
    pair = runs_of(one, "fa"), runs_of(other, "fa")
    assert share_of(*pair) == share_of(*reversed(pair))
    assert 0 <= share_of(*pair) <= 1
