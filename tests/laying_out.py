"""A new installation's folder: its tables and static files, made once for all tests of a run.

Making them takes many seconds, copying them a moment.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

KHABAR = [sys.executable, "-m", "khabar.command"]
MODEL = "KHABAR_TESTS_NEW_INSTALLATION"
"""The variable with the folder that all processes of a test run copy from."""


def environment_of(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of an installation that keeps everything in `folder`."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    own = {"KHABAR_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "khabar.settings"}
    return inherited | own | more


def lay_out(folder: Path) -> None:
    """Make `folder` that of a new installation with SQLite."""
    if MODEL not in os.environ:  # a benchmark, which makes one alone
        return make(folder)
    model = Path(os.environ[MODEL], "made")
    with open(f"{model}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not model.exists():
            making = Path(tempfile.mkdtemp(dir=model.parent))
            make(making)
            making.rename(model)
    shutil.copytree(model, folder, dirs_exist_ok=True)
    return None


def make(folder: Path) -> None:
    """Make the tables and the static files."""
    for command in (["migrate", "-v0"], ["collectstatic", "-v0", "--noinput"]):
        subprocess.run([*KHABAR, *command], env=environment_of(folder), check=True)
