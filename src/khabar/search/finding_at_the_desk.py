"""The desk's search: Wagtail's lists and choosers of stories ask our index, drafts included.

Wagtail finds it by `WAGTAILSEARCH_BACKENDS`. Everything but stories stays with Wagtail's own index
in the database. A story that was saved is found half a second later.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.db.models import Case, IntegerField, QuerySet, When
from django.utils.translation import get_language
from wagtail.search.backends import database
from wagtail.search.backends.base import BaseIndex, BaseSearchBackend

from khabar.language.analysing import analyse
from khabar.language.digits import parse_number
from khabar.search.engine import Question, Unavailable
from khabar.search.indexing import open_reader
from khabar.search.parsing import parse
from khabar.stories.models import Story

MOST: Final = 500
BEGINNINGS: Final = 40


def numbers_found(text: str, *, language: str) -> list[int]:
    """Return the numbers of the stories that an editor looks for, best first, published or not.

    The last word may be a beginning; a number, in any digits, is a story's. The words are taken for
    those of `language`, the desk's. Raises `Unavailable`.
    """
    reader, wanted = open_reader(), parse(text)
    words = tuple(analyse(wanted.words, language))
    question = Question(
        language=language,
        words=words,
        phrases=tuple(tuple(analyse(phrase, language)) for phrase in wanted.phrases),
        without=tuple(word for part in wanted.without for word in analyse(part, language)),
        drafts=True,
    )
    if words:
        begun = reader.words_that_begin(words[-1].folded, question=question, limit=BEGINNINGS)
        question = replace(question, beginnings=tuple(begun))
    number = parse_number(text.strip())
    found = [] if question.is_empty else [hit.number for hit in reader.search(question, limit=MOST)]
    return list(dict.fromkeys([*([number] if number else []), *found]))


class StoryBackend(BaseSearchBackend):
    """Finds stories by our index, and everything else as Wagtail does."""

    def __init__(self, params: Any) -> None:
        super().__init__(params)
        self._others = database.SearchBackend(params)
        self.rebuilder_class = self._others.rebuilder_class

    def get_index_for_model(self, model: type[Any]) -> Any:
        """Return nothing to write stories into: the worker feeds the index."""
        return BaseIndex(self) if model is Story else self._others.get_index_for_model(model)

    def search(self, query: Any, model_or_queryset: Any, *args: Any, **options: Any) -> Any:
        """Find by whole words; of stories, also by the beginning of the last."""
        stories = _stories(model_or_queryset)
        if stories is None:
            return self._others.search(query, model_or_queryset, *args, **options)
        return found_among(stories, str(query), **_order(options))

    def autocomplete(self, query: Any, model_or_queryset: Any, *args: Any, **options: Any) -> Any:
        """Find while somebody types."""
        stories = _stories(model_or_queryset)
        if stories is None:
            return self._others.autocomplete(query, model_or_queryset, *args, **options)
        return found_among(stories, str(query), **_order(options))


def _order(options: dict[str, Any]) -> dict[str, bool]:
    return {"by_relevance": options.get("order_by_relevance", True)}


def _stories(model_or_queryset: Any) -> QuerySet[Story] | None:
    if isinstance(model_or_queryset, QuerySet):
        return model_or_queryset if model_or_queryset.model is Story else None
    return Story.objects.all() if model_or_queryset is Story else None


def found_among(stories: QuerySet[Story], text: str, *, by_relevance: bool) -> QuerySet[Story]:
    """Return those of `stories` that `text` finds, best first or in their own order. While there is
    no index, headlines are looked through."""
    try:
        numbers = numbers_found(text, language=(get_language() or "ar").partition("-")[0])
    except Unavailable:
        return stories.filter(headline__icontains=text)
    found = stories.filter(number__in=numbers)
    if not by_relevance or not numbers:
        return found
    places = [When(number=number, then=place) for place, number in enumerate(numbers)]
    return found.order_by(Case(*places, output_field=IntegerField()))
