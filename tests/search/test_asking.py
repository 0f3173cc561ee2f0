"""What a reader finds, however it is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from khabar.search import indexing
from khabar.search.asking import Answer, ask
from khabar.stories.models import Story
from tests.factories import (
    ContributorFactory,
    SectionFactory,
    StoryFactory,
    TopicFactory,
    paragraph,
)

pytestmark = pytest.mark.django_db
Index = Callable[[], bool]


def found(query: str, language: str = "ar", **more: object) -> list[Story]:
    """Return the stories of the first page of an answer."""
    answer = ask(query, language=language, **more)  # type: ignore[arg-type]
    return [result.story for result in answer.results]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ايران", "زيارة إلى إيران اليوم"),
        ("إيران", "زيارة الى ايران اليوم"),
        ("إيران", "السفارة الإيرانية"),
        ("ايراني", "السفارة الإيرانية"),
        ("لبنان", "الحكومة اللبنانية"),
        ("ألمانيا", "المستشارة الألمانية"),
        ("وزير", "صرّح الوزير بذلك"),
        ("بوتين", "لقاء وبوتين"),
        ("بوتين", "رسالة لبوتين"),
        ("دمج", "قرار بدمج الشركتين"),
        ("الدمج", "قرار ولدمج الشركتين"),
        ("مكافحة", "ضربة لمكافحة الإرهاب"),
        ("الوزارة", "قالت في وزارتها"),
        ("علاقات", "والعلاقات الثنائية"),
        ("لجنة", "قال للجنة إنه"),
        ("الامم", "قال للأمم المتحدة"),
        ("مؤكدا", "قال مُؤكِّداً ذلك"),
        ("مسؤول", "كبار المسئولين"),
        ("شؤون", "شئون البلاد"),
        ("کتاب علی", "كتاب علي"),
        ("25", "قبل ٢٥ عاما"),
        ("۱۴۰۰", "عام 1400"),
        ("مدرسه", "افتتاح المدرسة"),
        ("مصر", "ﻣﺼﺮ"),
        ("اليوم زيارة", "زيارة إلى إيران اليوم"),
        ("Reuters", "نقلت reuters عن مصدر"),
    ],
)
def test_it_is_found_however_it_is_typed(index: Index, query: str, words: str) -> None:
    story = StoryFactory(published=True, body=[paragraph(f"<p>{words}</p>")])
    index()
    assert found(query) == [story]


@pytest.mark.parametrize(
    ("query", "words"), [("دول", "سعر الدولار"), ("رئيس", "رئاسة الوزراء"), ("وزير", "زيارة")]
)
def test_another_word_is_not_found(index: Index, query: str, words: str) -> None:
    StoryFactory(published=True, body=[paragraph(f"<p>{words}</p>")])
    index()
    assert not found(query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("می‌رود", "او به خانه میرود"),
        ("میرود", "او به خانه می‌رود"),
        ("می رود", "او به خانه می‌رود"),
        ("كتاب", "کتاب‌های تازه"),
        ("۱۴۰۰", "سال 1400"),
    ],
)
def test_persian_is_found_however_it_is_typed(index: Index, query: str, words: str) -> None:
    story = StoryFactory(language="fa", published=True, body=[paragraph(f"<p>{words}</p>")])
    index()
    assert found(query, "fa") == [story]


def test_every_word_must_be_there(index: Index) -> None:
    StoryFactory(published=True, headline="افتتاح الجسر")
    index()
    assert not found("الجسر القديم")


def test_words_in_the_headline_and_near_each_other_come_first(index: Index) -> None:
    far = StoryFactory(
        published=True, body=[paragraph("<p>زيارة " + "كلام آخر كثير " * 30 + "رسمية</p>")]
    )
    near = StoryFactory(published=True, body=[paragraph("<p>" + "كلام " * 60 + "زيارة رسمية</p>")])
    headline = StoryFactory(published=True, headline="زيارة رسمية")
    index()
    assert found("زيارة رسمية") == [headline, near, far]


def test_a_phrase_is_looked_for_word_for_word(index: Index) -> None:
    story = StoryFactory(published=True, headline="مكافحة الإرهاب في المنطقة")
    StoryFactory(published=True, headline="الإرهاب لا تنفع معه مكافحة")
    StoryFactory(published=True, headline="مكافحة ارهاب المنطقة")
    index()
    assert found('"مكافحة الارهاب"') == found("«مكافحة الإرهاب»") == [story]


def test_without_leaves_out(index: Index) -> None:
    story = StoryFactory(published=True, headline="الوزير في موسكو")
    StoryFactory(published=True, headline="الوزير في بيروت")
    index()
    assert found("وزير -بيروت") == [story]


@pytest.mark.parametrize(
    "query",
    [
        "section:politics",
        "قسم:سياسة",
        "topic:iran الجسر",
        'موضوع:"إيران الشقيقة"',
        "by:sara",
        "بقلم:ساره",
        "after:2021-10-19",
        "بعد:2021",
        "قبل:۲۰۲۱/۱۱",
        "after:1400-07-27",
        "الجسر after:2021-10 before:2021-11",
    ],
)
def test_wishes_narrow(index: Index, query: str) -> None:
    section = SectionFactory(slug="politics", names={"ar": "السياسة", "en": "Politics"})
    section.names["ar"] = "سياسة"
    section.save()
    story = StoryFactory(
        headline="افتتاح الجسر",
        section=section,
        topics=[TopicFactory(slug="iran", names={"ar": "إيران الشقيقة"})],
        contributors=[ContributorFactory(slug="sara", names={"ar": "سارة"})],
        published_at=datetime(2021, 10, 19, 12, tzinfo=UTC),
    )
    other = datetime(2019 if "قبل" not in query else 2022, 3, 1, tzinfo=UTC)
    StoryFactory(headline="افتتاح الجسر", published_at=other)
    index()
    assert found(query) == [story]


def test_what_does_not_exist_is_named(index: Index) -> None:
    StoryFactory(published=True)
    index()
    answer = ask("الجسر topic:مجهول after:أمس", language="ar")
    assert answer.unknown == ("مجهول",)
    assert answer.wanted.strange == ("أمس",)


@pytest.mark.parametrize(
    "query", ["", "   ", "ًٌٍ", "\u200f", "%", "'; DROP TABLE", '"', "\\", "-", "*:*", "[a TO"]
)
def test_signs_do_no_harm(index: Index, query: str) -> None:
    StoryFactory(published=True, headline="عنوان بلا علامات")
    index()
    assert not found(query)


def test_drafts_and_what_was_unpublished_are_not_found(index: Index) -> None:
    StoryFactory(headline="مسودة سرية")
    story = StoryFactory(published=True, headline="خبر سري")
    index()
    assert found("سري") == [story]
    story.unpublish()
    assert not found("سري"), "before the index knows"
    index()
    assert not ask("سري", language="ar").total


def test_a_change_that_is_not_published_is_not_found(index: Index) -> None:
    story = StoryFactory(published=True, headline="العنوان الأول")
    story.headline = "العنوان الثاني"
    story.save_revision()
    index()
    assert not found("الثاني")
    assert found("الأول") == [story]


def test_a_correction_is_found_by_its_new_words_alone(index: Index) -> None:
    story = StoryFactory(published=True, headline="العنوان القديم")
    index()
    story.headline = "العنوان الثاني"
    story.save_revision().publish()
    index()
    assert found("الثاني") == [story]
    assert not found("القديم")


def test_a_deleted_story_is_not_found(index: Index) -> None:
    story = StoryFactory(published=True, headline="خبر زائل")
    index()
    story.delete()
    index()
    assert not ask("زائل", language="ar").total


def test_a_topic_is_found_by_its_new_name(index: Index) -> None:
    topic = TopicFactory(slug="general", names={"ar": "غراسيموف"})
    story = StoryFactory(published=True, topics=[topic])
    index()
    topic.names = {"ar": "غراسيموف", "fa": "گراسیموف"}
    topic.save()
    index()
    assert found("گراسیموف") == [story]


def test_another_edition_is_found_where_it_is_asked_for(index: Index) -> None:
    story = StoryFactory(language="en", published=True, headline="Reuters reports")
    index()
    assert not found("reuters")
    assert found("reuters", everywhere=True) == [story]


def test_the_newest_come_first_where_that_is_asked_for(index: Index) -> None:
    old = StoryFactory(headline="زلزال زلزال", published_at=datetime(2020, 1, 1, tzinfo=UTC))
    new = StoryFactory(headline="خبر", lead="زلزال", published_at=datetime(2021, 1, 1, tzinfo=UTC))
    index()
    assert found("زلزال") == [old, new]
    assert found("زلزال", newest_first=True) == [new, old]


def test_of_two_alike_the_newer_comes_first(index: Index) -> None:
    StoryFactory(headline="زلزال جديد", published_at=datetime(2012, 1, 1, tzinfo=UTC))
    new = StoryFactory(headline="زلزال جديد", published_at=datetime(2021, 1, 1, tzinfo=UTC))
    index()
    assert found("زلزال")[0] == new


def test_facets_count_and_narrow(index: Index) -> None:
    sport, politics = SectionFactory(slug="sport"), SectionFactory(slug="politics")
    StoryFactory.create_batch(2, published=True, section=sport, headline="خبر")
    story = StoryFactory(published=True, section=politics, headline="خبر")
    index()
    assert ask("خبر", language="ar").facets["section"] == [("sport", 2), ("politics", 1)]
    assert found("خبر", chosen={"section": "politics"}) == [story]


def test_matches_are_marked_in_the_storys_own_letters(index: Index) -> None:
    StoryFactory(published=True, headline="لقاء", body=[paragraph("<p>قال مُؤكِّداً ذلك</p>")])
    index()
    [result] = ask("مؤكدا", language="ar").results
    assert [run.text for run in result.snippet if run.marked] == ["مُؤكِّداً"]
    assert result.why == []


def test_it_says_why_where_that_is_not_plain(index: Index) -> None:
    StoryFactory(published=True, headline="قرار بدمج الشركتين وبوتين يوافق على القرار")
    index()
    [result] = ask("بوتين دمج القرار", language="ar").results
    marked = [run.text for run in result.headline if run.marked]
    assert marked == ["قرار", "بدمج", "وبوتين", "القرار"]
    why = [(why.found, why.asked) for why in result.why]
    assert why == [("بدمج", "دمج"), ("وبوتين", "بوتين")]


def test_a_slip_is_put_right_by_the_archives_words(index: Index) -> None:
    StoryFactory.create_batch(3, published=True, headline="اجتماع اللواء باقري")
    index()
    answer: Answer = ask("اللوء باقري", language="ar")
    assert not answer.results
    assert answer.corrected == "اللواء باقري"


def test_it_says_which_word_stands_in_the_way_and_what_comes_near(index: Index) -> None:
    story = StoryFactory(published=True, headline="افتتاح الجسر")
    index()
    answer = ask("الجسر العتيق", language="ar")
    assert answer.fewer == [("العتيق", 1)]
    assert [result.story for result in answer.nearest] == [story]


def test_where_few_have_every_word_what_has_most_of_them_follows(index: Index) -> None:
    both = StoryFactory(published=True, headline="ترميم القنطرة العتيقة")
    one = StoryFactory(published=True, headline="القنطرة مغلقة")
    StoryFactory(published=True, headline="خبر آخر")
    index()
    answer = ask("القنطرة العتيقة", language="ar")
    assert (answer.total, [result.story for result in answer.results]) == (1, [both])
    assert [result.story for result in answer.nearest] == [one]
    assert not ask("القنطرة العتيقة", language="ar", page=2).nearest
    assert not ask("العتيقة", language="ar").nearest


def test_the_desks_drafts_lend_readers_no_words(index: Index) -> None:
    StoryFactory.create_batch(3, published=True, headline="اجتماع")
    StoryFactory.create_batch(3, headline="مفاوضات سرية")
    index()
    answer = ask("مفاوضاة", language="ar")
    assert (answer.total, answer.corrected, answer.nearest) == (0, "", [])


def test_an_edition_is_asked_for_its_own_words(index: Index) -> None:
    arabic = StoryFactory(published=True, headline="استقلال")
    persian = StoryFactory(published=True, language="fa", headline="استقلال")
    index()
    found = [result.story for result in ask("استقلال", language="fa").results]
    everywhere = ask("استقلال", language="fa", everywhere=True)
    assert found == [persian]
    assert {result.story for result in everywhere.results} == {arabic, persian}
    assert dict(ask("استقلال", language="fa").facets["language"]) == {"ar": 1, "fa": 1}


def test_common_words_are_looked_for_beside_each_other_in_headlines(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "COMMON", 0)
    beside = StoryFactory(published=True, headline="قرار مجلس البلدية الجديد")
    apart = StoryFactory(published=True, headline="مجلس الحي يشكر البلدية")
    index()
    found = [result.story for result in ask("مجلس البلدية", language="ar").results]
    assert found == [beside, apart]


def test_pages_go_on_where_the_last_ended(index: Index) -> None:
    stories = StoryFactory.create_batch(23, published=True, headline="خبر")
    index()
    first, second = ask("خبر", language="ar"), ask("خبر", language="ar", page=2)
    assert first.has_more and not second.has_more
    shown = [result.story for result in (*first.results, *second.results)]
    assert sorted(story.pk for story in shown) == sorted(story.pk for story in stories)
