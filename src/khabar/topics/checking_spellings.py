"""Whether a spelling may be given to a topic: no other has it, and it isn't just a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from khabar.topics.gathering import spellings_in, words_in
from khabar.topics.locating import words_of
from khabar.topics.models import Topic


def owner_of(text: str, language: str, *, besides: int | None = None) -> Topic | None:
    """Return the topic that has a name or another spelling like `text`, besides one."""
    wanted = " ".join(words_of(text))
    for spelling in spellings_in(language):
        if spelling.topic != besides and spelling.words == wanted:
            return Topic.objects.filter(pk=spelling.topic).first()
    return None


def refuse_what_is_taken(forms: Iterable[Any], topic: Topic) -> None:
    """Put an error on each form of an alias that another topic has, or that stands there twice."""
    seen: set[tuple[str, str]] = set()
    for form in forms:
        text, language = form.cleaned_data["text"], form.cleaned_data["language"]
        folded = " ".join(words_of(text))
        if not folded:
            form.add_error("text", _("Write at least one letter."))
        elif (language, folded) in seen:
            form.add_error("text", _("This spelling stands here twice: to a search they are one."))
        elif owner := owner_of(text, language, besides=topic.pk):
            message = _(
                "This is a spelling of “%(topic)s” already. Take it from there first, or merge the "
                "two topics."
            )
            form.add_error("text", message % {"topic": owner})
        seen.add((language, folded))


def warnings_about(topic: Topic) -> Iterator[str]:
    """Yield what an editor should know of spellings that are words of the language, too."""
    for language in {alias.language for alias in topic.aliases.all()} | set(topic.names):
        words = words_in(language)
        for text in _texts(topic, language):
            folded = " ".join(words_of(text))
            if " " not in folded and words.is_ordinary(folded):
                message = _(
                    "“%(text)s” is an ordinary word, too: it counts only beside a title, or where "
                    "the full name stands in the same story."
                )
                yield message % {"text": text}


def _texts(topic: Topic, language: str) -> list[str]:
    aliases = [alias.text for alias in topic.aliases.all() if alias.language == language]
    return [text for text in (topic.names.get(language, ""), *aliases) if text]
