"""`khabar serve`: the site, served by Granian."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from granian import Granian
from granian.constants import Interfaces


class Command(BaseCommand):
    help = "Serve the readers' pages and the desk."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on")
        parser.add_argument("--workers", type=int, default=1, help="how many web processes")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Serving on http://{options['host']}:{options['port']} (Ctrl-C stops)")
        self.stdout.flush()
        server(host=options["host"], port=options["port"], workers=options["workers"]).serve()


def server(*, host: str, port: int, workers: int) -> Granian:
    """Return the server of the site: pictures from the disk, everything else from Django."""
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    return Granian(
        "khabar.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=8,
        backlog=2048,
        respawn_failed_workers=True,
        static_path_route=[settings.MEDIA_URL.rstrip("/")],
        static_path_mount=[settings.MEDIA_ROOT],
        static_path_expires=31_536_000,
    )
