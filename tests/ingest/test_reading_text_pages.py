"""Pages saved as text become stories: everything of the story, nothing of the page."""

from __future__ import annotations

import html
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from khabar.ingest.models import SourceRecord
from khabar.stories.models import Story
from tests.ingest.conftest import SAVED_PAGE, BringIn, Write

TEHRAN = ZoneInfo("Asia/Tehran")


def body_of(story: Story) -> list[tuple[str, str]]:
    """Return the body as kinds and plain texts."""
    return [(block.block_type, plain(str(block.value["text"]))) for block in story.body]


def plain(text: str) -> str:
    """Return what a paragraph says without its markup."""
    return html.unescape(re.sub("<[^>]*>", "", text))


def lines_of_the_saved_page(first: int, last: int) -> list[str]:
    """Return the lines of the page, counted from 1, that aren't blank."""
    lines = SAVED_PAGE.read_text(encoding="utf-8").split("\n")[first - 1 : last]
    return [line.strip() for line in lines if line.strip()]


class TestTheSavedPage:
    """Number 76227, as it was saved from the site that Khabar takes over."""

    @pytest.fixture
    def story(self, bring_in: BringIn) -> Story:
        assert bring_in(SAVED_PAGE).exit_status == 0
        return Story.objects.get()

    def test_its_number_language_and_release_date_are_kept(self, story: Story) -> None:
        assert (story.number, story.language, story.live) == (76227, "ar", True)
        released = datetime(2021, 10, 19, 17, 51, 43, tzinfo=TEHRAN)
        assert (story.first_published_at, story.last_published_at) == (released, released)

    def test_its_headline_stands_once_and_its_kicker_and_lead_have_their_places(
        self, story: Story
    ) -> None:
        headline, kicker, again, lead = lines_of_the_saved_page(3, 9)
        assert (story.headline, story.kicker, story.lead) == (headline, kicker, lead)
        assert again == headline
        assert headline not in [text for kind, text in body_of(story)]

    def test_its_body_is_whole_in_order_and_character_for_character(self, story: Story) -> None:
        expected = [
            ("heading", line.lstrip("*").strip()) if line.startswith("*") else ("paragraph", line)
            for line in lines_of_the_saved_page(10, 65)
        ]
        assert body_of(story) == expected
        assert len(expected) == 27

    def test_its_five_sub_headings_are_of_the_second_level(self, story: Story) -> None:
        headings = [block.value for block in story.body if block.block_type == "heading"]
        assert [heading["level"] for heading in headings] == ["h2"] * 5
        assert headings[0]["text"] == "تعاون ايران وروسيا في مجال التسليح"
        assert headings[3]["text"] == "صفقة شراء المعدات الدفاعية والعسكرية مع روسيا"

    def test_what_belongs_to_the_page_is_left_out_and_written_down(self, story: Story) -> None:
        record = SourceRecord.objects.get(story=story)
        assert record.left_out[3:] == [
            {"line": line, "text": text, "why": "a label of the page"}
            for line, text in [
                (66, "اخبار مرتبط"),
                (74, "تعليقات"),
                (76, "الاسم"),
                (78, "البريد الالكتروني"),
                (80, "تعليقك"),
                (82, "X"),
                (83, "آگهی تبلیغاتی"),
            ]
        ]
        assert [entry["line"] for entry in record.left_out[:3]] == [1, 2, 7]
        assert (record.format, record.encoding) == ("text page", "utf-8")
        assert record.location == str(SAVED_PAGE.resolve())

    def test_it_has_a_revision_and_a_history_at_the_desk(self, story: Story) -> None:
        assert story.live_revision == story.latest_revision
        assert not story.has_unpublished_changes

    def test_numbers_go_on_above_it(self, story: Story, bring_in: BringIn, write: Write) -> None:
        assert bring_in(write(number=None)).page["number"] == 76228

    def test_it_stands_in_the_section_for_news_with_a_name_in_each_language(
        self, story: Story
    ) -> None:
        assert story.section.slug == "news"
        assert story.section.names == {"ar": "أخبار", "fa": "اخبار", "en": "News"}


PERSIAN_PAGE = """\
خانه | جستجو
کد خبر: ۴۳۲۱
تاریخ انتشار: ۲۷ مهر ۱۴۰۰ - ۱۷:۵۱
منبع: خبرگزاری بندر
بندر پس از سه روز باز شد
گزارش روز
بندر پس از سه روز باز شد

کشتی‌ها از بامداد امروز به بندر برگشتند.
*روز نخست
نخستین کشتی گندم می‌آورد و این را رئیس بندر گفت.
برچسب‌ها: بندر، کشتی
اخبار مرتبط
باران در راه است
نظرات
نام
ایمیل
بستن X
آگهی تبلیغاتی2
"""

ENGLISH_PAGE = """\
Print | Share
News ID 4322
Published on 19 October 2021 17:51
Source: Harbour Agency
By: Sara Ahmadi
Harbour reopens after three days

Ships came back to the harbour on Tuesday.

* The first day

The first of them carried wheat.
Related news:
Rain on its way
Comments (0)
Name
E-mail
Close X
Advertisement
"""


@pytest.fixture
def persian(bring_in: BringIn, write: Write) -> Story:
    file = write()
    file.write_text(PERSIAN_PAGE, encoding="utf-8")
    assert bring_in(file).exit_status == 0
    return Story.objects.get()


@pytest.fixture
def english(bring_in: BringIn, write: Write) -> Story:
    file = write()
    file.write_text(ENGLISH_PAGE, encoding="utf-8")
    assert bring_in(file, "--timezone", "Africa/Cairo").exit_status == 0
    return Story.objects.get()


def test_it_reads_a_persian_page(persian: Story) -> None:
    assert (persian.language, persian.number) == ("fa", 4321)
    assert persian.first_published_at == datetime(2021, 10, 19, 17, 51, tzinfo=TEHRAN)
    assert (persian.kicker, persian.headline) == ("گزارش روز", "بندر پس از سه روز باز شد")
    assert persian.lead == "کشتی‌ها از بامداد امروز به بندر برگشتند."
    assert persian.source and persian.source.names == {"fa": "خبرگزاری بندر"}
    assert body_of(persian) == [
        ("heading", "روز نخست"),
        ("paragraph", "نخستین کشتی گندم می‌آورد و این را رئیس بندر گفت."),
    ]


def test_it_reads_an_english_page(english: Story) -> None:
    assert (english.language, english.number) == ("en", 4322)
    cairo = ZoneInfo("Africa/Cairo")
    assert english.first_published_at == datetime(2021, 10, 19, 17, 51, tzinfo=cairo)
    assert (english.kicker, english.headline) == ("", "Harbour reopens after three days")
    assert english.lead == "Ships came back to the harbour on Tuesday."
    assert english.source and english.source.slug == "harbour-agency"
    assert body_of(english) == [
        ("heading", "The first day"),
        ("paragraph", "The first of them carried wheat."),
    ]


def test_each_line_left_out_has_a_reason(english: Story) -> None:
    left_out = SourceRecord.objects.get(story=english).left_out
    assert [(entry["text"], entry["why"]) for entry in left_out] == [
        ("Print | Share", "a label of the page"),
        ("News ID 4322", "read as the number"),
        ("Published on 19 October 2021 17:51", "read as the release date"),
        ("Source: Harbour Agency", "read as the source"),
        ("By: Sara Ahmadi", "a byline; credit it at the desk"),
        ("Related news:", "a label of the page"),
        ("Rain on its way", "below the end of the story"),
        ("Comments (0)", "a label of the page"),
        ("Name", "a label of the page"),
        ("E-mail", "a label of the page"),
        ("Close X", "a label of the page"),
        ("Advertisement", "a label of the page"),
    ]


@pytest.mark.parametrize("digits", ["501", "٥٠١", "۵۰۱"])
@pytest.mark.parametrize("label", ["معرف الأخبار : ", "معرف الاخبار:", "News ID2 : ", "کد خبر "])
def test_a_number_is_read_in_any_digits_after_a_label_in_any_spelling(
    bring_in: BringIn, write: Write, label: str, digits: str
) -> None:
    assert bring_in(write(number=label + digits)).page["number"] == 501


def test_number_and_date_may_stand_on_the_lines_below_their_labels(
    bring_in: BringIn, write: Write
) -> None:
    file = write(number="News ID\n\n501", date="Release date:\n2021-10-19 17:51")
    assert bring_in(file).page["number"] == 501
    assert Story.objects.get().headline == "Harbour reopens"


def test_a_link_to_the_comments_above_the_story_does_not_end_it(
    bring_in: BringIn, write: Write
) -> None:
    bring_in(write(number="News ID: 501\n3 Comments"))
    assert Story.objects.get().headline == "Harbour reopens"


def test_an_interview_keeps_the_lines_of_its_reporter(bring_in: BringIn, write: Write) -> None:
    bring_in(write(story="Harbour reopens\n\nA talk.\n\nReporter: When did it open?\n\nToday."))
    assert body_of(Story.objects.get())[0] == ("paragraph", "Reporter: When did it open?")


def test_a_sentence_that_begins_with_the_words_of_a_label_stays(
    bring_in: BringIn, write: Write
) -> None:
    sentences = ["Published works fill the shelf.", "Source of the river", "Share prices fell."]
    bring_in(write(story="\n".join(["Harbour reopens", "Lead.", *sentences])))
    assert body_of(Story.objects.get()) == [("paragraph", text) for text in sentences]


def test_markup_in_a_text_page_is_words(bring_in: BringIn, write: Write) -> None:
    text = 'He wrote <b>"a & b"</b> &amp; left <script>alert(1)</script>.'
    bring_in(write(story=f"Harbour reopens\nLead.\n{text}"))
    assert body_of(Story.objects.get()) == [("paragraph", text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0c"])
def test_lines_may_end_in_any_way(bring_in: BringIn, write: Write, end: str) -> None:
    file = write()
    file.write_bytes(file.read_text().replace("\n", end).encode())
    bring_in(file)
    assert body_of(Story.objects.get()) == [("paragraph", "The first carried salt.")]


def test_characters_that_nobody_can_see_go_and_are_written_down(
    bring_in: BringIn, write: Write
) -> None:
    bring_in(write(story="Harbour \u202ereopens\nLead."))
    story = Story.objects.get()
    assert story.headline == "Harbour reopens"
    entry = {"line": 3, "text": "U+202E", "why": "characters that nobody can see"}
    assert entry in SourceRecord.objects.get(story=story).left_out


def test_the_half_space_stays(persian: Story) -> None:
    assert "کشتی\u200cها" in persian.lead


@pytest.mark.parametrize(
    ("story", "language"),
    [
        ("باز شد\nاین بندر از امروز باز است.", "fa"),
        ("فتح الميناء\nفتح الميناء أبوابه في الصباح.", "ar"),
        ("Open\nThe harbour (ميناء) is open.", "en"),
        ("بندر باز شد\nكشتي ها به بندر برگشتند و اين را رييس بندر گفت", "fa"),
        ("علي خامنئي يستقبل ضيفا من باكستان\nقال ان اللقاء تم في طهران گفت", "ar"),
    ],
)
def test_it_tells_the_language(bring_in: BringIn, write: Write, story: str, language: str) -> None:
    bring_in(write(story=story))
    assert Story.objects.get().language == language


def test_the_language_may_be_named(bring_in: BringIn, write: Write) -> None:
    bring_in(write(), "--language", "fa")
    assert Story.objects.get().language == "fa"
