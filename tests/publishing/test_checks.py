"""A SQLite that can corrupt a database is refused."""

from __future__ import annotations

import sqlite3

import pytest
from django.core.checks import Tags, run_checks

from khabar.publishing.checks import SAFE_SQLITE, refusals


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 45, 0), (3, 51, 2)])
def test_an_old_sqlite_is_refused_with_what_to_do(version: tuple[int, ...]) -> None:
    [refusal] = refusals(version)
    assert ".".join(map(str, version)) in refusal.msg
    assert "pysqlite3" in (refusal.hint or "")


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 52, 0), (4, 0, 0)])
def test_a_safe_sqlite_is_accepted(version: tuple[int, ...]) -> None:
    assert refusals(version) == []


def test_this_installation_uses_a_safe_sqlite() -> None:
    assert sqlite3.sqlite_version_info >= SAFE_SQLITE


@pytest.mark.django_db
def test_the_check_is_among_those_of_a_database() -> None:
    assert run_checks(tags=[Tags.database], databases=["default"]) == []
