"""How fast finished pages are read, beside what nginx, Varnish and Django's own cache reach.

    python benchmarks/delivery.py [--seconds 5] [--rounds 3] [--only khabar,nginx]

Every server runs on one core, wrk with 64 connections on another; the sides take turns, three
rounds, and the medians are shown as shares of what nginx reaches with the compressed file.
Needed: two cores, `apt install nginx varnish wrk`.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import Request, urlopen

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import cache_page
from django.views.decorators.gzip import gzip_page

from khabar.delivery.declaring import finished
from khabar.delivery.serving import FinishedPages

PAGES = 20_000
PAGE_BYTES = 30_000
CONNECTIONS = 64
SERVER_CORE, LOAD_CORE = "0", "1"
NGINX, KHABAR, VARNISH, DJANGO, BEFORE = 9201, 9202, 9203, 9204, 9205
DEPLOY = Path(__file__).parents[1] / "deploy"

# What `khabar serve` gives Granian.
GRANIAN = [
    "--interface", "wsgi", "--http", "1", "--no-ws", "--workers", "1",
    "--blocking-threads", "8", "--log-level", "error",
]  # fmt: skip


# The website: one view that writes a page of text from its number.


def words() -> list[str]:
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
    dice = random.Random(1)
    return ["".join(dice.choices(letters, k=dice.randint(2, 8))) for _ in range(900)]


def text_of(number: int) -> str:
    """Return a page of about 30 kB that compresses as news does, to about a quarter."""
    dice = random.Random(number)
    paragraphs = [" ".join(dice.choices(WORDS, k=60)) for _ in range(40)]
    body = "".join(f'<p class="story-body__paragraph">{text}.</p>\n' for text in paragraphs)
    page = f'<!doctype html><html lang="ar" dir="rtl"><title>{number}</title>{body}'
    return page.encode()[:PAGE_BYTES].decode(errors="ignore")


WORDS = words()


def story(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(text_of(number), headers={"Content-Language": "ar"})


def set_up_django(folder: Path) -> None:
    """Configure the website as Khabar's is: the same headers, nothing of a reader's."""
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
    settings.configure(
        SECRET_KEY="a benchmark's",
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["127.0.0.1"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        USE_I18N=False,
        POLICY=policy,
        URL=f"http://127.0.0.1:{KHABAR}",
        KHABAR_PAGES_FOLDER=folder / "pages",
        KHABAR_PAGES_DISK=4 * 1024**3,
        CACHES={
            "default": {
                "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
                "OPTIONS": {"MAX_ENTRIES": 2 * PAGES},
            }
        },
    )
    django.setup()


def finished_pages() -> Any:
    def with_policy(request: HttpRequest, number: int) -> HttpResponse:
        response = story(request, number)
        response.headers["Content-Security-Policy"] = settings.POLICY
        return response

    declared = finished(
        seconds=86_400, keys=lambda request, number: [f"story/{number}", "section/politics"]
    )(with_policy)
    urlpatterns.append(path("ar/<int:number>/", declared))
    return FinishedPages(WSGIHandler())


def cached_by_django() -> Any:
    urlpatterns.append(path("ar/<int:number>/", cache_page(86_400)(gzip_page(story))))
    return WSGIHandler()


urlpatterns: list[Any] = []
if side := os.environ.get("KHABAR_BENCHMARK_SIDE"):
    set_up_django(Path(os.environ["KHABAR_BENCHMARK_FOLDER"]))
    application = finished_pages() if side == "khabar" else cached_by_django()


# The servers.


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[int]:
    """Run a server on the servers' core until the end of the block; yields its process id."""
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": "src:.", **environment}
    process = subprocess.Popen(["taskset", "-c", SERVER_CORE, *command], env=bare)
    try:
        wait_for(port)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            get(port, 1)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"Nothing answers on port {port}.")


def get(port: int, number: int) -> tuple[bytes, dict[str, str]]:
    address = f"http://127.0.0.1:{port}/ar/{number}/"
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=10) as answer:
        return answer.read(), dict(answer.headers)


def granian(side: str, port: int, folder: Path) -> Any:
    command = [sys.executable, "-m", "granian", *GRANIAN, "--port", str(port)]
    return running(
        [*command, "benchmarks.delivery:application"],
        port,
        KHABAR_BENCHMARK_SIDE=side,
        KHABAR_BENCHMARK_FOLDER=str(folder),
    )


def nginx_files(folder: Path) -> Any:
    """Nginx sending compressed files: what the others are measured by."""
    conf = folder / "nginx.conf"
    conf.write_text(f"""
        worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
        events {{ worker_connections 1024; }}
        http {{
          access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
          types {{ text/html html; }} gzip_static on;
          server {{ listen 127.0.0.1:{NGINX}; root {folder}/files; index index.html; }}
        }}""")
    return running(["nginx", "-e", f"{folder}/nginx.log", "-c", str(conf)], NGINX)


def nginx_before(folder: Path) -> Any:
    """Nginx with the configuration that we ship, before Khabar."""
    site = (DEPLOY / "nginx.conf").read_text()
    for ours, here in (
        ("127.0.0.1:8000", f"127.0.0.1:{KHABAR}"),
        ("listen 80;", f"listen 127.0.0.1:{BEFORE};"),
        ("/var/cache/nginx/khabar", f"{folder}/kept"),
    ):
        site = site.replace(ours, here)
    conf = folder / "nginx-before.conf"
    conf.write_text(f"""
        worker_processes 1; daemon off; pid {folder}/before.pid; user root;
        events {{ worker_connections 1024; }}
        http {{ access_log off; keepalive_requests 1000000000; {site} }}""")
    return running(["nginx", "-e", f"{folder}/before.log", "-c", str(conf)], BEFORE)


def varnish(folder: Path) -> Any:
    vcl = folder / "varnish.vcl"
    vcl.write_text(f"""vcl 4.1;
        backend khabar {{ .host = "127.0.0.1"; .port = "{KHABAR}"; }}
        sub vcl_recv {{ set req.http.Host = "127.0.0.1"; return (hash); }}
        sub vcl_backend_response {{ set beresp.do_gzip = false; set beresp.ttl = 1d; }}""")
    command = ["varnishd", "-F", "-n", f"{folder}/varnish", "-f", str(vcl), "-s", "malloc,1g"]
    return running([*command, "-a", f"127.0.0.1:{VARNISH}"], VARNISH)


def write_files(folder: Path) -> None:
    for number in range(1, PAGES + 1):
        place = folder / "files" / "ar" / str(number)
        place.mkdir(parents=True)
        body = text_of(number).encode()
        (place / "index.html").write_bytes(body)
        (place / "index.html.gz").write_bytes(gzip.compress(body, 6, mtime=0))


# The load.

LUA = """
local requests, size = {}, %d
for number = 1, size do
  requests[number] = "GET /ar/" .. number .. "/ HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n"
    .. "Accept-Encoding: gzip\\r\\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\\r\\n"
    .. "Accept: text/html\\r\\nAccept-Language: ar\\r\\n\\r\\n"
end
request = function() return requests[math.random(size)] end
"""


def load(port: int, script: Path, seconds: int) -> tuple[float, float, int]:
    """Return requests a second, the 99th percentile of latency in ms and how many requests."""
    command = ["taskset", "-c", LOAD_CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    command += ["--latency", "-s", str(script), f"http://127.0.0.1:{port}/"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if wrong := re.search(r"Non-2xx.*|Socket errors.*", said):
        print(f"  port {port}: {wrong[0]}", file=sys.stderr)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])  # type: ignore[index]
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()  # type: ignore[union-attr]
    requests = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    return rate, float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit], requests


def family_of(pid: int) -> list[Path]:
    """Return the folders in /proc of a process and of all that it started."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    family = {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return [Path(f"/proc/{member}") for member in family]


def memory_of(pid: int) -> float:
    """Return the proportional set size of a process and what it started, in megabytes."""
    rollups = [(folder / "smaps_rollup").read_text() for folder in family_of(pid)]
    return sum(int(re.findall(r"^Pss:\s+(\d+)", text, re.M)[0]) for text in rollups) / 1024


def seconds_of(pid: int) -> float:
    """Return the processor time that a process and what it started have used."""
    fields = [(folder / "stat").read_text().rpartition(")")[2].split() for folder in family_of(pid)]
    return sum(int(field[11]) + int(field[12]) for field in fields) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Side:
    """Who is measured, with which requests."""

    name: str
    what: str
    pid: int
    port: int
    script: Path


class Figures(NamedTuple):
    """What one run gave: requests a second, 99th percentile in ms, processor µs a request."""

    rate: float
    tail: float
    cost: float


def run(side: Side, seconds: int) -> Figures:
    began = seconds_of(side.pid)
    rate, tail, requests = load(side.port, side.script, seconds)
    return Figures(rate, tail, (seconds_of(side.pid) - began) / requests * 1e6)


def measure(sides: list[Side], rounds: int, seconds: int) -> None:
    figures: dict[Side, list[Figures]] = {side: [] for side in sides}
    for number in range(1, rounds + 1):
        for side in sides:
            run(side, 1)
            figures[side].append(run(side, seconds))
            rate, tail, cost = figures[side][-1]
            said = f"{side.name}, {side.what}"
            print(
                f"  {number}. {said:30} {rate:9,.0f}/s  p99 {tail:6.2f} ms  {cost:5.1f} µs",
                flush=True,
            )
    show(
        {
            side: Figures(*map(statistics.median, zip(*runs, strict=True)))
            for side, runs in figures.items()
        }
    )


def show(medians: dict[Side, Figures]) -> None:
    print("\n| what | requests/s | of nginx | p99 ms | of nginx's | CPU µs | nginx's share of it |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for side, (rate, tail, cost) in medians.items():
        same = (
            figures
            for other, figures in medians.items()
            if (other.name, other.what) == ("nginx", side.what)
        )
        base = next(same, Figures(rate, tail, cost))
        print(
            f"| {side.name}, {side.what} | {rate:,.0f} | {rate / base.rate:.2f} | {tail:.2f} "
            f"| {tail / base.tail:.1f} | {cost:.1f} | {base.cost / cost:.2f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="nginx,khabar,nginx before khabar,varnish,django")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="khabar-benchmark-"))
    folder.chmod(0o755)
    try:
        compare(folder, given.only.split(","), given.rounds, given.seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def compare(folder: Path, wanted: list[str], rounds: int, seconds: int) -> None:
    servers: dict[str, tuple[int, Callable[[], Any]]] = {
        "nginx": (NGINX, lambda: nginx_files(folder)),
        "khabar": (KHABAR, lambda: granian("khabar", KHABAR, folder)),
        "nginx before khabar": (BEFORE, lambda: nginx_before(folder)),
        "varnish": (VARNISH, lambda: varnish(folder)),
        "django": (DJANGO, lambda: granian("django", DJANGO, folder)),
    }
    one, many = folder / "one.lua", folder / "many.lua"
    one.write_text(LUA % 1)
    many.write_text(LUA % PAGES)
    print("Writing files and filling caches ...", flush=True)
    write_files(folder)
    with ExitStack() as stack:
        pids = {name: stack.enter_context(servers[name][1]()) for name in servers if name in wanted}
        for name in pids:
            fill(servers[name][0], 1 if name == "nginx" else PAGES)
        kinds = {"one page": one, f"{PAGES} pages": many}
        sides = [
            Side(name, what, pid, servers[name][0], script)
            for what, script in kinds.items()
            for name, pid in pids.items()
        ]
        body, headers = get(servers[wanted[-1]][0], 1)
        print(f"The page: {len(body)} bytes compressed, {len(headers)} headers.")
        measure(sides, rounds, seconds)
        for name, pid in pids.items():
            print(f"{name}: {memory_of(pid):.0f} MB (PSS)")


def fill(port: int, pages: int) -> None:
    """Ask for every page once, so that each is kept."""
    for number in range(1, pages + 1):
        get(port, number)


if __name__ == "__main__":
    main()
