"""Colours: how far apart two are, and what follows from a paper and its ink."""

from __future__ import annotations

from khabar.branding.measuring import LEAST_FOR_EDGES, contrast, mix, with_contrast

# As in tokens.css, which a theme may replace; the desk shows them where nothing is chosen.
LIGHT = {
    "paper": "#fbfaf7",
    "ink": "#15181c",
    "link": "#0b5966",
    "accent": "#0b5966",
    "live": "#b3151a",
}
DARK = {
    "paper": "#121416",
    "ink": "#e9e6df",
    "link": "#6cc5d3",
    "accent": "#6cc5d3",
    "live": "#ff7a70",
}
PARTS = tuple(LIGHT)
# Said by name, so that a catalogue has them: what is written on the paper.
WRITTEN = ("ink", "link", "accent", "live")
BLACK, WHITE = "#000000", "#ffffff"
MUTED = 5.0


def worst_ratio(colour: str, paper: str, ink: str) -> float:
    """Return the contrast of `colour` with the paper or its tinted boxes, whichever is less."""
    return min(contrast(colour, paper), contrast(colour, tint(paper, ink)))


def tint(paper: str, ink: str) -> str:
    """Return the ground of a box on the paper."""
    return mix(paper, ink, 0.04)


def tokens(chosen: dict[str, str], defaults: dict[str, str]) -> dict[str, str]:
    """Return the tokens that a choice of colours sets; empty where nothing is chosen.

    Greys follow from paper and ink, and words on a coloured ground from that ground.
    """
    found = {f"--{part}": colour for part, colour in chosen.items() if colour}
    paper, ink = (chosen.get(part) or defaults[part] for part in ("paper", "ink"))
    if chosen.get("paper") or chosen.get("ink"):
        found |= _greys(paper, ink)
    if link := chosen.get("link"):
        found["--on-colour"] = WHITE if contrast(link, WHITE) >= contrast(link, BLACK) else BLACK
    if live := chosen.get("live"):
        found["--live-ground"] = with_contrast(live, BLACK, against=WHITE)
    return found


def _greys(paper: str, ink: str) -> dict[str, str]:
    return {
        "--tint": tint(paper, ink),
        "--hairline": mix(paper, ink, 0.15),
        "--edge": with_contrast(paper, ink, against=paper, least=LEAST_FOR_EDGES),
        "--muted": with_contrast(paper, ink, against=tint(paper, ink), least=MUTED),
    }
