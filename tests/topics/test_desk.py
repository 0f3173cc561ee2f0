"""Topics at the desk: spellings, suggestions, merging and splitting."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from khabar.stories.models import Story, StoryMention
from khabar.topics.house_spelling import house_spellings
from khabar.topics.models import Suggestion, Topic, TopicAlias, WordCount
from khabar.topics.suggesting import suggest
from tests.factories import StoryFactory, TopicFactory, UserFactory, paragraph

pytestmark = pytest.mark.django_db
CHILDREN = ("credits", "story_topics", "related_choices")


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(UserFactory(superuser=True))
    return client


def story_form(story: Story, **more: Any) -> Any:
    """Return the form of a story as the desk sends it, its body as it is."""
    plain = {"headline": story.headline, "lead": story.lead, "section": story.section_id}
    body = rich_text("<p>وصل الفريق فاليري غراسيموف.</p>")
    paragraphs = streamfield([("paragraph", {"text": body, "language": ""})])
    children = {name: inline_formset([]) for name in CHILDREN}
    return nested_form_data(plain | {"body": paragraphs} | children | more)


def save(desk: Client, topic: Topic, *aliases: tuple[str, str], **more: Any) -> Any:
    address = f"/desk/snippets/khabar_topics/topic/edit/{topic.pk}/"
    given = {
        "names_ar": topic.names.get("ar", ""),
        "names_fa": topic.names.get("fa", ""),
        "names_en": topic.names.get("en", ""),
        "kind": topic.kind,
        "slug": topic.slug,
        "aliases-TOTAL_FORMS": len(aliases),
        "aliases-INITIAL_FORMS": 0,
        "aliases-MIN_NUM_FORMS": 0,
        "aliases-MAX_NUM_FORMS": 1000,
        **more,
    }
    for number, (language, text) in enumerate(aliases):
        given |= {f"aliases-{number}-language": language, f"aliases-{number}-text": text}
        given |= {f"aliases-{number}-ORDER": number + 1, f"aliases-{number}-id": ""}
    return desk.post(address, given, follow=True)


def test_spellings_are_kept_with_their_topic(desk: Client) -> None:
    topic = TopicFactory(names={"ar": "فاليري غراسيموف"}, kind="person")
    answer = save(desk, topic, ("ar", "جيراسيموف"), ("fa", "گراسیموف"))
    assert answer.status_code == 200
    assert set(TopicAlias.objects.values_list("language", "text")) == {
        ("ar", "جيراسيموف"), ("fa", "گراسیموف")
    }  # fmt: skip


@pytest.mark.parametrize("text", ["جيراسيموف", "جِيراسيموف", "فالح غراسيموف"])
def test_a_spelling_of_another_topic_is_refused_by_its_name(desk: Client, text: str) -> None:
    other = TopicFactory(names={"ar": "فالح غراسيموف"}, kind="person")
    TopicAlias.objects.create(topic=other, language="ar", text="جيراسيموف")
    topic = TopicFactory(names={"ar": "فاليري غراسيموف"}, kind="person")
    answer = save(desk, topic, ("ar", text))
    assert not TopicAlias.objects.filter(topic=topic).exists()
    assert "فالح غراسيموف" in answer.content.decode()


def test_a_spelling_that_stands_there_twice_is_refused(desk: Client) -> None:
    topic = TopicFactory(names={"ar": "الأمم"}, kind="organisation")
    save(desk, topic, ("ar", "هيئة الأمم"), ("ar", "هيئه الامم"))
    assert not TopicAlias.objects.filter(topic=topic).exists()


def test_a_spelling_that_is_a_word_is_kept_with_a_warning(desk: Client) -> None:
    for word, stories in (("شمس", 50), ("الشمس", 200)):
        WordCount.objects.create(language="ar", word=word, stories=stories)
    topic = TopicFactory(names={"ar": "هادي الشمسي"}, kind="person")
    answer = save(desk, topic, ("ar", "شمس"))
    assert TopicAlias.objects.get(topic=topic).text == "شمس"
    assert "«شمس»" in answer.content.decode()


def test_neither_retired_nor_merged_topics_are_offered(desk: Client) -> None:
    kept = TopicFactory(names={"ar": "مطروح"})
    TopicFactory(names={"ar": "متروك"}, retired=True)
    TopicFactory(names={"ar": "مدموج"}, merged_into=kept)
    page = desk.get("/desk/snippets/choose/khabar_topics/topic/").json()["html"]
    assert "مطروح" in page and "متروك" not in page and "مدموج" not in page


def offer(topic: Topic | None, text: str) -> Suggestion:
    facts = {"language": "ar", "text": text, "folded": text, "stories": 3}
    suggest(**facts, topic=topic.pk if topic else None, shared=["الفريق"])
    return Suggestion.objects.get(folded=text)


def decide(desk: Client, suggestion: Suggestion, deed: str) -> Any:
    return desk.post(f"/desk/names/{suggestion.pk}/", {"deed": deed}, follow=True)


def test_an_editor_accepts_a_spelling_and_takes_it_back(desk: Client) -> None:
    topic = TopicFactory(names={"ar": "فاليري غراسيموف"}, kind="person")
    suggestion = offer(topic, "فاليري جيراسيموف")
    assert "فاليري جيراسيموف" in desk.get("/desk/names/").content.decode()
    decide(desk, suggestion, "avoided")
    assert TopicAlias.objects.get(topic=topic).avoided
    hints = house_spellings("قال فاليري جيراسيموف", "ar")
    assert [(hint.written, hint.house) for hint in hints] == [
        ("فاليري جيراسيموف", "فاليري غراسيموف")
    ]
    decide(desk, suggestion, "undo")
    assert not TopicAlias.objects.filter(topic=topic).exists()
    assert Suggestion.objects.waiting().exists()


def test_what_was_refused_is_never_offered_again(desk: Client) -> None:
    topic = TopicFactory(names={"ar": "حسن"}, kind="person")
    decide(desk, offer(topic, "حسين"), "refuse")
    offer(topic, "حسين")
    assert not Suggestion.objects.waiting().exists()
    assert not TopicAlias.objects.exists()


def test_a_name_becomes_a_topic(desk: Client) -> None:
    decide(desk, offer(None, "وليد الرشيدي"), "person")
    assert Topic.objects.get().names == {"ar": "وليد الرشيدي"}


def test_only_who_may_change_topics_decides(client: Client) -> None:
    client.force_login(UserFactory(is_staff=True))
    suggestion = offer(None, "وليد الرشيدي")
    assert decide(client, suggestion, "person").redirect_chain
    assert not Topic.objects.exists()


def test_topics_are_merged_parted_and_split(desk: Client) -> None:
    topic = TopicFactory(names={"ar": "فاليري غراسيموف"}, kind="person")
    other = TopicFactory(names={"ar": "فاليري جيراسيموف"}, kind="person")
    address = f"/desk/topics/{topic.pk}/merging/"
    page = desk.get(address, {"q": "جيراسيموف"}).content.decode()
    assert f'value="{other.pk}"' in page
    desk.post(address, {"deed": "merge", "other": other.pk})
    other.refresh_from_db()
    assert other.merged_into == topic
    assert topic.pk in Topic.objects.current().every_name()
    assert "فاليري جيراسيموف" in Topic.objects.current().every_name()[topic.pk]
    desk.post(address, {"deed": "part", "other": other.pk})
    other.refresh_from_db()
    assert other.merged_into is None
    alias = TopicAlias.objects.create(topic=topic, language="ar", text="إيغور غراسيموف")
    desk.post(address, {"deed": "split", "alias": [alias.pk]})
    assert not TopicAlias.objects.filter(topic=topic).exists()
    assert Topic.objects.filter(names={"ar": "إيغور غراسيموف"}, kind="person").exists()


def test_found_topics_are_answered_in_the_story_s_form_without_typing(desk: Client) -> None:
    topic = TopicFactory(names={"ar": "فاليري غراسيموف"}, kind="person")
    TopicAlias.objects.create(topic=topic, language="ar", text="جيراسيموف", avoided=True)
    story = StoryFactory(
        headline="جيراسيموف في طهران",
        body=[paragraph("<p>وصل الفريق فاليري غراسيموف.</p>")],
    )
    story.save_revision()
    address = f"/desk/snippets/khabar_stories/story/edit/{story.pk}/"
    page = BeautifulSoup(desk.get(address).content, "html.parser")
    found = page.select_one(".khabar-found-topics")
    assert found and "في العنوان" in found.get_text()
    assert [mark.get_text() for mark in found.select("mark")] == ["جيراسيموف"]
    assert "جيراسيموف" in page.select("del")[0].get_text()
    desk.post(address, story_form(story, **{f"found-topic-{topic.pk}": "no"}))
    assert StoryMention.objects.get(story=story).state == "refused"
    again = BeautifulSoup(desk.get(address).content, "html.parser")
    assert again.select(f'input[name="found-topic-{topic.pk}"][value="no"][checked]')
