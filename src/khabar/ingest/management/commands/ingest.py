"""`khabar ingest PATH…`: bring saved pages in as stories."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from khabar.ingest.gathering import Gathered, gather
from khabar.ingest.ingesting import Outcome, Status, ingest
from khabar.ingest.reading import known_suffixes
from khabar.ingest.reporting import JsonReport, LinesReport, Report, TerminalReport
from khabar.ingest.stopping import asked_to_stop
from khabar.ingest.storing import Wishes
from khabar.topics.models import Section

STOPPED = 130
"""The exit status that shells give to a command that Ctrl-C ended."""


class Command(BaseCommand):
    """Bring saved pages in as stories."""

    help = "Bring saved pages in as stories. Running it again brings in only what has changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="A file, a folder or a glob.")
        parser.add_argument(
            "--as",
            dest="kind",
            choices=["draft", "published"],
            default="published",
            help="What the stories become (default: published).",
        )
        parser.add_argument(
            "--language",
            choices=[code for code, name in settings.LANGUAGES],
            help="The language of the pages (default: as each is written).",
        )
        parser.add_argument(
            "--timezone",
            default=settings.TIME_ZONE,
            help="Where the pages' clocks stood, such as Asia/Tehran (default: %(default)s).",
        )
        parser.add_argument(
            "--section", help="The slug of a section (default: news, made if there is none)."
        )
        parser.add_argument("--report", choices=["json"], help="Print one JSON document instead.")

    def handle(self, *args: Any, **options: Any) -> None:
        wishes = Wishes(
            publish=options["kind"] == "published",
            zone=_zone(options["timezone"]),
            language=options["language"],
            section=_section(options["section"]) if options["section"] else None,
        )
        status = bring_in(options["paths"], wishes, self._report(options["report"]))
        if status:
            sys.exit(status)

    def _report(self, kind: str | None) -> Report:
        if kind == "json":
            return JsonReport(self.stdout.write)
        if self.stdout.isatty():
            return TerminalReport()
        return LinesReport(self.stdout.write, self.stderr.write)


def bring_in(paths: list[str], wishes: Wishes, report: Report) -> int:
    """Bring in the pages, telling `report` of each; return the exit status."""
    pages = list(gather(paths, known_suffixes()))
    totals: Counter[Status] = Counter()
    report.begin(len(pages))
    try:
        for outcome in _outcomes(pages, wishes):
            totals[outcome.status] += 1
            report.add(outcome)
    finally:
        report.end(totals, len(pages))
    if totals.total() < len(pages):
        return STOPPED
    return 1 if totals[Status.FAILED] else 0


def _outcomes(pages: list[Gathered], wishes: Wishes) -> Iterator[Outcome]:
    """Bring in one page after another, until asked to stop."""
    with asked_to_stop() as stop, suppress(KeyboardInterrupt):
        for page in pages:
            if stop.is_set():
                return
            yield ingest(page, wishes)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        message = _("There is no time zone %(name)s. Write one such as Asia/Tehran.")
        raise CommandError(message % {"name": name}) from error


def _section(slug: str) -> Section:
    section: Section | None = Section.objects.filter(slug=slug).first()
    if not section:
        slugs = ", ".join(Section.objects.values_list("slug", flat=True)) or "–"
        message = _(
            "There is no section %(slug)s. Make it at the desk, or choose one of: %(slugs)s."
        )
        raise CommandError(message % {"slug": slug, "slugs": slugs})
    return section
