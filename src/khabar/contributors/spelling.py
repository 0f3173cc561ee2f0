"""A source's names as they are looked for: each folded, on a line of its own."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.language.folding import fold


def as_lines(names: Iterable[str]) -> str:
    """Return names as lines of folded words, each between two line ends: `"\\nreuters\\n"`.

    What leaves nothing to look for has no line; without any name the result is empty.
    """
    lines = [line for name in names if (line := " ".join(fold(name).split()))]
    return "".join(f"\n{line}" for line in lines) + "\n" if lines else ""
