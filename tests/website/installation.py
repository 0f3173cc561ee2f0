"""A whole installation beside the tests: its own folder, database and `khabar serve`."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.laying_out import KHABAR, environment_of, lay_out

# Rows as an import would leave them, without the revisions that nobody here looks at.
FILL = """
import django; django.setup()
from django.utils import timezone
from wagtail.models import Locale
from khabar.stories.models import NumberSequence, Story
from khabar.topics.models import Section
section = Section.objects.create(slug="news", names={"ar": "أخبار"})
locale = Locale.objects.get_or_create(language_code="ar")[0]
Story.objects.bulk_create([
    Story(number=n, locale=locale, section=section, headline=f"خبر {n}", live=True,
          first_published_at=timezone.now(), last_published_at=timezone.now())
    for n in range(1, COUNT + 1)
])
NumberSequence.objects.create(pk=1, last=COUNT)
"""


class Installation:
    """An installation that is served while the block lasts."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder, self.address = folder, database
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = environment_of(folder, KHABAR_LOG_LEVEL="CRITICAL")
        if database:
            self.environment["DATABASE_URL"] = database
        self.server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        lay_out(self.folder)
        if "DATABASE_URL" in self.environment:
            self.khabar("migrate", "-v0")
        if "KHABAR_THEME" in self.environment:
            self.khabar("collectstatic", "-v0", "--noinput")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def khabar(self, *words: str) -> None:
        """Run one command to its end."""
        subprocess.run([*KHABAR, *words], env=self.environment, check=True, capture_output=True)

    def python(self, script: str) -> str:
        """Run a script in a process of the installation; return what it printed."""
        run = subprocess.run(
            [sys.executable, "-c", script],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return run.stdout

    def fill(self, count: int) -> None:
        """Make `count` published stories, numbered from 1."""
        self.python(FILL.replace("COUNT", str(count)))

    def serve(self, *, under: Sequence[str] = ()) -> None:
        """Start the web server and the worker, under another program where `under` names one, and
        wait until they answer."""
        command = [*under, *KHABAR, "serve", "--port", str(self.port)]
        self.server = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        assert self.eventually(lambda: self.status("/robots-unknown/") == 404, seconds=60)

    def stop(self) -> int | None:
        """End the server as an operator does; return its exit status."""
        if not self.server or self.server.poll() is not None:
            return None
        self.server.send_signal(signal.SIGTERM)
        return self.server.wait(timeout=60)

    def get(self, address: str) -> tuple[int, str]:
        """Return the status and the text of a page; 0 where nobody answers."""
        url = f"http://127.0.0.1:{self.port}{address}"
        try:
            with urllib.request.urlopen(url, timeout=20) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def post(self, address: str, fields: Mapping[str, str]) -> tuple[int, str]:
        """Send a form; return the status with the page, or with where the answer leads. 0 where
        nobody answers."""
        server = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            server.request("POST", address, urllib.parse.urlencode(fields), kind)
            response = server.getresponse()
            page = response.read().decode()
            return response.status, response.headers.get("Location") or page
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            server.close()

    def status(self, address: str) -> int:
        """Return the status of a page; 0 where nobody answers."""
        return self.get(address)[0]

    def eventually(self, is_so: object, *, seconds: float) -> bool:
        """Ask again and again until `is_so()` holds."""
        assert callable(is_so)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if is_so():
                return True
            time.sleep(0.05)
        return False


def children_of(process: int) -> list[int]:
    """Return the numbers of the processes that a process began."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True)
    return [int(number) for number in listed.stdout.split()]
