"""Sending comments as fast as they are taken, or so many a minute, and reading pages meanwhile."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from secrets import token_hex
from tempfile import NamedTemporaryFile
from typing import NamedTuple
from urllib.parse import quote_plus, urlencode

from benchmarks.delivery import seconds_of

SERVER_CORE, LOAD_CORE = 0, 1
FORM = "application/x-www-form-urlencoded"
# Some 200 letters, as most comments have.
TEXT = "شكرا على هذا الخبر المفصل، ونرجو أن تتابعوا الموضوع في الأيام القادمة مع أهل القرية. " * 2
LUA = """
local sent = 0
request = function()
  sent = sent + 1
  local body = "FORM&email=reader" .. sent .. "@example.org&FIELD=" .. sent .. "+WORDS"
  return wrk.format("POST", "PLACE", {["Content-Type"] = "KIND"}, body)
end
"""


class Taken(NamedTuple):
    """How fast comments were taken: a second, milliseconds, how many, of them refused."""

    rate: float
    median: float
    tail: float
    count: int
    refused: int
    cost: float


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Let what is started in the block run on one core alone."""
    former = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, former)


def hurry(
    site: str,
    place: str,
    fields: Mapping[str, str],
    *,
    field: str,
    server: int,
    seconds: int,
    connections: int,
) -> Taken:
    """Send comments from the other core, each of its own, as fast as they are taken. `server` is
    the process that takes them, with what it started."""
    # A second run must not say the same again, or it would be the same comments.
    words = {"FORM": urlencode(fields), "FIELD": field, "WORDS": quote_plus(TEXT + token_hex(4))}
    script = LUA
    for name, value in {**words, "PLACE": place, "KIND": FORM}.items():
        script = script.replace(name, value)
    with NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        began = seconds_of(server)
        command = ["taskset", "-c", str(LOAD_CORE), "wrk", "-t1", f"-c{connections}", "--latency"]
        command += [f"-d{seconds}s", "--timeout", "20s", "-s", file.name, site]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    used = seconds_of(server) - began
    count = int(found(r"(\d+) requests in", said))
    refused = found(r"Non-2xx or 3xx responses: (\d+)", said) or "0"
    return Taken(
        rate=float(found(r"Requests/sec:\s+([\d.]+)", said)),
        median=milliseconds(found(r"(?m)^\s+50%\s+(\S+)", said)),
        tail=milliseconds(found(r"(?m)^\s+99%\s+(\S+)", said)),
        count=count,
        refused=int(refused),
        cost=used / count * 1e6,
    )


def found(pattern: str, said: str) -> str:
    match = re.search(pattern, said)
    return match[1] if match else ""


def milliseconds(written: str) -> float:
    value, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", written).groups()  # type: ignore[union-attr]
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def send(port: int, place: str, fields: Mapping[str, str]) -> int:
    """Send one comment; return the status."""
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        server.request("POST", place, urlencode(fields), {"Content-Type": FORM})
        return server.getresponse().status
    finally:
        server.close()


def pour(port: int, place: str, fields: Mapping[str, str], *, count: int, seconds: float) -> int:
    """Send so many comments, evenly over so many seconds; return how many were acknowledged."""
    began = time.monotonic()

    def one(number: int) -> bool:
        time.sleep(max(0.0, began + seconds * number / count - time.monotonic()))
        words = {"email": f"reader{number}@example.org", "text": f"{number} {TEXT}"}
        return send(port, place, {**fields, **words}) == 303

    with ThreadPoolExecutor(8) as pool:
        return sum(pool.map(one, range(count)))


class Reading(threading.Thread):
    """Reads a page twenty times a second until it is told to stop, and notes how long it took."""

    def __init__(self, port: int, place: str) -> None:
        super().__init__(daemon=True)
        self.port, self.place, self.waits = port, place, list[float]()
        self.stopping = threading.Event()

    def run(self) -> None:
        server = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        while not self.stopping.wait(0.05):
            began = time.perf_counter()
            server.request("GET", self.place)
            assert server.getresponse().read()
            self.waits.append((time.perf_counter() - began) * 1000)

    def end(self) -> tuple[float, float]:
        """Return the median and the 99th percentile in ms."""
        self.stopping.set()
        self.join()
        waits = sorted(self.waits)
        return waits[len(waits) // 2], waits[len(waits) * 99 // 100]
