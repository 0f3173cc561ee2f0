"""The brand's own style sheet: what it sets otherwise than the theme."""

from __future__ import annotations

from khabar.branding.choosing_faces import family_of
from khabar.branding.colouring import DARK, LIGHT, tokens
from khabar.branding.models import DARK_PREFIX, Brand


def style_sheet(brand: Brand) -> str:
    """Return the brand's rules, empty without any choice. Colours are for screens alone."""
    text, head, latin = map(family_of, (brand.text_face, brand.head_face, brand.latin_face))
    faces = {"--face-text": text, "--face-head": head}
    rules = [
        _rule("screen", ":root", tokens(brand.palette(), LIGHT)),
        _rule(
            "screen and (prefers-color-scheme:dark)",
            ":root",
            tokens(brand.palette(DARK_PREFIX), DARK),
        ),
        _rule("", ":root:not([lang=en])", {name: face for name, face in faces.items() if face}),
        _rule("", "[lang=en]", {"--face-text": latin, "--face-head": latin} if latin else {}),
    ]
    return "".join(rules)


def _rule(medium: str, selector: str, values: dict[str, str]) -> str:
    if not values:
        return ""
    rule = f"{selector}{{{';'.join(f'{name}:{value}' for name, value in values.items())}}}"
    return f"@media {medium}{{{rule}}}\n" if medium else f"{rule}\n"
