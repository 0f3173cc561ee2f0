"""Style sheets don't know left from right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.lint_css import complaints, main

pytestmark = pytest.mark.once

REFUSED = {
    "left: 0": "inset-inline-start",
    "right: 0": "inset-inline-end",
    "margin-left: 1em": "margin-inline-start",
    "padding-right: 1em": "padding-inline-end",
    "border-left: 1px solid": "border-inline-start",
    "border-left-color: red": "border-inline-start-color",
    "border-top-right-radius: 4px": "border-start-start-radius",
    "scroll-margin-left: 1em": "scroll-margin-inline-start",
    "text-align: left": "start",
    "TEXT-ALIGN: RIGHT": "end",
    "float: left": "inline-start",
    "clear: right": "inline-end",
    "background-position: right 1em top": "end",
    "transform-origin: left": "start",
    "margin: 0 1em 0 2em": "margin-inline",
    "padding: 0 calc(1em + 1px) 0 2em !important": "padding-inline",
    "inset: 0 auto 0 0": "inset-inline",
    "border-width: 0 0 0 2px": "border-inline-width",
    "border-radius: 4px 0 0 4px": "border-start-start-radius",
    "border-radius: 4px 0": "border-start-start-radius",
}
ALLOWED = [
    "inset-inline-start: 0",
    "margin-inline: 1em 2em",
    "margin: 0 1em 2em",
    "margin: 1px 2px 3px 2px",
    "text-align: start",
    "text-align: center",
    "float: inline-end",
    "border-radius: 4px",
    "border-radius: 4px 4px 0 0",
    "border-radius: 4px 4px 0 0 / 2px",
    "background-position: center top",
    "--left: 1px",
    "grid-template-areas: 'left right'",
    "animation-name: right",
    "overflow: clip",
]


@pytest.mark.parametrize(("declaration", "better"), REFUSED.items())
def test_it_refuses_sides_and_says_what_to_write(declaration: str, better: str) -> None:
    [complaint] = complaints(f"a {{ {declaration} }}")
    assert complaint.line == 1
    assert complaint.message.endswith((f"write {better}", f"{better} for them", "of its like"))
    assert better in complaint.message


@pytest.mark.parametrize("declaration", ALLOWED)
def test_it_accepts_start_and_end(declaration: str) -> None:
    assert complaints(f"a {{ {declaration} }}") == []


@pytest.mark.parametrize(
    "css",
    [
        "@media (width > 40em) {\na { left: 0 }\n}",
        "a {\n&:hover { left: 0 }\n}",
        "@layer a {\n@supports (gap: 1px) { a { left: 0 } }\n}",
        "/* a comment */\na { left: 0 }",
    ],
)
def test_it_looks_into_rules_within_rules(css: str) -> None:
    assert [complaint.line for complaint in complaints(css)] == [2]


def test_a_comment_that_says_why_lets_a_line_off() -> None:
    assert complaints("a {\n  /* physical: light */\n  left: 0;\n  right: 0;\n}")[0].line == 4
    assert complaints("a { left: 0 } /* physical: light */") == []


def test_the_command_names_the_file_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.css").write_text("a {}\nb { float: left }")
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith(f"{tmp_path / 'a.css'}:2: float: left: ")


def test_the_command_is_content_with_a_sheet_of_starts_and_ends(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a { float: inline-start }")
    assert main([str(tmp_path)]) == 0
