"""`khabar demo`: a whole newsroom, filled and served, from one command."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.test import Client

from khabar.newsroom.demonstration.filling import fill_newsroom
from khabar.search.following import forget, keep_up
from khabar.stories.learning_words import learn_words

ACCOUNT = "editor"


class Command(BaseCommand):
    help = "Fill a demonstration newsroom and serve it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on")
        parser.add_argument("--no-serve", action="store_true", help="fill it and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        self.prepare()
        for part in fill_newsroom():
            self.stdout.write(f"  {part} …")
        self.stdout.write("  the index …")
        keep_up()
        # Which words are ordinary is told from the archive, before names are looked for in it.
        learn_words()
        password = self.make_account()
        self.warm()
        self.announce(password, options["port"])
        forget()
        if not options["no_serve"]:
            call_command("serve", host=options["host"], port=options["port"])

    def prepare(self) -> None:
        """Make the tables and gather the files that readers' pages need."""
        self.stdout.write("Preparing the newsroom:")
        self.stdout.write("  tables …")
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("  style sheets, fonts …")
        call_command("collectstatic", verbosity=0, interactive=False)

    def make_account(self) -> str:
        """Make the account to sign in with, once, and return its password."""
        file = Path(settings.VAR) / "demo-password"
        if not file.exists():
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as handle:
                handle.write(secrets.token_urlsafe(9))
        password = file.read_text().strip()
        users = get_user_model().objects
        if not users.filter(username=ACCOUNT).exists():
            users.create_superuser(ACCOUNT, "editor@example.org", password)
        return password

    def warm(self) -> None:
        """Let the pictures of the fronts be cut now, not while the first reader waits."""
        self.stdout.write("  pictures' sizes …")
        for language in settings.EDITIONS:
            Client().get(f"/{language}/", headers={"host": "localhost"}, secure=settings.HTTPS)

    def announce(self, password: str, port: int) -> None:
        """Say where to go."""
        site = f"http://localhost:{port}"
        fronts = "  ".join(f"{site}/{language}/" for language in settings.EDITIONS)
        self.stdout.write("")
        self.stdout.write(self.style.SUCCESS("The newsroom is ready."))
        self.stdout.write(f"  Read:     {fronts}")
        self.stdout.write(f"  Desk:     {site}/desk/")
        self.stdout.write(f"  Sign in:  {ACCOUNT} / {password}")
        self.stdout.write("")
