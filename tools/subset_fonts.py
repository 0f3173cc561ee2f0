"""Make the two small font files that readers load, out of the whole fonts as npm gives them.

Run by hand when a font has a new version, and commit what it writes:

    npm install --prefix /tmp/fonts @fontsource-variable/noto-naskh-arabic vazirmatn
    uv run python tools/subset_fonts.py /tmp/fonts

Both fonts are under the SIL Open Font Licence, whose text is copied beside them.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import OverlapMode, instantiateVariableFont

TARGET = Path(__file__).parents[1] / "src/khabar/website/static/khabar/fonts"

# What Arabic and Persian news are written with: letters, vowel signs, the
# three sets of digits, punctuation, the joiners and the marks of direction.
ARABIC = {
    0x60C, 0x61B, 0x61F, *range(0x621, 0x63B), *range(0x640, 0x656), 0x657,
    *range(0x660, 0x66E), 0x670, 0x671, 0x67E, 0x686, 0x698, 0x6A4, 0x6A9,
    0x6AF, 0x6BE, 0x6C0, 0x6CC, 0x6D5, *range(0x6F0, 0x6FA),
    0x200C, 0x200D, 0x200E, 0x200F,
}  # fmt: skip
SHARED = set(map(ord, " \u00a0«»‹›0123456789.,:;-‐‑–—()[]/!?'\"‘’“”…%+*"))
LATIN = set(map(ord, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz&@#©·×"))
# What a browser applies by itself, and figures of one width for tables and dates. Small
# capitals and the like would double the file and are used nowhere.
FEATURES = "ccmp locl isol init medi fina rlig liga calt kern mark mkmk tnum".split()


def subset(font: TTFont, characters: set[int]) -> TTFont:
    """Leave in `font` only what draws `characters`."""
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def add_glyphs(font: TTFont, other: TTFont) -> None:
    """Copy to `font` what `other`, a part of the same family, draws and it doesn't."""
    new_names = {glyph: f"added.{glyph}" for glyph in other.getGlyphOrder()[1:]}
    for glyph, name in new_names.items():
        outline = other["glyf"][glyph]
        for component in getattr(outline, "components", []):
            component.glyphName = new_names[component.glyphName]
        font["glyf"].glyphs[name] = outline
        font["hmtx"].metrics[name] = other["hmtx"][glyph]
        font["gvar"].variations[name] = other["gvar"].variations.get(glyph, [])
    font.setGlyphOrder(font.getGlyphOrder() + list(new_names.values()))
    font["glyf"].setGlyphOrder(font.getGlyphOrder())
    for table in font["cmap"].tables:
        table.cmap = {c: new_names[g] for c, g in other.getBestCmap().items()} | table.cmap


def write(font: TTFont, name: str) -> None:
    """Write `font` as a web font and say how large it became."""
    # The widths are in gvar as well, so readers needn't load them twice.
    del font["HVAR"]
    font.flavor = "woff2"
    font.save(TARGET / name)
    print(f"{name}: {(TARGET / name).stat().st_size:,} bytes")


def make_noto_naskh(packages: Path) -> None:
    """The text face, weights 400 to 700. Its figures and guillemets come from a second file."""
    package = packages / "@fontsource-variable/noto-naskh-arabic"
    part = "files/noto-naskh-arabic-{}-wght-normal.woff2"
    font = subset(TTFont(package / part.format("arabic")), ARABIC)
    add_glyphs(font, subset(TTFont(package / part.format("latin")), SHARED))
    write(font, "noto-naskh-arabic.woff2")
    shutil.copy(package / "LICENSE", TARGET / "OFL-noto-naskh-arabic.txt")


def make_vazirmatn(packages: Path) -> None:
    """The face of headlines and of the interface, weights 400 to 800, with basic Latin."""
    package = packages / "vazirmatn"
    font = subset(TTFont(package / "fonts/variable/Vazirmatn[wght].ttf"), ARABIC | SHARED | LATIN)
    limits = {"wght": (400, 800)}
    font = instantiateVariableFont(font, limits, overlap=OverlapMode.KEEP_AND_SET_FLAGS)
    write(font, "vazirmatn.woff2")
    shutil.copy(package / "OFL.txt", TARGET / "OFL-vazirmatn.txt")


def main() -> None:
    packages = Path(sys.argv[1] if len(sys.argv) > 1 else "/tmp/fonts") / "node_modules"
    if not packages.is_dir():
        sys.exit(f"{packages} isn't there. Install the fonts first: see the top of this file.")
    TARGET.mkdir(parents=True, exist_ok=True)
    make_noto_naskh(packages)
    make_vazirmatn(packages)


if __name__ == "__main__":
    main()
