"""An installation's settings, asked as an installation asks them: in a process of its own."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def run(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python` with `words` as a fresh installation whose var folder is `folder`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, *words],
        env=kept | {"KHABAR_VAR": str(folder)} | environment,
        capture_output=True,
        text=True,
        cwd=folder.parent,
        check=False,
    )


def setting(folder: Path, *names: str, **environment: str) -> list[Any]:
    """Return the values of settings, `None` where one isn't set."""
    code = (
        "import json, sys; from khabar import settings as s;"
        "print(json.dumps([getattr(s, n, None) for n in sys.argv[1:]], default=str))"
    )
    answer = run(folder, "-c", code, *names, **environment)
    assert answer.returncode == 0, answer.stderr
    return list(json.loads(answer.stdout))


def khabar(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the `khabar` command."""
    code = "from khabar.command import main; main()"
    return run(folder, "-c", code, *words, **environment)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var"


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(folder: Path) -> None:
    [first], [second] = setting(folder, "SECRET_KEY"), setting(folder, "SECRET_KEY")
    assert first == second == (folder / "secret-key").read_text()
    assert len(first) > 60
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600


def test_a_secret_key_that_is_given_is_written_nowhere(folder: Path) -> None:
    assert setting(folder, "SECRET_KEY", KHABAR_SECRET_KEY="given") == ["given"]
    assert not (folder / "secret-key").exists()


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    assert setting(tmp_path / "a", "SECRET_KEY") != setting(tmp_path / "b", "SECRET_KEY")


def test_debugging_is_off_until_it_is_asked_for(folder: Path) -> None:
    assert setting(folder, "DEBUG") == [False]
    assert setting(folder, "DEBUG", KHABAR_DEBUG="true") == [True]


def test_on_localhost_nothing_asks_for_https(folder: Path) -> None:
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    assert setting(folder, *names) == [None, False, False]


def test_an_https_address_brings_what_https_needs(folder: Path) -> None:
    names = (
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SECURE_HSTS_SECONDS",
        "CSRF_TRUSTED_ORIGINS",
    )
    assert setting(folder, *names, KHABAR_URL="https://khabar.example/") == [
        True,
        True,
        True,
        "__Host-desk",
        "__Host-csrf",
        31_536_000,
        ["https://khabar.example"],
    ]


def test_the_host_of_the_address_is_allowed(folder: Path) -> None:
    [hosts] = setting(folder, "ALLOWED_HOSTS", KHABAR_URL="https://khabar.example")
    assert "khabar.example" in hosts
    assert "*" not in hosts


def test_a_database_of_another_kind_is_refused_in_words(folder: Path) -> None:
    answer = khabar(folder, "check", DATABASE_URL="mysql://somewhere/khabar")
    assert answer.returncode != 0
    assert "DATABASE_URL must name a sqlite or a postgresql database" in answer.stderr


@pytest.mark.parametrize("name", ["KHABAR_CALENDAR_FA", "KHABAR_DIGITS_AR"])
def test_a_value_that_does_not_exist_is_refused_with_its_name(folder: Path, name: str) -> None:
    answer = khabar(folder, "check", **{name: "lunar"})
    assert answer.returncode != 0
    assert name in answer.stderr
    assert "Must be one of" in answer.stderr


def test_an_https_installation_passes_the_checks_for_deployment(folder: Path) -> None:
    answer = khabar(folder, "check", "--deploy", KHABAR_URL="https://khabar.example")
    assert answer.returncode == 0, answer.stderr
    # Left to the owner of the domain: HSTS for its other hosts (W005) and browsers' lists (W021).
    # Frames of our own origin are what a preview at the desk is shown in (W019).
    assert set(re.findall(r"\((\w+\.[A-Z]\d+)\)", answer.stderr)) == {
        "security.W005",
        "security.W019",
        "security.W021",
    }


def test_no_model_lacks_a_migration(folder: Path) -> None:
    answer = khabar(folder, "makemigrations", "--check", "--dry-run")
    assert answer.returncode == 0, answer.stdout


def test_it_runs_on_postgresql(folder: Path, postgresql: str) -> None:
    answer = khabar(folder, "check", "--database=default", DATABASE_URL=postgresql)
    assert answer.returncode == 0, answer.stderr
    assert not (folder / "khabar.db").exists()
