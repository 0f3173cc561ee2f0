"""The theme of `docs/how-to/make-a-theme.md`, run as a newsroom runs it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.laying_out import KHABAR
from tests.website.installation import Installation

pytestmark = pytest.mark.once

EXAMPLE = Path(__file__).parents[2] / "docs/how-to/example-theme"
FACES = """
import django; django.setup()
from khabar.branding.choosing_faces import arabic_faces, family_of
print([name for name, _ in arabic_faces()], family_of("Markazi"))
"""


def with_theme(site: Installation, folder: Path) -> Installation:
    site.environment["KHABAR_THEME"] = str(folder)
    return site


def test_the_example_changes_templates_tokens_and_faces(tmp_path: Path) -> None:
    with with_theme(Installation(tmp_path), EXAMPLE) as site:
        site.fill(1)
        site.serve()
        _status, page = site.get("/ar/1/")
        assert "تصدر عن مؤسسة المثال للصحافة" in page
        sheet = re.search(r'href="(/static/khabar/css/paper[^"]*)"', page)
        assert sheet
        css = site.get(sheet[1])[1]
        assert css.index("--paper: #fbfaf7") < css.index("--paper: #fffdf6")
        assert "'Markazi'] \"Markazi Text\"" in site.python(FACES)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda folder: folder / "nowhere", "there is no such folder"),
        (lambda folder: folder, "theme.toml can't be read"),
    ],
)
def test_a_theme_that_can_t_be_read_stops_the_start_with_the_reason(
    tmp_path: Path, make: object, told: str
) -> None:
    (tmp_path / "theme.toml").write_text("faces = [")
    assert callable(make)
    site = with_theme(Installation(tmp_path / "var"), make(tmp_path))
    run = subprocess.run([*KHABAR, "check"], env=site.environment, capture_output=True, text=True)
    assert run.returncode and told in run.stderr
