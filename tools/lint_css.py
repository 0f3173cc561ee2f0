"""Refuse style sheets that know left from right.

A page in Arabic and the same page in English share their style sheets, so these speak of start and
end: `margin-inline-start`, `text-align: start`, `inset-inline-end`.

    .venv/bin/python tools/lint_css.py [FOLDER OR FILE …]

Without words it reads every style sheet below `src`. A line may be let off by a comment that says
why: `/* physical: the shadow falls as light does */`, on the line itself or on the one before.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import tinycss2
from tinycss2 import ast

SOURCE = Path(__file__).parents[1] / "src"
LET_OFF = "physical:"

SIDES = {"left": "inline-start", "right": "inline-end"}
PROPERTY = re.compile(r"(^|-)(left|right)(-|$)")
# Properties one of whose words may be a side.
WITH_SIDES = {
    "background-position", "background-position-x", "caption-side", "clear", "float",
    "justify-content", "justify-items", "justify-self", "mask-position", "object-position",
    "offset-position", "perspective-origin", "text-align", "text-align-last", "transform-origin",
}  # fmt: skip
# Shorthands for four sides, and what stands for two of them.
OF_FOUR_SIDES = {
    "border-color": "border-inline-color", "border-style": "border-inline-style",
    "border-width": "border-inline-width", "inset": "inset-inline", "margin": "margin-inline",
    "padding": "padding-inline", "scroll-margin": "scroll-margin-inline",
    "scroll-padding": "scroll-padding-inline",
}  # fmt: skip
CORNERS = re.compile(r"^border-(top|bottom)-(left|right)-radius$")
A_LOGICAL_CORNER = "border-start-start-radius or one of its like"


@dataclass(frozen=True, order=True)
class Complaint:
    """One thing that a style sheet must say in another way."""

    line: int
    message: str


def declarations(nodes: Iterable[ast.Node]) -> Iterator[ast.Declaration]:
    """Yield each declaration of a list of rules, from nested rules and at-rules too."""
    for node in nodes:
        if isinstance(node, ast.Declaration):
            yield node
        elif isinstance(node, (ast.QualifiedRule, ast.AtRule)) and node.content:
            yield from declarations(tinycss2.parse_blocks_contents(node.content))


def values(declaration: ast.Declaration) -> list[ast.Node]:
    """Return the values of a declaration without the space between them and without comments."""
    empty = (ast.WhitespaceToken, ast.Comment)
    return [token for token in declaration.value if not isinstance(token, empty)]


def words(nodes: Iterable[ast.Node]) -> Iterator[str]:
    """Yield the plain words among values."""
    for node in nodes:
        if isinstance(node, ast.IdentToken):
            yield str(node.lower_value)


def about_name(name: str) -> str | None:
    """Say what is wrong with a property's name."""
    if name.startswith("--"):
        return None
    if CORNERS.match(name):
        return f"{name}: write {A_LOGICAL_CORNER}"
    if side := PROPERTY.search(name):
        logical = SIDES[side[2]]
        better = f"inset-{logical}" if name == side[2] else name.replace(side[2], logical)
        return f"{name}: write {better}"
    return None


def about_value(declaration: ast.Declaration) -> str | None:
    """Say what is wrong with a property's value."""
    name, given = declaration.lower_name, values(declaration)
    side = next((word for word in words(given) if word in SIDES), None)
    if side and name in WITH_SIDES:
        logical = SIDES[side] if name in ("clear", "float") else SIDES[side][len("inline-") :]
        return f"{name}: {side}: write {logical}"
    if name in OF_FOUR_SIDES and sides_differ(given):
        return f"{name} with two different sides: write {OF_FOUR_SIDES[name]} for them"
    if name == "border-radius" and corners_differ(given):
        return f"{name} with two different sides: write {A_LOGICAL_CORNER}"
    return None


def sides_differ(given: list[ast.Node]) -> bool:
    """Tell whether four values, from the top clockwise, differ between right and left."""
    texts = [tinycss2.serialize([value]) for value in given]
    return len(texts) == len(("top", "right", "bottom", "left")) and texts[1] != texts[3]


def corners_differ(given: list[ast.Node]) -> bool:
    """Tell whether the radii of the left corners, up to a slash, differ from the right ones."""
    texts = [tinycss2.serialize([value]) for value in given]
    if "/" in texts:
        texts = texts[: texts.index("/")]
    # Where one is left out it is as the corner across from it, or as the first.
    places = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}[len(texts)]
    top_left, top_right, bottom_right, bottom_left = (texts[place] for place in places)
    return (top_left, bottom_left) != (top_right, bottom_right)


def complaints(css: str) -> list[Complaint]:
    """Return what `css` says of left and right, by line, but for what a comment lets off."""
    let_off = {n for n, line in enumerate(css.splitlines(), 1) if LET_OFF in line}
    found = []
    for declaration in declarations(tinycss2.parse_stylesheet(css)):
        line = declaration.source_line
        message = about_name(declaration.lower_name) or about_value(declaration)
        if message and not let_off.intersection((line, line - 1)):
            found.append(Complaint(line, message))
    return sorted(found)


def style_sheets(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the style sheets that `paths` name or hold."""
    for path in paths:
        yield from sorted(path.rglob("*.css")) if path.is_dir() else [path]


def main(arguments: list[str]) -> int:
    count = 0
    for path in style_sheets([Path(argument) for argument in arguments] or [SOURCE]):
        for complaint in complaints(path.read_text()):
            print(f"{path}:{complaint.line}: {complaint.message}")
            count += 1
    return int(count > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
