"""A build of the index that is killed, in an installation of its own."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.laying_out import environment_of, lay_out

pytestmark = [pytest.mark.faults, pytest.mark.once]


def test_a_build_that_was_killed_leaves_the_old_index_and_goes_on(tmp_path: Path) -> None:
    lay_out(tmp_path)
    environment = environment_of(tmp_path)
    khabar = [sys.executable, "-m", "khabar.command"]

    def run(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
        command = [*khabar, *words]
        return subprocess.run(command, env=environment, text=True, capture_output=True, **options)

    run("search", "rebuild", "--processes=2", check=True)
    first = (tmp_path / "search/current").read_text()
    building = subprocess.Popen([*khabar, "search", "rebuild", "--processes=2"], env=environment)
    while not list((tmp_path / "search").glob("*/state.json"))[1:] and building.poll() is None:
        time.sleep(0.005)
    building.kill()
    building.wait()
    assert (tmp_path / "search/current").read_text() == first
    assert run("search", "rebuild", "--processes=2").returncode == 0
    assert run("search", "check").returncode == 0
    assert len(list((tmp_path / "search").glob("*/state.json"))) == 1
