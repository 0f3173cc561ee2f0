"""`khabar search`: building the index of this machine, and comparing it with the database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from khabar.search.checking import check
from khabar.search.engine import Unavailable
from khabar.search.rebuilding import AlreadyBuilding, rebuild

SHOWN = 10


class Command(BaseCommand):
    help = "Build this machine's search index anew, or compare it with the database."

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="rebuild|check")
        build = deeds.add_parser(
            "rebuild", help="build the index; the one in use answers until the new one is there"
        )
        build.add_argument(
            "--processes",
            type=int,
            default=os.cpu_count() or 1,
            help="how many processes analyse the words (all cores)",
        )
        build.add_argument(
            "--afresh", action="store_true", help="don't go on with a build that was ended"
        )
        deeds.add_parser("check", help="compare the index with what is published")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["deed"] == "rebuild":
                self.rebuild(**options)
            else:
                self.compare()
        except (Unavailable, AlreadyBuilding) as reason:
            raise CommandError(str(reason)) from reason

    def rebuild(self, **options: Any) -> None:
        """Build, with a bar that says how far it is; Ctrl-C ends it, and it goes on next time."""
        quiet = options["verbosity"] == 0
        try:
            with self.progress(quiet) as tell:
                stories = rebuild(
                    processes=options["processes"], afresh=options["afresh"], progress=tell
                )
        except KeyboardInterrupt:
            raise CommandError(_("Ended. The next rebuild goes on from here.")) from None
        message = ngettext(
            "%(count)d story is in the index.", "%(count)d stories are in the index.", stories
        )
        if not quiet:
            self.stdout.write(message % {"count": stories})

    @contextmanager
    def progress(self, quiet: bool) -> Iterator[Any]:
        """Give a function that is told how many stories of how many are done."""
        columns = (
            TextColumn(_("Building the index")),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        console = Console(quiet=quiet)
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)

    def compare(self) -> None:
        """Say what differs, and fail where anything does."""
        report = check()
        if report.is_clean:
            self.stdout.write(_("The index has every published story, and no other."))
            return
        for text, numbers in (
            (_("Published and not in the index"), report.missing),
            (_("In the index and not published"), report.surplus),
        ):
            if numbers:
                shown = ", ".join(str(number) for number in numbers[:SHOWN])
                more = " …" if len(numbers) > SHOWN else ""
                self.stdout.write(f"{text} ({len(numbers)}): {shown}{more}")
        raise CommandError(_("Build it anew: khabar search rebuild"))
