"""Documents say what is so: every variable is listed, every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[1]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/khabar/*/README.md")]
# A variable of one edition is read for each language; the table shows the first.
READ = re.compile(r'(?:env\.\w+|choice)\(\s*f?"([A-Z_]+)(\{suffix\})?"')


def test_every_variable_that_is_read_is_listed_and_no_other() -> None:
    source = (ROOT / "src/khabar/settings.py").read_text()
    read = {name + ("AR" if each else "") for name, each in READ.findall(source)}
    installation = (ROOT / "docs/reference/settings.md").read_text().split("## Tests")[0]
    listed = set(re.findall(r"^\| `([A-Z_]+)`", installation, re.MULTILINE))
    assert listed == read


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_link_to_a_file_leads_to_one(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_decision_is_in_the_list() -> None:
    folder = ROOT / "docs/decisions"
    listed = (folder / "README.md").read_text()
    assert [path.name for path in folder.glob("[0-9]*.md") if path.name not in listed] == []
