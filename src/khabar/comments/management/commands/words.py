"""`khabar words`: bring in the words that come with Khabar."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from khabar.comments.models import WordRule
from khabar.comments.seeding_words import seed_words


class Command(BaseCommand):
    """Bring in the words that come with Khabar."""

    help = "Add the words that weigh against comments which come with Khabar, on trial at first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--live",
            action="store_true",
            help="Let them weigh at once: for a new site, which has nothing to try them on.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        state = WordRule.State.ACTIVE if options["live"] else WordRule.State.TRIAL
        added = seed_words(state=state)
        told = ngettext("%(count)d word is new.", "%(count)d words are new.", added)
        self.stdout.write(told % {"count": added})
