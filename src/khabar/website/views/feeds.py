"""The feeds, each with the keys of the list that it carries, in each form by its file's name."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse

from khabar.branding.keys import BRAND
from khabar.contributors.keys import contributor_key, source_key
from khabar.delivery.declaring import finished
from khabar.related.keys import running_key
from khabar.stories.keys import latest_key, list_key
from khabar.syndication import listing
from khabar.syndication.feeding import FORMS, StoriesFeed
from khabar.topics.keys import SECTIONS, topic_key
from khabar.topics.models import Topic

Views = dict[str, Callable[..., Any]]


def in_each_form(
    listed: Callable[..., Any], keys: Callable[..., list[str]], given: tuple[str, ...] = ()
) -> Views:
    """Return the views of a list's feeds, by the last part of their addresses; the list also
    depends on the parameters `given`."""
    return {
        form: finished(keys=lambda request, **named: [*keys(**named), BRAND], query=given)(
            StoriesFeed(listed, form, given)
        )
        for form in FORMS
    }


def _leading_on(form: str, view: Callable[..., Any]) -> Callable[..., Any]:
    """Return a view of a topic's feed that leads from the address of one that was merged or renamed
    to where its feed is now."""

    @wraps(view)
    def lead_on(request: HttpRequest, language: str, slug: str) -> Any:
        try:
            return view(request, language=language, slug=slug)
        except Http404:
            now = Topic.objects.standing_at(slug)
            if now is None or now.slug == slug:
                raise
        return HttpResponsePermanentRedirect(f"{reverse('topic', args=[language, now.slug])}{form}")

    return lead_on


edition = in_each_form(listing.edition, lambda language: [latest_key(language)])
section = in_each_form(
    listing.section, lambda language, slug: [list_key("section", slug, language), SECTIONS]
)
topic = {
    form: _leading_on(form, view)
    for form, view in in_each_form(
        listing.topic, lambda language, slug: [list_key("topic", slug, language), topic_key(slug)]
    ).items()
}
contributor = in_each_form(
    listing.contributor,
    lambda language, slug: [list_key("by", slug, language), contributor_key(slug)],
)
source = in_each_form(
    listing.source, lambda language, slug: [list_key("source", slug, language), source_key(slug)]
)
running = in_each_form(listing.running, lambda language, pk: [running_key(int(pk))])
search = in_each_form(listing.search, lambda language: [latest_key(language)], ("q",))
