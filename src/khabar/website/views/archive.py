"""The archive: years, a year's months, a month's days, a day's stories."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from khabar.delivery.declaring import add_keys, finished
from khabar.language.digits import to_ascii
from khabar.stories.archiving import address_of_day, archive_key
from khabar.website.finding import beside, in_the_archive, with_stories, years_of
from khabar.website.leafing import Leaf, months_in, open_leaf
from khabar.website.listing import page_of_stories
from khabar.website.rendering import render_page
from khabar.website.tabulating import table_of


@finished(keys=lambda request, language: [archive_key(language)])
def years(request: HttpRequest, language: str) -> HttpResponse:
    """Show the years that have stories."""
    context = {"years": years_of(language)}
    return render_page(request, "khabar_website/archive.html", language, context)


@finished()
def year(request: HttpRequest, language: str, year: str) -> HttpResponse:
    """Show the months of a year."""
    leaf = open_leaf(language, *numbers(year))
    months = months_in(leaf)
    shown = {"months": list(zip(months, with_stories(months), strict=True))}
    return show(request, "khabar_website/archive_year.html", leaf, shown)


@finished()
def month(request: HttpRequest, language: str, year: str, month: str) -> HttpResponse:
    """Show a month as a calendar."""
    leaf = open_leaf(language, *numbers(year, month))
    return show(request, "khabar_website/archive_month.html", leaf, {"table": table_of(leaf)})


@finished(query=["after"])
def day(request: HttpRequest, language: str, year: str, month: str, day: str) -> HttpResponse:
    """Show a day's stories, newest first."""
    leaf = open_leaf(language, *numbers(year, month, day))
    stories = in_the_archive(language).between(leaf.begins_at, leaf.ends_at)
    shown = {
        "page": page_of_stories(request, stories),
        "table": table_of(leaf),
        "canonical": f"{settings.URL}{address_of_day(language, leaf.begins_at)}",
    }
    return show(request, "khabar_website/archive_day.html", leaf, shown)


def show(request: HttpRequest, template: str, leaf: Leaf, shown: dict[str, Any]) -> HttpResponse:
    """Show a leaf between its neighbours, or lead to its one address from another spelling."""
    add_keys(leaf.key)
    if request.path != leaf.address:
        return HttpResponsePermanentRedirect(leaf.address)
    before, after = beside(leaf)
    context = {"leaf": leaf, "before": before, "after": after, **shown}
    return render_page(request, template, leaf.language, context)


def numbers(*digits: str) -> list[int]:
    """Read the numbers of an address, in whatever digits."""
    return [int(to_ascii(part)) for part in digits]
