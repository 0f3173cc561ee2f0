"""`khabar serve`, as an installation runs it: real processes, real signals."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.laying_out import lay_out
from tests.waiting import wait_until

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
KHABAR = "from khabar.command import main; main()"


def environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {
        "KHABAR_VAR": str(folder),
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "tests.website.slow_site",
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation with its tables."""
    made = tmp_path_factory.mktemp("installation")
    lay_out(made)
    return made


class Served:
    """A `khabar` that serves."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder, self.port = folder, free_port()
        command = [sys.executable, "-c", KHABAR, "serve", *words, "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=environment(folder), stdout=subprocess.PIPE, text=True
        )

    def ask(self, address: str, timeout: float = 10) -> str:
        """Return what the site answers, or nothing where it doesn't."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/{address}", timeout=timeout
            ) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    def web(self) -> str:
        """Return the process that answers."""
        return str(wait_until(lambda: self.ask("process/", 2)))

    def worker(self) -> int:
        """Return the process that works, by the name of its pipe."""
        return int(wait_until(lambda: [int(n.split(".")[-2]) for n in self._living()])[0])

    def _living(self) -> list[str]:
        try:
            names = os.listdir(self.folder / "workers")
        except FileNotFoundError:
            return []
        return [name for name in names if is_running(int(name.split(".")[-2]))]

    def stop(self, number: int = signal.SIGTERM) -> tuple[float, str]:
        """Send a signal; return how many seconds it took to end, and all that it said."""
        began = time.monotonic()
        self.process.send_signal(number)
        said, _ = self.process.communicate(timeout=60)
        return time.monotonic() - began, said


def is_running(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serve(folder: Path) -> Iterator[Callable[..., Served]]:
    running: list[Served] = []

    def start(*words: str) -> Served:
        running.append(Served(folder, *words))
        return running[-1]

    yield start
    for served in running:
        served.process.kill()
        served.process.communicate()


def test_it_runs_the_site_and_the_worker_and_stops_in_time(serve: Any) -> None:
    served = serve()
    web, worker = int(served.web()), served.worker()
    assert web != worker
    seconds, said = served.stop()
    assert served.process.returncode == 0
    assert seconds < 20
    assert not is_running(web) and not is_running(worker)
    lines = said.splitlines()
    assert any(line.startswith("web runs as process") for line in lines)
    assert "web has stopped" in lines and "worker has stopped" in lines


def test_a_request_that_was_begun_is_finished(serve: Any) -> None:
    served, answers = serve(), list[str]()
    served.web()
    reader = threading.Thread(target=lambda: answers.append(served.ask("slow/")))
    reader.start()
    wait_until((served.folder / "begun").exists)
    seconds, _ = served.stop()
    reader.join()
    assert answers == ["finished"]
    assert seconds < 20


@pytest.mark.faults
def test_what_is_killed_is_started_again(serve: Any) -> None:
    served = serve()
    web, worker = served.web(), served.worker()
    os.kill(worker, signal.SIGKILL)
    assert wait_until(lambda: served.worker() != worker)
    os.kill(int(web), signal.SIGKILL)
    wait_until(lambda: served.ask("process/", 2) not in ("", web))
    _, said = served.stop()
    assert "worker was ended by SIGKILL; it starts again in 0.5 s" in said


@pytest.mark.faults
def test_nothing_outlives_a_supervisor_that_is_killed(serve: Any) -> None:
    served = serve()
    web, worker = int(served.web()), served.worker()
    served.process.kill()
    wait_until(lambda: not is_running(web) and not is_running(worker))
    assert served.ask("process/", 1) == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_site_can_run_alone(serve: Any, number: int) -> None:
    served = serve("web")
    assert served.web()
    served.stop(number)
    assert served.process.returncode == 0


@pytest.mark.parametrize("role", ["worker", "scheduler"])
def test_each_other_role_can_run_alone(serve: Any, role: str) -> None:
    served = serve(role)
    assert served.worker() == served.process.pid
    assert served.ask("process/", 1) == ""
    served.stop()
    assert served.process.returncode == 0


def test_a_port_that_is_taken_is_told(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        run = subprocess.run(
            [sys.executable, "-c", KHABAR, "serve", "--port", port],
            env=environment(folder),
            capture_output=True,
            text=True,
        )
    assert run.returncode == 1
    assert "Another program listens there. Try another --port." in run.stderr


def test_an_unknown_role_is_told(folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", KHABAR, "serve", "wrok"],
        env=environment(folder),
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert "wrok: a role is one of web, worker, scheduler." in run.stderr


SUPERVISE = """
import os, signal, sys, time
import django; django.setup()
from khabar.website.supervising import Supervisor
def dies(): sys.exit(3)
def stays():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print("deaf", flush=True)
    time.sleep(60)
Supervisor({sys.argv[1]: globals()[sys.argv[1]]}, say=lambda line: print(line, flush=True),
           grace=1.0).run()
"""


def supervise(folder: Path, work: str, lines: int) -> tuple[list[str], float]:
    """Supervise `work` until so many lines are said; return all, and how long it took to stop."""
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISE, work],
        env=environment(folder),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said = [process.stdout.readline().strip() for _ in range(lines)]
    began = time.monotonic()
    process.terminate()
    said += process.communicate(timeout=60)[0].splitlines()
    return said, time.monotonic() - began


def test_what_dies_at_once_is_started_ever_more_rarely(folder: Path) -> None:
    began = time.monotonic()
    said, _ = supervise(folder, "dies", lines=6)  # three births, three deaths
    assert time.monotonic() - began > 0.5 + 1
    again = [line.split()[-2] for line in said if "status 3" in line]
    assert again == ["0.5", "1", "2"]


def test_what_does_not_stop_is_killed(folder: Path) -> None:
    said, seconds = supervise(folder, "stays", lines=2)
    assert 0.9 < seconds < 5
    (pid,) = (int(line.split()[-1]) for line in said if "runs as process" in line)
    wait_until(lambda: not is_running(pid))
