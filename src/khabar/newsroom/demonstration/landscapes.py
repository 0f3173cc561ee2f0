"""Pictures of the open country, of water and of the sky."""

from __future__ import annotations

import math

from khabar.newsroom.demonstration.canvas import Canvas


def harbour(on: Canvas) -> None:
    on.wash("#f6c98f", "#f3e2c5", 0, 470)
    on.glow(860, 380, 420, "#fff3d6")
    on.disc(860, 372, 62, "#fdf0d2")
    on.ridge(430, 34, "#c9a99a", 3)
    on.wash("#5d8a96", "#284f5e", 470)
    for n in range(14):
        width = on.random.uniform(30, 190)
        on.box(860 - width / 2, 480 + n * 16, width, 4, "#fbe6c0a0", 2)
    crane(on, 170, 590, 1.0)
    crane(on, 400, 560, 0.78)
    ship(on)
    on.shape([(0, 700), (560, 640), (640, 800), (0, 800)], "#2b3a42")
    on.shape([(0, 684), (552, 628), (560, 644), (0, 704)], "#42545d")
    for x in range(60, 520, 110):
        on.box(x, 662 - x * 0.104, 26, 34, "#c96f3b", 6)


def crane(on: Canvas, x: float, foot: float, scale: float) -> None:
    def at(dx: float, dy: float) -> tuple[float, float]:
        return (x + dx * scale, foot - dy * scale)

    for dx in (-60, 60):
        on.line([at(dx, -90), at(dx * 0.8, 260)], "#a8412f", 11 * scale)
    on.line([at(-56, 60), at(52, 200)], "#a8412f", 5 * scale)
    on.line([at(-150, 262), at(330, 262)], "#a8412f", 13 * scale)
    on.line([at(0, 262), at(10, 400), at(320, 268)], "#a8412f", 6 * scale)
    on.line([at(10, 400), at(-145, 268)], "#a8412f", 6 * scale)
    on.line([at(230, 262), at(230, 130)], "#33302f", 3 * scale)
    on.box(*at(200, 132), 60 * scale, 34 * scale, "#e0a63c")


def ship(on: Canvas) -> None:
    on.shape([(520, 520), (1150, 520), (1090, 600), (590, 600)], "#22333c")
    on.shape([(560, 572), (1112, 572), (1090, 600), (590, 600)], "#9c3b2c")
    on.box(560, 396, 96, 124, "#f4ead9")
    for y in (412, 440, 468):
        on.box(572, y, 72, 12, "#4d7482")
    colours = ("#c96f3b", "#3f7d84", "#e0a63c", "#8f4a43", "#d9cbb0")
    for column in range(7):
        for row in range(on.random.choice((2, 3, 3, 4))):
            on.box(676 + column * 62, 488 - row * 32, 58, 29, on.random.choice(colours))


def desert_solar(on: Canvas) -> None:
    on.wash("#8fc4d6", "#f7e3bd", 0, 480)
    on.glow(940, 150, 340, "#fffbe8", 0.9)
    on.disc(940, 150, 66, "#fffdf2")
    on.ridge(360, 40, "#e3b277", 2)
    on.ridge(430, 34, "#d3975a", 3)
    on.ridge(500, 22, "#e5b878", 2)
    for row in range(6):
        panels(on, 470 + row * row * 13, 0.34 + row * 0.19)


def panels(on: Canvas, y: float, size: float) -> None:
    high, wide = 62 * size, 150 * size
    for n in range(-1, round(1200 / wide) + 2):
        x = n * wide * 1.08 - size * 160
        on.line(
            [(x + wide * 0.5, y), (x + wide * 0.5, y + high * 1.25)],
            "#7c5a35",
            5 * size,
        )
        corners = [
            (x + wide * 0.2, y),
            (x + wide * 1.12, y),
            (x + wide * 0.92, y + high),
        ]
        on.shape([*corners, (x, y + high)], "#1f4668")
        on.shape([*corners[:2], (x + wide * 0.46, y + high * 0.5)], "#3a6f96")
        for part in (0.33, 0.66):
            top = x + wide * (0.2 + 0.92 * part)
            on.line([(top, y), (x + wide * 0.92 * part, y + high)], "#c7dbe6", 1.6 * size)
        on.line(
            [(x + wide * 0.1, y + high / 2), (x + wide, y + high / 2)],
            "#c7dbe6",
            1.6 * size,
        )


def olive_grove(on: Canvas) -> None:
    on.wash("#f4dcb4", "#f8efdb", 0, 420)
    on.glow(240, 170, 300, "#fffdf0", 0.8)
    on.ridge(300, 50, "#b9b79a", 2)
    on.ridge(380, 46, "#98a07c", 3)
    for row in range(5):
        base = 440 + row * 82
        on.ridge(base, 14, ("#c8a56a", "#bd9558")[row % 2], 2)
        size = 74 + row * 34
        start = -60 + on.random.uniform(0, 80)
        for n in range(round(1300 / (size * 1.5)) + 1):
            x, y = start + n * size * 1.5, base + 36 + row * 5
            on.disc(x + size * 0.25, y, size * 0.42, "#8a693c70", 0.16)
            on.tree(x, y, size, "#5d6b45", "#87936a", "#5b4631")


def wheat(on: Canvas) -> None:
    on.wash("#5d9fc4", "#d6e8e6", 0, 440)
    for x, y, size in ((250, 150, 80), (860, 110, 110), (560, 240, 60)):
        for dx, r in ((-1, 0.5), (-0.3, 0.8), (0.5, 0.65), (1.1, 0.4)):
            on.arch(x + dx * size, y, r * size, "#ffffffd8", 0.75)
    on.ridge(420, 14, "#7f9a5b", 2)
    on.ridge(462, 10, "#e1b64f", 2)
    on.tree(930, 470, 210, "#3f6140", "#5b7f4e", "#4c3a28")
    on.wash("#e6bd58", "#b97f24", 470)
    for row in range(6):
        for _ in range(34 - 4 * row):
            place = on.random.uniform(-20, 1220)
            ear(on, place, 520 + row * 46 + on.random.uniform(-16, 16), 0.4 + row * 0.2)


def ear(on: Canvas, x: float, y: float, size: float) -> None:
    lean = on.random.uniform(-10, 18) * size
    tone = on.random.choice(("#f3d27c", "#e9c25f", "#f8dd93"))
    on.line([(x, y), (x - lean, y + 300 * size)], "#a46f1f", 2.4 * size)
    for n in range(7):
        for side in (-1, 1):
            on.disc(
                x + lean * 0.02 * n + side * 4.5 * size,
                y - 11 * n * size,
                4.6 * size,
                tone,
                1.7,
            )
    for dx in (-16, 0, 16):
        tip = (x + (lean * 0.5 + dx * size), y - 128 * size)
        on.line([(x, y - 66 * size), tip], tone, 1.2 * size)


def sea_research(on: Canvas) -> None:
    on.wash("#f2d8c0", "#f9efe2", 0, 230)
    on.ridge(214, 8, "#3b93a0", 6)
    on.wash("#2d8493", "#062a3d", 226)
    on.shape([(330, 210), (800, 210), (750, 262), (390, 262)], "#f4f1e8")
    on.shape([(372, 240), (776, 240), (750, 262), (390, 262)], "#c4472f")
    on.box(470, 150, 150, 60, "#e9e3d3")
    on.box(500, 108, 84, 44, "#f4f1e8")
    for x in range(484, 610, 30):
        on.disc(x, 180, 8, "#31596b")
    on.line([(560, 108), (560, 50)], "#31596b", 5)
    on.line([(720, 212), (800, 120), (840, 232)], "#e0a63c", 7)
    on.line([(840, 232), (838, 470)], "#d9e6e6b0", 3)
    on.shape([(760, 540), (140, 470), (100, 690), (760, 570)], "#f6edb02c")
    on.shape([(760, 544), (240, 520), (210, 650), (760, 566)], "#f6edb038")
    on.box(740, 470, 220, 120, "#e5b23d", 58)
    on.disc(790, 530, 42, "#123c50")
    on.disc(784, 524, 30, "#7fc0c9")
    on.box(900, 440, 40, 40, "#e5b23d", 6)
    on.shape([(950, 530), (1010, 490), (1010, 570)], "#b98822")
    for _ in range(26):
        fish(on, on.random.uniform(60, 1160), on.random.uniform(330, 660))
    on.ridge(730, 22, "#041d2b", 4)


def fish(on: Canvas, x: float, y: float) -> None:
    size = on.random.uniform(6, 13)
    on.disc(x, y, size, "#9fd0cf90", 0.4)
    on.shape(
        [(x + size * 0.8, y), (x + size * 1.6, y - 5), (x + size * 1.6, y + 5)],
        "#9fd0cf90",
    )


def mountain_dam(on: Canvas) -> None:
    on.wash("#9cc3d8", "#e9eef0", 0, 520)
    on.box(0, 500, 1200, 300, "#28332f")
    for x, y, width in ((240, 120, 720), (980, 90, 760), (620, 190, 560)):
        on.peak(x, y, width, 560, "#5a6f82", "#7c90a0")
        snow = [
            (x, y),
            (x + width * 0.1, y + 88),
            (x + 8, y + 64),
            (x - width * 0.05, y + 110),
        ]
        on.shape([*snow, (x - width * 0.1, y + 86)], "#f7f9f9")
    on.shape([(0, 330), (310, 470), (330, 800), (0, 800)], "#3b4a45")
    on.shape([(1200, 300), (890, 470), (870, 800), (1200, 800)], "#33413d")
    on.shape([(290, 462), (910, 462), (900, 500), (300, 500)], "#3f8ba3")
    wall = [(300 + 6 * n, 486 + 34 * math.sin(math.pi * n / 100)) for n in range(101)]
    on.shape([*wall, (810, 800), (390, 800)], "#d8d2c4")
    for n in range(1, 10):
        on.line([wall[n * 10], (390 + n * 42, 800)], "#b9b1a0", 3)
    on.line(wall, "#efeae0", 16)
    for x in (520, 600, 680):
        on.shape([(x - 18, 560), (x + 18, 560), (x + 40, 800), (x - 40, 800)], "#eef6f8")
        on.shape([(x - 6, 560), (x + 8, 560), (x + 18, 800), (x - 14, 800)], "#bcdbe4")
    for x in range(30, 1200, 74):
        if not 300 < x < 900:
            foot = 530 + abs(600 - x) * -0.22 + on.random.uniform(120, 250)
            fir(on, x, foot, on.random.uniform(70, 120))


def fir(on: Canvas, x: float, y: float, size: float) -> None:
    for n in range(3):
        half, top = size * (0.34 - n * 0.08), y - size * (0.4 + n * 0.3)
        on.shape(
            [
                (x, top - size * 0.2),
                (x + half, top + size * 0.3),
                (x - half, top + size * 0.3),
            ],
            "#22352f",
        )


def night_sky(on: Canvas) -> None:
    on.wash("#0a1230", "#3d4a7a", 0, 640)
    for _ in range(900):
        along = on.random.uniform(0, 1)
        x = along * 1300 - 50
        y = 520 - along * 560 + on.random.gauss(0, 70)
        on.disc(x, y, on.random.uniform(0.6, 1.8), "#cdd6ff70")
    on.glow(480, 320, 330, "#8793c9", 0.3)
    on.glow(800, 180, 280, "#8793c9", 0.3)
    for _ in range(260):
        on.disc(
            on.random.uniform(0, 1200),
            on.random.uniform(0, 560),
            on.random.uniform(0.8, 2.6),
            "#ffffff",
        )
    on.ridge(600, 40, "#232c4f", 3)
    on.box(730, 500, 220, 130, "#c9cde0")
    on.box(730, 500, 90, 130, "#9aa1bf")
    on.arch(840, 506, 118, "#e6e8f2")
    on.shape([(840, 506), (820, 388), (850, 386), (880, 506)], "#141a38")
    on.shape([(846, 440), (500, 0), (560, 0), (866, 430)], "#f5efc922")
    on.ridge(650, 26, "#11162f", 3)


def fishing_boats(on: Canvas) -> None:
    on.wash("#f3ebd6", "#dfeee8", 0, 290)
    on.ridge(240, 24, "#94b3ac", 3)
    on.wash("#58b7b4", "#1f7f8c", 262)
    for _ in range(46):
        on.box(
            on.random.uniform(-40, 1180),
            on.random.uniform(280, 640),
            on.random.uniform(30, 120),
            3,
            "#c9ece660",
            2,
        )
    boat(on, 300, 400, 0.62, "#e7b340", "#a9542f")
    boat(on, 830, 430, 0.8, "#cf5138", "#f0e6d2")
    boat(on, 500, 590, 1.2, "#24557a", "#e9c25c")
    on.ridge(740, 18, "#ecd7a8", 2)
    on.ridge(775, 14, "#dcc08a", 2)
    for x in range(700, 1180, 34):
        on.arch(x, 790, 46, "#2f5a5ea0", 0.7)
        on.disc(x, 758, 8, "#e86f3f")


def boat(on: Canvas, x: float, y: float, size: float, hull: str, band: str) -> None:
    def at(dx: float, dy: float) -> tuple[float, float]:
        return (x + dx * size, y + dy * size)

    on.disc(x, y + 62 * size, 230 * size, "#0e4f5a70", 0.12)
    on.shape(
        [
            at(-240, -44),
            at(-120, 0),
            at(120, 0),
            at(230, -40),
            at(150, 70),
            at(-150, 70),
        ],
        hull,
    )
    on.shape(
        [
            at(-240, -44),
            at(-120, 0),
            at(120, 0),
            at(230, -40),
            at(218, -22),
            at(122, 18),
            at(-124, 18),
            at(-226, -24),
        ],
        band,
    )
    on.box(*at(-20, -78), 100 * size, 80 * size, "#f5efe2")
    on.box(*at(-30, -90), 120 * size, 14 * size, band)
    on.box(*at(0, -62), 56 * size, 30 * size, "#3f6f80")
    on.line([at(-70, 0), at(-70, -230)], "#6b4a2e", 8 * size)
    on.line([at(-70, -220), at(-225, -44)], "#6b4a2e", 2 * size)
    on.line([at(-70, -220), at(215, -40)], "#6b4a2e", 2 * size)
    on.shape([at(-70, -226), at(-70, -190), at(-10, -208)], "#cf5138")


PICTURES = (
    harbour, desert_solar, olive_grove, wheat, sea_research, mountain_dam, night_sky,
    fishing_boats,
)  # fmt: skip
