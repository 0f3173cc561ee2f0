"""Pictures of rooms, and of what is done in them."""

from __future__ import annotations

import math

from khabar.newsroom.demonstration.canvas import Canvas


def library(on: Canvas) -> None:
    on.wash("#5a3a2a", "#3a241b")
    colours = (
        "#8f2f2a",
        "#c58a3a",
        "#2f5d62",
        "#d9c39a",
        "#4a4a6a",
        "#6b7d4a",
        "#a85b3a",
    )
    for row in range(4):
        foot = 176 + row * 150
        for start in (30, 620):
            books(on, start, foot, 550, colours)
        on.box(10, foot, 1180, 16, "#7d5336")
    for x in (0, 590, 1180):
        on.box(x, 0, 24, 660, "#6b452d")
    on.box(0, 642, 1200, 158, "#2a1a14")
    on.line([(330, 660), (430, 30)], "#c79a5e", 10)
    on.line([(410, 660), (490, 30)], "#c79a5e", 10)
    for n in range(9):
        on.line([(345 + n * 10.5, 620 - n * 66), (418 + n * 8, 620 - n * 66)], "#c79a5e", 8)
    on.glow(880, 560, 380, "#ffd890", 0.75)
    on.box(660, 690, 500, 22, "#8a5a38")
    on.box(700, 712, 20, 88, "#6b452d")
    on.box(1090, 712, 20, 88, "#6b452d")
    on.arch(880, 570, 66, "#2f7a62", 0.9)
    on.box(874, 568, 12, 116, "#c79a5e")
    on.disc(880, 686, 44, "#c79a5e", 0.2)
    on.shape([(960, 688), (1040, 672), (1120, 688), (1120, 694), (960, 694)], "#f7eedb")


def books(on: Canvas, start: float, foot: float, width: float, colours: tuple[str, ...]) -> None:
    x = start
    while x < start + width - 24:
        wide, high = on.random.uniform(12, 30), on.random.uniform(84, 128)
        on.box(x, foot - high, wide, high, on.random.choice(colours), 2)
        on.box(x + 3, foot - high + 16, wide - 6, 5, "#f4e4c070")
        x += wide + (on.random.random() < 0.06) * 30 + 2


def classroom(on: Canvas) -> None:
    on.wash("#f1e6cf", "#e5d3b3", 0, 640)
    on.box(0, 600, 1200, 200, "#c19a6b")
    on.box(300, 110, 600, 300, "#8a6038", 4)
    on.box(316, 126, 568, 268, "#2f5a4a")
    on.ring(470, 260, 72, "#e9f0e4", 4)
    on.shape([(600, 330), (780, 330), (600, 190)], "#e9f0e420")
    on.line([(600, 330), (780, 330), (600, 190), (600, 330)], "#e9f0e4", 4)
    on.line([(398, 260), (542, 260)], "#e9f0e4", 3)
    for x in (40, 960):
        on.box(x, 110, 200, 290, "#fbf7ec", 4)
        on.box(x + 14, 124, 172, 262, "#a8d3dc")
        on.arch(x + 100, 386, 86, "#86b58a", 0.6)
        on.box(x + 96, 124, 8, 262, "#fbf7ec")
    on.shape([(960, 400), (1160, 400), (760, 800), (430, 800)], "#fff6d440")
    globe(on)
    for row, size in ((0, 0.8), (1, 1.15)):
        for n in range(3):
            desk(on, 240 + n * 360 + row * -10, 560 + row * 150, size)


def globe(on: Canvas) -> None:
    on.box(930, 470, 240, 18, "#7d5433")
    on.box(950, 488, 16, 130, "#6b452b")
    on.box(1134, 488, 16, 130, "#6b452b")
    on.disc(1050, 408, 46, "#3f86a0")
    on.disc(1036, 396, 20, "#7fae6a", 0.8)
    on.disc(1064, 424, 15, "#7fae6a")
    on.box(1046, 454, 8, 16, "#b58a3a")


def desk(on: Canvas, x: float, y: float, size: float) -> None:
    on.shape(
        [
            (x - 110 * size, y),
            (x + 110 * size, y),
            (x + 130 * size, y + 40 * size),
            (x - 130 * size, y + 40 * size),
        ],
        "#dba866",
    )
    on.box(x - 130 * size, y + 40 * size, 260 * size, 14 * size, "#a9743c")
    for dx in (-118, 104):
        on.box(x + dx * size, y + 54 * size, 14 * size, 110 * size, "#5b6468")
    on.shape(
        [
            (x - 60 * size, y + 8),
            (x + 4 * size, y + 8),
            (x + 6 * size, y + 28 * size),
            (x - 66 * size, y + 28 * size),
        ],
        "#fbf8ef",
    )
    on.box(x + 30 * size, y + 14 * size, 50 * size, 8 * size, "#c8452f")


def theatre(on: Canvas) -> None:
    on.wash("#2a0d14", "#4a1620")
    on.box(180, 80, 840, 460, "#f0c987")
    on.glow(600, 330, 480, "#fff1cf", 0.9)
    on.arch(600, 540, 210, "#d99a5b", 0.9)
    on.arch(600, 540, 130, "#c4774a", 0.9)
    on.shape([(560, 0), (640, 0), (780, 560), (420, 560)], "#fff6dc50")
    for x, size in ((540, 1.0), (660, 1.1)):
        on.shape(
            [
                (x - 26, 540),
                (x + 26, 540),
                (x + 14, 540 - 110 * size),
                (x - 14, 540 - 110 * size),
            ],
            "#3a1720",
        )
        on.disc(x, 540 - 126 * size, 18, "#3a1720")
    for n in range(7):
        for side in (-1, 1):
            edge = 600 + side * (600 - n * 44)
            on.shape(
                [
                    (edge, 60),
                    (edge - side * 60, 60),
                    (edge - side * (24 + n * 5), 560),
                    (edge, 560),
                ],
                ("#a81f2d", "#7f1522")[n % 2],
            )
    for x in range(0, 1200, 120):
        on.disc(x + 60, 70, 74, "#b82636", 0.75)
        on.disc(x + 60, 60, 74, "#8f1a28", 0.6)
    on.box(0, 0, 1200, 52, "#c99a4a")
    on.box(0, 540, 1200, 34, "#6b3a24")
    for row in range(3):
        for x in range(-40 + row * 30, 1240, 110):
            on.box(x, 630 + row * 62, 92, 150, ("#3b1019", "#2c0b13", "#1d070d")[row], 22)
            if on.random.random() < 0.6:
                on.disc(x + 46, 618 + row * 62, 25, ("#25090f", "#1a060b", "#100306")[row])


def bank(on: Canvas) -> None:
    on.wash("#44545c", "#2a353b")
    for x in range(0, 1200, 150):
        for y in range(0, 640, 128):
            on.box(x + 4, y + 4, 142, 120, "#4d5f68" if (x + y) % 4 else "#46575f", 3)
            on.box(x + 110, y + 52, 14, 14, "#c7a253", 7)
    on.box(0, 640, 1200, 160, "#20282d")
    on.disc(560, 370, 318, "#1d2529")
    on.disc(560, 370, 300, "#8b9aa1")
    on.disc(560, 370, 262, "#b9c4c8")
    on.disc(560, 370, 196, "#8b9aa1")
    on.disc(560, 370, 180, "#cdd5d8")
    for n in range(16):
        turn = math.pi * n / 8
        on.disc(560 + 281 * math.cos(turn), 370 + 281 * math.sin(turn), 11, "#55636a")
    for n in range(5):
        turn = 2 * math.pi * n / 5 + 0.3
        end = (560 + 150 * math.cos(turn), 370 + 150 * math.sin(turn))
        on.line([(560, 370), end], "#5d6b72", 16)
        on.disc(*end, 20, "#c7a253")
    on.disc(560, 370, 52, "#5d6b72")
    on.disc(560, 370, 28, "#c7a253")
    for x, high in ((900, 4), (990, 9), (1080, 6)):
        for n in range(high):
            on.disc(x, 740 - n * 20, 46, "#8f6a1f", 0.34)
            on.disc(x, 734 - n * 20, 46, "#e3b84f", 0.34)
        on.disc(x, 733 - high * 20 + 20, 30, "#c99a35", 0.3)


def workshop(on: Canvas) -> None:
    on.wash("#e3c79c", "#cfa873", 0, 560)
    on.box(0, 560, 1200, 240, "#9a7448")
    on.box(0, 560, 1200, 150, "#b58a58")
    for y in range(0, 560, 70):
        on.box(0, y, 1200, 3, "#b98f5a")
    on.box(820, 60, 300, 260, "#fdf6e4", 4)
    on.box(836, 76, 268, 228, "#bfe0e0")
    on.box(966, 76, 8, 228, "#fdf6e4")
    on.box(836, 186, 268, 8, "#fdf6e4")
    hammer(on)
    saw(on)
    for n, x in enumerate((560, 606, 652, 698, 744)):
        on.box(x, 110, 16, 78, "#a8452f", 7)
        on.box(x + 4, 188, 8, 74 + n % 3 * 26, "#7b868a")
    on.box(540, 138, 240, 10, "#7d5433")
    on.box(60, 520, 1080, 44, "#8f5f36", 4)
    on.box(60, 556, 1080, 14, "#6e4526")
    for x in (110, 1030):
        on.box(x, 570, 54, 230, "#7b4f2c")
    on.box(160, 690, 880, 24, "#7b4f2c")
    on.box(420, 476, 560, 44, "#e9c48d")
    on.box(420, 476, 560, 10, "#f6dcb0")
    plane(on)
    for _ in range(30):
        place, low = on.random.uniform(300, 1000), on.random.uniform(735, 790)
        on.ring(place, low, on.random.uniform(7, 15), "#f1d5a3", 3)


def hammer(on: Canvas) -> None:
    on.box(128, 130, 20, 280, "#a9743c", 8)
    on.box(84, 104, 110, 46, "#4f5a5f", 6)
    on.shape([(194, 108), (232, 120), (232, 134), (194, 146)], "#4f5a5f")


def saw(on: Canvas) -> None:
    teeth = [(290.0 + n * 8, 420.0 - n * 7.2 + (n % 2) * 12) for n in range(25)]
    on.shape([*teeth, (470, 180), (300, 360)], "#c3cccf")
    on.shape([(262, 360), (330, 334), (350, 410), (280, 452), (246, 420)], "#8f4a2a")
    on.shape([(278, 374), (314, 362), (322, 400), (284, 424)], "#dab988")


def plane(on: Canvas) -> None:
    on.shape(
        [(600, 476), (860, 476), (860, 440), (820, 424), (640, 430), (600, 450)],
        "#7a3f22",
    )
    on.shape([(700, 430), (730, 340), (752, 348), (736, 430)], "#5c676b")
    on.disc(650, 410, 24, "#9c5730")
    on.shape([(780, 426), (800, 370), (840, 372), (836, 426)], "#9c5730")
    for n in range(4):
        on.ring(566 - n * 34, 462 + n % 2 * 6, 17, "#f6dcb0", 5)


PICTURES = (library, classroom, theatre, bank, workshop)
