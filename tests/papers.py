"""A small paper that has a page of every kind, and on them what makes pages hard to lay out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.test import Client

from khabar.comments.ruling import Rules
from khabar.comments.sealing import seal
from khabar.stories.archiving import address_of_day
from khabar.stories.models import Story
from tests.factories import (
    AdvertFactory,
    CommentFactory,
    ContributorFactory,
    FrontFactory,
    PictureFactory,
    SectionFactory,
    SourceFactory,
    StoryFactory,
    TopicFactory,
    card,
    container,
    locale,
)
from tests.spool import drain

LANGUAGES = ("ar", "fa", "en")
# A long headline, one that mixes scripts and numbers, a short one.
HEADLINES = {
    "ar": (
        "افتتح الوزير صباح اليوم أول محطة لتحلية المياه بالطاقة الشمسية في رأس البحر بعد عامين",
        "فوز Arsenal 2-1 على نادي النور في نصف نهائي Coast Cup",
        "المطر يعود",
    ),
    "fa": (
        "وزیر صبح امروز نخستین کارخانهٔ آب‌شیرین‌کن خورشیدی کشور را در رأس‌البحر گشود",
        "Arsenal با نتیجهٔ ۲ بر ۱ باشگاه نور را در نیمه‌نهایی Coast Cup شکست داد",
        "باران برگشت",
    ),
    "en": (
        "The minister opened the country's first solar desalination plant at Ras al-Bahr today",
        "Nour FC (نادي النور) lose 2-1 in the Coast Cup semi-final",
        "Rain returns",
    ),
}
NAMES = {"ar": "عبد الرحمن بن عبد العزيز الإدريسي الساحلي", "en": "Abd al-Rahman al-Idrissi"}
BODY = (
    ("paragraph", {"text": "<p>{0}. {1}. <a href='https://example.org/'>{2}</a>.</p>"}),
    ("heading", {"text": "{2}", "level": "h2"}),
    ("quote", {"text": "{0}", "speaker": "{2}"}),
    ("facts", {"title": "{2}", "text": "<ul><li>{0}</li><li>{1}</li></ul>"}),
    ("statement", {"title": "{2}", "source": "{2}", "text": "{0}"}),
    ("embed", {"url": "https://www.youtube.com/watch?v=1", "title": "{1}"}),
)


def make_paper(language: str) -> dict[str, str]:
    """Fill an edition with one of everything; return its addresses by what they show.

    `front` is as its editors arranged it. The section `politics` arranges itself.
    """
    section, topic = SectionFactory(slug="politics"), TopicFactory(slug="water")
    people = [ContributorFactory(slug="writer", names=NAMES, portrait=PictureFactory())]
    source = SourceFactory(
        slug="agency", link="https://example.org/", about={language: HEADLINES[language][0]}
    )
    for slot in ("overlay", "story", "front"):
        AdvertFactory(slot=slot, language=language, image=PictureFactory())
    shared = {"section": section, "topics": [topic], "contributors": people, "source": source}
    stories = [_story(language, place, shared) for place in range(9)]
    _arrange(language, stories)
    CommentFactory(story=stories[-1], approved=True, text=HEADLINES[language][0])
    return _addresses(language, stories[-1])


def _story(language: str, place: int, shared: dict[str, Any]) -> Story:
    words = HEADLINES[language]
    return StoryFactory(
        language=language,
        published=True,
        headline=words[place % 3],
        # A kicker of three lines, a short one, none.
        kicker=(words[0], words[2], "")[place % 3],
        lead=f"{words[0]}. {words[1]}.",
        lead_image=PictureFactory() if place % 2 else None,
        body=[_block(kind, value, words) for kind, value in BODY],
        **shared,
    )


def _block(kind: str, value: dict[str, str], words: tuple[str, ...]) -> dict[str, Any]:
    filled = {name: text.format(*words) for name, text in value.items()}
    return {"type": kind, "value": {"language": "", **filled}}


def _arrange(language: str, stories: list[Story]) -> None:
    FrontFactory(
        locale=locale(language),
        containers=[
            container("lead", card(stories[1], stories[0]), *stories[2:4]),
            container("opinion", stories[4], stories[5]),
            container("list", stories[6], arrangement="list", title=HEADLINES[language][2]),
            container("pictures", stories[7], arrangement="standard"),
            container("latest", fill="latest"),
        ],
    )


def _addresses(language: str, story: Story) -> dict[str, str]:
    day = address_of_day(language, story.first_published_at)
    month = day.removesuffix("/").rpartition("/")[0] + "/"
    own = story.get_absolute_url()
    return {
        "front": f"/{language}/",
        "section": f"/{language}/politics/",
        "story": own,
        "topic": f"/{language}/topic/water/",
        "contributor": f"/{language}/by/writer/",
        "source": f"/{language}/source/agency/",
        "years": f"/{language}/archive/",
        "year": month.removesuffix("/").rpartition("/")[0] + "/",
        "month": month,
        "day": day,
        "found": f"/{language}/search/?{urlencode({'q': HEADLINES[language][2]})}",
        "nothing-found": f"/{language}/search/?q=zzz",
        "comments": f"{own}comments/",
        "receipt": _receipt(story),
        "missing": f"/{language}/nothing/",
        "gone": _gone(language),
    }


def _receipt(story: Story) -> str:
    fields = {"name": "مريم", "email": "maryam@example.org", "text": "شكرا على الخبر."}
    fields["seal"] = seal(number=story.number, language=story.language, rules=Rules())
    answer = Client().post(
        f"{story.get_absolute_url()}comments/",
        urlencode(fields),
        content_type="application/x-www-form-urlencoded",
    )
    drain()
    return answer.headers["Location"]


def _gone(language: str) -> str:
    story = StoryFactory(language=language, published=True)
    address = story.get_absolute_url()
    story.delete()
    return address
