"""`khabar topics …`: load countries and subjects, find topics in the whole archive."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from khabar.stories.learning_words import learn_words
from khabar.stories.rematching import match_archive
from khabar.topics.importing_subjects import DEPTH, Report, import_subjects, read_file, read_ours
from khabar.topics.loading_countries import load_countries


class Command(BaseCommand):
    """Load countries and subjects, and find topics in the whole archive."""

    help = "Load countries and subjects, and find topics in the whole archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="deed", required=True)
        parts.add_parser("countries", help="Make a topic of each country, with its adjectives.")
        subjects = parts.add_parser("subjects", help="Make topics of IPTC's subjects.")
        subjects.add_argument("path", nargs="?", help="IPTC's JSON; without it what Khabar has.")
        subjects.add_argument(
            "--depth", type=int, default=DEPTH, help="How many levels below the top."
        )
        match = parts.add_parser("match", help="Find topics in stories not yet searched.")
        match.add_argument("--all", action="store_true", help="Search every story again.")
        parts.add_parser("words", help="Learn which words of the archive are ordinary.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['deed']}")(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _countries(self, options: dict[str, Any]) -> None:
        made, spellings = load_countries()
        told = _("%(made)d countries and %(spellings)d spellings are new.")
        self.stdout.write(told % {"made": made, "spellings": spellings})

    def _subjects(self, options: dict[str, Any]) -> None:
        path = options["path"]
        concepts = read_file(Path(path)) if path else read_ours()
        self._tell(import_subjects(concepts, depth=options["depth"]))

    def _tell(self, report: Report) -> None:
        told = _("%(made)d subjects are new, %(renamed)d got further names, %(retired)d retired.")
        facts = {"made": report.made, "renamed": report.renamed, "retired": report.retired}
        self.stdout.write(told % facts)
        if report.untranslated:
            self.stdout.write(_("Without an Arabic name, so shown in English:"))
        for concept in report.untranslated:
            self.stdout.write(f"  {concept}")

    def _words(self, options: dict[str, Any]) -> None:
        learn_words()

    def _match(self, options: dict[str, Any]) -> None:
        learn_words()
        for done, left in match_archive(again=options["all"]):
            told = _("%(done)d searched, %(left)d to go")
            self.stdout.write(told % {"done": done, "left": left})
