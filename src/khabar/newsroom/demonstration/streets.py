"""Pictures of towns: streets, buildings, and the ways between them."""

from __future__ import annotations

from khabar.newsroom.demonstration.canvas import Canvas


def city(on: Canvas) -> None:
    on.wash("#3d3a63", "#f2a47a", 0, 640)
    on.disc(690, 430, 150, "#fbd09a")
    skyline(on, 420, 620, "#a8677a", 60, 0)
    skyline(on, 380, 680, "#6d4a6c", 84, 0.22)
    dome(on, 330, 600, 1.0)
    skyline(on, 520, 760, "#3a2f52", 108, 0.4)
    on.box(0, 716, 1200, 84, "#241d38")
    for x in range(20, 1200, 60):
        on.box(x, 752, 34, 5, "#f2c27a")


def skyline(on: Canvas, highest: float, foot: float, colour: str, width: float, lit: float) -> None:
    x = -30.0
    while x < 1200:
        wide = width * on.random.uniform(0.6, 1.2)
        top = highest + on.random.uniform(0, 170)
        on.box(x, top, wide, foot - top + 180, colour)
        if on.random.random() < 0.3:
            on.box(x + wide / 2 - 2, top - 46, 4, 46, colour)
        for y in range(round(top) + 16, round(foot) + 20, 26):
            for dx in range(10, round(wide) - 14, 20):
                if on.random.random() < lit:
                    on.box(x + dx, y, 9, 13, "#f8c977")
        x += wide + 4


def dome(on: Canvas, x: float, y: float, size: float) -> None:
    on.box(x - 90 * size, y - 60, 180 * size, 160, "#4f3a5f")
    on.arch(x, y - 56, 82 * size, "#4f3a5f", 1.15)
    on.line([(x, y - 140), (x, y - 184)], "#4f3a5f", 5)
    for dx in (-140, 140):
        on.box(x + dx - 10, y - 220, 20, 320, "#4f3a5f")
        on.box(x + dx - 17, y - 160, 34, 10, "#4f3a5f")
        on.shape(
            [(x + dx - 12, y - 218), (x + dx + 12, y - 218), (x + dx, y - 266)],
            "#4f3a5f",
        )


def stadium(on: Canvas) -> None:
    on.wash("#0d1c33", "#27486b", 0, 360)
    on.shape([(0, 210), (1200, 210), (1200, 420), (0, 420)], "#1b2b40")
    for row in range(9):
        for x in range(-10, 1210, 17):
            colour = on.random.choice(
                ("#c9d3dc", "#e0614a", "#f0e4cc", "#6d8fae", "#34506d", "#34506d")
            )
            on.disc(x + row % 2 * 8, 226 + row * 20, 6, colour)
    on.box(0, 402, 1200, 34, "#f3f1ea")
    for x in range(20, 1200, 240):
        on.box(x, 408, 150, 22, "#e0614a" if x % 480 == 20 else "#2f6f8f")
    pitch(on)
    for x in (150, 1050):
        on.box(x - 6, 60, 12, 160, "#0a1424")
        on.box(x - 76, 30, 152, 60, "#0a1424", 6)
        for dx in range(-60, 61, 30):
            for y in (46, 74):
                on.disc(x + dx, y, 10, "#fffbe0")
        on.glow(x, 60, 220, "#fdf6cf", 0.5)
    on.disc(690, 690, 34, "#123c1f80", 0.3)
    on.disc(680, 660, 36, "#fbfbf7")
    for dx, dy in ((0, 0), (-26, -12), (22, -18), (18, 22), (-18, 24)):
        on.disc(680 + dx, 660 + dy, 9, "#1c2733")


def pitch(on: Canvas) -> None:
    on.box(0, 436, 1200, 364, "#3b8a4c")
    for n in range(-3, 9, 2):
        left, right = 600 + (n - 3) * 110, 600 + (n - 2) * 110
        on.shape(
            [
                (left, 436),
                (right, 436),
                (600 + (n - 2) * 240, 800),
                (600 + (n - 3) * 240, 800),
            ],
            "#46994f",
        )
    for points in (
        [(0, 470), (1200, 470)],
        [(350, 470), (270, 600), (930, 600), (850, 470)],
    ):
        on.line([(float(x), float(y)) for x, y in points], "#f1f6ec", 5)
    for x in (480, 720):
        on.box(x, 352, 7, 120, "#ffffff")
    on.box(480, 348, 247, 7, "#ffffff")
    for step in range(12, 240, 22):
        on.line([(480 + step, 352), (480 + step, 466)], "#ffffff50", 1.5)
    for y in range(368, 466, 18):
        on.line([(484, y), (722, y)], "#ffffff50", 1.5)


def parliament(on: Canvas) -> None:
    on.wash("#c4dbe4", "#f7f1e4", 0, 640)
    on.ridge(560, 20, "#a9bda4", 4)
    on.arch(600, 290, 150, "#4d8a86", 1.05)
    for dx in (-100, -50, 0, 50, 100):
        on.line([(600 + dx, 288), (600 + dx * 0.4, 150)], "#3c726f", 3)
    on.box(584, 92, 32, 50, "#e9dfc8")
    on.line([(600, 92), (600, 40)], "#9b8b68", 5)
    on.box(440, 286, 320, 60, "#efe6d1")
    for x in range(456, 740, 40):
        on.box(x, 298, 18, 40, "#b9ab8a")
    on.shape([(350, 410), (850, 410), (600, 330)], "#e2d6bb")
    on.box(120, 410, 960, 240, "#f3ead6")
    on.box(120, 404, 960, 16, "#d9ccae")
    for x in range(150, 1060, 66):
        if 320 < x < 846:
            continue
        on.box(x, 450, 34, 66, "#8fa7a9", 17)
        on.box(x, 560, 34, 60, "#8fa7a9")
    on.box(360, 424, 480, 226, "#cbbd9c")
    for x in range(372, 820, 71):
        on.box(x, 424, 30, 226, "#fbf6ea")
    for n in range(6):
        on.box(320 - n * 26, 650 + n * 16, 560 + n * 52, 16, ("#e8ddc4", "#d3c5a5")[n % 2])
    on.box(0, 742, 1200, 58, "#7f9a74")
    for x, colour in ((60, "#b3151a"), (1110, "#0b5966")):
        on.box(x, 300, 6, 440, "#8b8577")
        on.shape([(x + 6, 304), (x + 76, 322), (x + 6, 366)], colour)


def railway(on: Canvas) -> None:
    on.wash("#f0c9a8", "#faeedd", 0, 460)
    on.disc(300, 210, 58, "#fff4dc")
    on.ridge(300, 60, "#b7a6a0", 3)
    on.ridge(400, 60, "#8a8c86", 4)
    on.ridge(560, 40, "#64775e", 3)
    for x in range(-90, 1300, 200):
        on.box(x - 26, 420, 52, 330, "#a8795c")
        on.box(x - 26, 420, 18, 330, "#8d6249")
    on.box(0, 372, 1200, 60, "#b98a6b")
    for x in range(-90, 1300, 200):
        on.shape([(x + 26, 520), (x + 26, 432), (x + 66, 432)], "#b98a6b")
        on.shape([(x + 174, 520), (x + 174, 432), (x + 134, 432)], "#b98a6b")
    on.box(0, 362, 1200, 14, "#6d4b37")
    train(on)
    on.ridge(720, 26, "#44583f", 3)
    for _ in range(16):
        place = on.random.uniform(0, 1200)
        on.tree(
            place,
            790 + on.random.uniform(-20, 20),
            on.random.uniform(70, 130),
            "#2f432f",
            "#4b6446",
            "#2c2119",
        )


def train(on: Canvas) -> None:
    for n in range(3):
        x = 40 + n * 296
        on.box(x, 276, 288, 80, "#f2f0e9", 6)
        on.box(x, 322, 288, 16, "#0b6e7f")
        for dx in range(18, 270, 44):
            on.box(x + dx, 288, 32, 26, "#24404e", 3)
        for dx in (40, 76, 210, 246):
            on.disc(x + dx, 358, 11, "#2a2624")
    on.shape([(928, 276), (1040, 276), (1130, 330), (1136, 356), (928, 356)], "#f2f0e9")
    on.shape([(928, 322), (1118, 322), (1131, 338), (928, 338)], "#0b6e7f")
    on.shape([(1036, 286), (1092, 314), (1036, 314)], "#24404e")
    for dx in (960, 996, 1080):
        on.disc(dx, 358, 11, "#2a2624")


def market(on: Canvas) -> None:
    on.wash("#f4d9a8", "#e7b98a")
    for x in (0, 400, 800):
        on.box(x + 20, 90, 360, 500, ("#d59e74", "#c98d68", "#d8a884")[x // 400])
        on.box(x + 120, 170, 160, 420, "#6b3f35")
        on.arch(x + 200, 172, 80, "#6b3f35")
    stripes = (("#b8402f", "#f8edd8"), ("#1f7475", "#f8edd8"), ("#d79a2b", "#f8edd8"))
    for stall, pair in enumerate(stripes):
        awning(on, stall * 400 + 14, pair)
        crates(on, stall * 400 + 30)
    on.line([(0, 60), (300, 110), (600, 66), (900, 112), (1200, 58)], "#5a382c", 3)
    for x, y in ((150, 90), (300, 112), (450, 92), (750, 92), (900, 114), (1050, 90)):
        on.glow(x, y + 18, 70, "#fff3c4", 0.7)
        on.disc(x, y + 18, 13, "#fff1b8", 1.2)
    on.box(0, 716, 1200, 84, "#8b5b45")


def awning(on: Canvas, x: float, colours: tuple[str, str]) -> None:
    for n in range(8):
        left, wide, colour = x + n * 46.5, 46.5, colours[n % 2]
        on.shape(
            [
                (left + (186 - n * 46.5) * 0.1, 250),
                (left + wide + (140 - n * 46.5) * 0.1, 250),
                (left + wide, 350),
                (left, 350),
            ],
            colour,
        )
        on.disc(left + wide / 2, 350, wide / 2, colour)
    for dx in (6, 356):
        on.box(x + dx, 350, 10, 360, "#5a382c")


def crates(on: Canvas, x: float) -> None:
    fruits = [
        ["#d8452e", "#e9a22f", "#7f9a3a", "#7d3350", "#f0c75a", "#c9622c"][on.random.randrange(6)]
        for _ in range(6)
    ]
    for row in range(2):
        for n in range(3):
            left, top = x + n * 116, 500 + row * 112
            for dx in range(10, 104, 22):
                for dy in (0, 16):
                    on.disc(left + dx + dy / 2, top - 8 + dy, 15, fruits[row * 3 + n])
                    on.disc(left + dx + dy / 2 - 4, top - 13 + dy, 4, "#ffffff60")
            on.box(left, top + 8, 108, 82, "#a9713f")
            for y in (16, 42, 68):
                on.box(left, top + y, 108, 16, "#c58f58")


def hospital(on: Canvas) -> None:
    on.wash("#a9d3dd", "#eef5f1", 0, 660)
    on.ridge(600, 24, "#a5c6ae", 3)
    on.box(150, 260, 330, 400, "#dfe8ea")
    on.box(450, 130, 420, 530, "#f8faf8")
    on.box(850, 330, 260, 330, "#e6eded")
    for y in range(190, 560, 62):
        for x in range(486, 840, 62):
            if not (y < 320 and 590 < x < 740):
                on.box(x, y, 38, 34, "#7fb1be")
    for y in range(300, 620, 62):
        for x in (*range(176, 440, 62), *range(888, 1090, 62)):
            on.box(x, y + 60 * (x > 800), 38, 34, "#8fbac4")
    on.box(612, 190, 96, 96, "#1f8a70", 10)
    on.box(650, 206, 20, 64, "#ffffff")
    on.box(628, 228, 64, 20, "#ffffff")
    on.box(560, 560, 200, 100, "#3d6c7a")
    on.box(530, 544, 260, 22, "#1f8a70")
    on.box(0, 656, 1200, 144, "#b8bfc0")
    on.box(0, 716, 1200, 8, "#f2f4f2")
    for x in (70, 1150, 1050):
        on.tree(x, 668, 170, "#3f7a5c", "#68a07c", "#574735")
    ambulance(on)


def ambulance(on: Canvas) -> None:
    on.disc(330, 764, 190, "#6d777950", 0.08)
    on.shape(
        [(170, 600), (410, 600), (450, 660), (500, 676), (500, 750), (170, 750)],
        "#ffffff",
    )
    on.box(170, 690, 330, 18, "#e0803a")
    on.shape([(380, 616), (404, 616), (434, 660), (380, 660)], "#3d6c7a")
    on.box(240, 626, 18, 56, "#1f8a70")
    on.box(221, 645, 56, 18, "#1f8a70")
    on.box(300, 584, 50, 16, "#3a7bd0", 4)
    for x in (230, 440):
        on.disc(x, 752, 32, "#2b3336")
        on.disc(x, 752, 14, "#c8d0d0")


def rain_street(on: Canvas) -> None:
    on.wash("#1a2435", "#3b4d60", 0, 520)
    for x, wide, top, colour in (
        (0, 300, 60, "#202c3d"),
        (310, 220, 170, "#2a384a"),
        (690, 190, 200, "#2a384a"),
        (890, 310, 40, "#202c3d"),
    ):
        on.box(x, top, wide, 480, colour)
        for y in range(top + 40, 440, 84):
            for dx in range(34, wide - 40, 70):
                if on.random.random() < 0.55:
                    on.box(
                        x + dx,
                        y,
                        34,
                        50,
                        on.random.choice(("#f0b65a", "#d98d4a", "#f6d08a")),
                    )
    on.wash("#2a3848", "#141b26", 500)
    for x in (240, 600, 960):
        on.glow(x, 250, 190, "#ffdf9a", 0.75)
        on.box(x - 5, 250, 10, 270, "#0d131c")
        on.disc(x, 244, 17, "#fff0c2")
        for n in range(22):
            glow = on.random.uniform(10, 74)
            on.box(
                x - glow / 2 + on.random.uniform(-10, 10),
                530 + n * 12,
                glow,
                4,
                "#ffd98a70",
                2,
            )
    for x, size, colour in (
        (430, 1.3, "#c8372d"),
        (760, 1.0, "#2f8a8f"),
        (900, 0.8, "#d9a441"),
    ):
        walker(on, x, 700, size, colour)
    for _ in range(420):
        drop, high = on.random.uniform(0, 1240), on.random.uniform(-20, 800)
        on.line([(drop, high), (drop - 9, high + 36)], "#dfe9f238", 1.5)


def walker(on: Canvas, x: float, y: float, size: float, colour: str) -> None:
    on.box(x - 36 * size, y + 4, 72 * size, 60 * size, f"{colour}50", 12)
    on.shape(
        [
            (x - 34 * size, y),
            (x + 34 * size, y),
            (x + 24 * size, y - 150 * size),
            (x - 24 * size, y - 150 * size),
        ],
        "#0b1018",
    )
    on.disc(x, y - 166 * size, 20 * size, "#0b1018")
    on.line([(x, y - 120 * size), (x, y - 280 * size)], "#0b1018", 5 * size)
    on.arch(x, y - 190 * size, 112 * size, colour, 0.85)
    on.arch(x, y - 190 * size, 44 * size, "#00000030", 2.1)


PICTURES = (city, stadium, parliament, railway, market, hospital, rain_street)
