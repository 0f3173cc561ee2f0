"""`khabar serve`: the site, and what follows its publications.

Without words it runs the web server and the worker with the scheduler under one supervisor.
`khabar serve web`, `khabar serve worker` and `khabar serve scheduler` run one of them alone, for
whoever has a supervisor already.
"""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from khabar.comments.draining import Draining
from khabar.publishing.working import GRACE, Worker
from khabar.search.following import Following
from khabar.website.renewing import Renewal
from khabar.website.supervising import Supervisor

ROLES = ("web", "worker", "scheduler")


class Command(BaseCommand):
    help = "Serve the readers' pages and the desk, and do what follows from publications."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "roles",
            nargs="*",
            metavar="role",
            help="web, worker (with the scheduler) or scheduler alone; web and worker if left out",
        )
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on")
        parser.add_argument("--workers", type=int, default=1, help="how many web processes")

    def handle(self, *args: Any, **options: Any) -> None:
        roles = options["roles"] or ["web", "worker"]
        if unknown := set(roles) - set(ROLES):
            raise CommandError(f"{', '.join(unknown)}: a role is one of {', '.join(ROLES)}.")
        if "web" in roles:
            refuse_taken(options["host"], options["port"])
            self.say(f"Serving on http://{options['host']}:{options['port']} (Ctrl-C stops)")
        work = deeds(roles, options)
        if len(work) == 1:
            for deed in work.values():
                deed()
        else:
            Supervisor(work, say=self.say).run()

    def say(self, line: str) -> None:
        """Write a line at once: a log collector shows it when it happened."""
        self.stdout.write(line)
        self.stdout.flush()


def deeds(roles: list[str], options: dict[str, Any]) -> dict[str, Callable[[], object]]:
    """Return what each role does. A worker schedules too, so it needs no scheduler beside it."""
    address = {name: options[name] for name in ("host", "port", "workers")}
    work: dict[str, Callable[[], object]] = {}
    if "web" in roles:
        work["web"] = partial(serve_web, **address)
    if "worker" in roles:
        work["worker"] = serve_worker
    elif "scheduler" in roles:
        work["scheduler"] = partial(serve_worker, work=False)
    return work


def serve_web(*, host: str, port: int, workers: int) -> None:
    """Answer requests until SIGTERM; those that were begun are finished."""
    server(host=host, port=port, workers=workers).serve()


def serve_worker(*, work: bool = True) -> None:
    """Do what the ledger says, and what is planned, until SIGTERM; what was begun is finished."""
    worker = Worker(work=work)
    beside: list[Renewal | Following | Draining] = (
        [Renewal(), Following(), Draining()] if work else []
    )

    def stop(*_: object) -> None:
        for thread in beside:
            thread.stop()
        worker.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    for thread in beside:
        thread.start()
    worker.run()


def server(*, host: str, port: int, workers: int) -> Any:
    """Return the server of the site: pictures from the disk, everything else from Django."""
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    return Granian(
        "khabar.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=8,
        backlog=2048,
        respawn_failed_workers=True,
        workers_kill_timeout=int(GRACE),
        log_level=LogLevels.error,
        static_path_route=[settings.MEDIA_URL.rstrip("/")],
        static_path_mount=[settings.MEDIA_ROOT],
        static_path_expires=31_536_000,
    )


def refuse_taken(host: str, port: int) -> None:
    """Raise `CommandError` where another program listens there."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        taken = "Another program listens there." if error.errno == errno.EADDRINUSE else str(error)
        raise CommandError(f"Can't serve on {host}:{port}. {taken} Try another --port.") from error
