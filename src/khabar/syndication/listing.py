"""The lists that have feeds: an edition's newest, a section, a topic, a contributor, a source."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from khabar.contributors.models import Contributor, Source
from khabar.related.models import RunningStory
from khabar.search.asking import LONGEST_QUERY, ask
from khabar.search.engine import Unavailable
from khabar.stories.models import Story
from khabar.stories.querysets import StoryQuerySet
from khabar.topics.models import Section, Topic


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of stories, newest first once it is asked for. The front's `name` is empty."""

    language: str
    name: str
    address: str
    stories: StoryQuerySet


def edition(language: str) -> Listed:
    """Return all that an edition published."""
    return Listed(language, "", reverse("front", args=[language]), _published(language))


def section(language: str, slug: str) -> Listed:
    """Return a section's stories. Raises `Http404` where the edition hasn't such a section."""
    found = get_object_or_404(Section.objects.in_edition(language), slug=slug)
    address, stories = found.get_absolute_url(language), _published(language).in_section(found)
    return Listed(language, found.name_in(language), address, stories)


def topic(language: str, slug: str) -> Listed:
    """Return the stories about a topic. Raises `Http404` where none has this slug now."""
    found = get_object_or_404(Topic.objects.current(), slug=slug)
    address, stories = found.get_absolute_url(language), _published(language).about(found)
    return Listed(language, found.name_in(language), address, stories)


def contributor(language: str, slug: str) -> Listed:
    """Return the stories that credit somebody. Raises `Http404` where there is nobody."""
    found = get_object_or_404(Contributor, slug=slug)
    address, stories = found.get_absolute_url(language), _published(language).by(found)
    return Listed(language, found.name_in(language), address, stories)


def source(language: str, slug: str) -> Listed:
    """Return the stories that came from a source. Raises `Http404` where there is none."""
    found = get_object_or_404(Source, slug=slug)
    address, stories = found.get_absolute_url(language), _published(language).from_source(found)
    return Listed(language, found.name_in(language), address, stories)


def running(language: str, pk: str) -> Listed:
    """Return the chapters of a running story. Raises `Http404` where there is none."""
    known = RunningStory.objects.current().select_related("locale")
    found = get_object_or_404(known, pk=pk, locale__language_code=language)
    return Listed(language, str(found), found.get_absolute_url(), found.stories())


def search(language: str, q: str) -> Listed:
    """Return the newest stories that a search finds. Raises `Http404` where nothing is asked for or
    search can't answer now."""
    try:
        answer = ask(q[:LONGEST_QUERY], language=language, newest_first=True)
    except Unavailable as error:
        raise Http404 from error
    if not q:
        raise Http404
    numbers = [result.story.number for result in answer.results]
    address = f"{reverse('search', args=[language])}?{urlencode({'q': q})}"
    return Listed(language, q, address, _published(language).filter(number__in=numbers))


def _published(language: str) -> StoryQuerySet:
    return Story.objects.published().in_language(language)
