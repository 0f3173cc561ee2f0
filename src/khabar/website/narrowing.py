"""What a reader chose on the search page, and the links that choose more or less of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Final
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khabar.contributors.models import Contributor
from khabar.language.digits import in_digits, parse_number
from khabar.search.asking import Answer
from khabar.search.recording import CONTRIBUTORS, LANGUAGE, SECTION, TOPICS, YEAR
from khabar.topics.models import Section, Topic
from khabar.website.templatetags.khabar_website import ENDONYMS

FACETS: Final = {"section": SECTION, "year": YEAR, "topic": TOPICS, "by": CONTRIBUTORS}
"""The parameter of an address that chooses a value of a facet."""
HEADINGS: Final[Mapping[str, Promise]] = {
    SECTION: _("Section"),
    YEAR: _("Year"),
    TOPICS: _("Topic"),
    CONTRIBUTORS: _("Contributor"),
    LANGUAGE: _("Language"),
}
NAMED: Final = {SECTION: Section, TOPICS: Topic, CONTRIBUTORS: Contributor}
MOST: Final = 8
NEW, ALL = "new", "all"


@dataclass(frozen=True)
class Search:
    """A search as its address says it."""

    language: str
    query: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    newest_first: bool = False
    everywhere: bool = False
    page: int = 1

    PARAMETERS: ClassVar = ("q", *FACETS, "sort", "in", "page")

    @classmethod
    def of(cls, given: Mapping[str, str], language: str) -> Search:
        """Read the parameters of an address. A page that is no number is page 0, which isn't."""
        chosen = {facet: given[name] for name, facet in FACETS.items() if given.get(name)}
        if YEAR in chosen and not parse_number(chosen[YEAR]):
            del chosen[YEAR]
        return cls(
            language,
            given.get("q", "").strip(),
            chosen,
            newest_first=given.get("sort") == NEW,
            everywhere=given.get("in") == ALL,
            page=parse_number(given.get("page", "1")) or 0,
        )

    @property
    def address(self) -> str:
        """Its address, as short as can be."""
        return f"{reverse('search', args=[self.language])}?{self.parameters}"

    @property
    def feed_address(self) -> str:
        """The address of the feed of what it finds."""
        page = reverse("search", args=[self.language])
        return f"{page}feed.xml?{urlencode({'q': self.query})}"

    @property
    def parameters(self) -> str:
        """The part of its address after the question mark."""
        names = {facet: name for name, facet in FACETS.items()}
        wanted = {
            "q": self.query,
            **{names[facet]: value for facet, value in self.chosen.items()},
            "sort": NEW if self.newest_first else "",
            "in": ALL if self.everywhere else "",
            "page": str(self.page) if self.page > 1 else "",
        }
        return urlencode({name: value for name, value in wanted.items() if value})

    def choosing(self, facet: str, value: str) -> Search:
        """Return it with a value of a facet, or without if it has it."""
        chosen = dict(self.chosen)
        if chosen.get(facet) == value:
            del chosen[facet]
        else:
            chosen[facet] = value
        return replace(self, chosen=chosen, page=1)

    def next_page(self) -> Search:
        """Return its next page."""
        return replace(self, page=self.page + 1)

    def by_relevance(self) -> Search:
        """Return it with the best first."""
        return replace(self, newest_first=False, page=1)

    def by_time(self) -> Search:
        """Return it with the newest first."""
        return replace(self, newest_first=True, page=1)

    def here(self) -> Search:
        """Return it in this edition alone."""
        return replace(self, everywhere=False, page=1)

    def in_all_languages(self) -> Search:
        """Return it in all editions."""
        return replace(self, everywhere=True, page=1)

    def for_words(self, query: str) -> Search:
        """Return a search for other words."""
        return Search(self.language, query, everywhere=self.everywhere)


@dataclass(frozen=True)
class Value:
    """A value of a facet: what it is called, in how many stories it stands, where it leads."""

    label: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Group:
    """A facet's values."""

    heading: Promise
    values: list[Value]


def groups(search: Search, answer: Answer, language: str) -> list[Group]:
    """Return the facets by which an answer can be narrowed: those whose values don't stand in every
    story, and those of which one was chosen."""
    found = [
        Group(HEADINGS[facet], list(_values(search, facet, counted[:MOST], language)))
        for facet, counted in answer.facets.items()
        if facet in search.chosen or any(count != answer.total for _value, count in counted)
    ]
    return [group for group in found if group.values]


def _values(
    search: Search, facet: str, counted: list[tuple[str, int]], language: str
) -> Iterator[Value]:
    names = _names(facet, [value for value, _count in counted], language)
    for value, count in counted:
        if value in names:
            chosen, other = search.chosen.get(facet) == value, search.choosing(facet, value)
            if facet == LANGUAGE:
                chosen = value == search.language and not search.everywhere
                other = replace(search, language=value, everywhere=False, page=1)
            yield Value(names[value], count, other.address, chosen)


def _names(facet: str, values: list[str], language: str) -> dict[str, str]:
    if facet == LANGUAGE:
        return {value: ENDONYMS.get(value, value) for value in values}
    if facet == YEAR:
        digits = settings.EDITIONS[language].digits
        return {value: in_digits(value, digits) for value in values if value != "0"}
    rows = NAMED[facet]._default_manager.filter(slug__in=values)
    return {row.slug: row.name_in(language) for row in rows}
