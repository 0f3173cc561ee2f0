"""Other spellings of a topic's name are offered where they keep its company, and only there."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from khabar.topics.merging import merge_topics
from khabar.topics.models import Suggestion, Topic, TopicAlias
from khabar.topics.sounding import letters_apart
from tests.factories import StoryFactory, TopicFactory, UserFactory, paragraph
from tests.publishing.conftest import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("newspaper")]


def released(*texts: str) -> None:
    for text in texts:
        body = [paragraph(f"<p>{text}</p>")]
        StoryFactory(headline=text.split()[0], lead="", body=body, published=True)
    work()


def offered() -> set[tuple[str, str]]:
    waiting = Suggestion.objects.waiting().select_related("topic")
    return {(each.text, each.topic.slug) for each in waiting if each.topic}


@pytest.mark.parametrize(
    ("name", "kind", "known", "other", "spelling"),
    [
        (
            "فاليري غراسيموف",
            "person",
            "استقبل رئيس الأركان الروسي الفريق فاليري غراسيموف ضيفه في موسكو",
            "زار رئيس الأركان الروسي الفريق فالري جيراسيموف موسكو",
            "فالري جيراسيموف",
        ),
        (
            "غوغل",
            "organisation",
            "طرحت شركة غوغل الأمريكية متصفح كروم الجديد",
            "حدثت شركة جوجل الأمريكية متصفح كروم",
            "جوجل",
        ),
    ],
)
def test_a_spelling_with_the_same_company_waits_for_an_editor(
    name: str, kind: str, known: str, other: str, spelling: str, client: Client
) -> None:
    topic = TopicFactory(slug="known", kind=kind, names={"ar": name})
    released(known, known, other, other)
    assert (spelling, "known") in offered()
    assert not TopicAlias.objects.filter(topic=topic).exists()
    client.force_login(UserFactory(superuser=True))
    assert spelling in client.get("/desk/names/").content.decode()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قال الوزير خالد المنصوري إن الجسر يفتح غدا", "خالد المنصوري"),
        ("أصر الرئيس على المتابعة حتى النهاية", None),
        ("أصر النائب محمد ولكن دون جدوى", None),
    ],
)
def test_a_name_behind_a_title_that_recurs_is_offered_and_no_preposition_is_one(
    text: str, name: str | None
) -> None:
    released(*(f"{text} {number}" for number in range(3)))
    waiting = Suggestion.objects.waiting().filter(topic=None)
    assert [each.text for each in waiting] == ([name] if name else [])


def test_what_both_stand_beside_is_shown_as_it_is_written(client: Client) -> None:
    TopicFactory(slug="known", kind="person", names={"ar": "إنغريد هالفورسن"})
    released(
        "كشف شعاب مرجانية: قالت إنغريد هالفورسن عالمة البحار إنها فريدة",
        "محطة التحلية: ترى عالمة البحار إنغريد هالفرسن أن الرصد لا يكفي",
    )
    client.force_login(UserFactory(superuser=True))
    page = BeautifulSoup(client.get("/desk/names/").content, "html.parser")
    words = [word.get_text() for word in page.select(".khabar-word")]
    assert {"إنغريد", "عالمة"} <= set(words)


@pytest.mark.parametrize(
    "other",
    [
        "أحب الرسام كونها مدينة هادئة قرب النهر",
        "طبخت الجدة جوجل في قدر كبير مع البصل",
    ],
)
def test_like_letters_without_company_are_not_offered(other: str) -> None:
    TopicFactory(slug="google", kind="organisation", names={"ar": "غوغل"})
    TopicFactory(slug="cohen", kind="organisation", names={"ar": "كوهين"})
    released(
        "طرحت شركة غوغل الأمريكية متصفح كروم الجديد",
        "قال المحامي كوهين أمام محكمة نيويورك الاتحادية",
        other,
        other,
    )
    assert offered() == set()


def test_the_price_of_letters_tells_spellings_from_other_names() -> None:
    assert letters_apart("ستيفن", "ستيفن") == 0
    for one, other in (("ستيفن", "ستيفين"), ("غراهام", "جراهام"), ("كاترين", "كاثرين")):
        assert letters_apart(one, other) < 0.65
        assert letters_apart(one, other) == letters_apart(other, one)
    for one, other in (("كيفن", "ديفن"), ("محمد", "احمد")):
        assert letters_apart(one, other) > 1.35


@pytest.mark.parametrize("form", ["feed.xml", "atom.xml", "feed.json"])
def test_feeds_of_merged_and_renamed_topics_lead_to_where_they_are_now(
    form: str, client: Client
) -> None:
    topic = TopicFactory(slug="gerasimov", names={"ar": "غراسيموف"})
    merged = TopicFactory(slug="gerasimof", names={"ar": "جيراسيموف"})
    merge_topics(merged=merged, into=topic)
    renamed = Topic.objects.get(slug="gerasimov")
    renamed.slug = "valery-gerasimov"
    renamed.save()
    for slug in ("gerasimof", "gerasimov"):
        answer = client.get(f"/ar/topic/{slug}/{form}")
        assert answer.status_code == 301
        assert answer["Location"] == f"/ar/topic/valery-gerasimov/{form}"
    assert client.get(f"/ar/topic/valery-gerasimov/{form}").status_code == 200
    assert client.get(f"/ar/topic/nobody/{form}").status_code == 404
