"""Countries and subjects are loaded; what the desk changed stays."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from khabar.publishing.models import Mark
from khabar.stories.models import StoryMention
from khabar.stories.rematching import RUN, match_archive
from khabar.stories.tagging import tag_story
from khabar.topics.gathering import matcher_for
from khabar.topics.models import Topic, TopicAlias
from tests.factories import StoryFactory, TopicFactory

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command("topics", *words, stdout=out)
    return out.getvalue()


def found(text: str, language: str = "ar") -> list[str]:
    countries = dict(Topic.objects.values_list("pk", "country"))
    return [countries[match.topic] for match in matcher_for(language).find(text)]


def test_every_country_has_its_names_and_adjectives() -> None:
    run("countries")
    assert Topic.objects.exclude(country="").count() > 240
    for text, code in [
        ("وزير الخارجية الإيراني", "IR"),
        ("القوات الإيرانية", "IR"),
        ("في مصر", "EG"),
        ("وبمصر", "EG"),
        ("المصريون", "EG"),
        ("الحكومة السورية", "SY"),
        ("الفرنسيين", "FR"),
        ("العاصمة البريطانية", "GB"),
        ("السعوديين", "SA"),
        ("كوريا الشمالية", "KP"),
        ("الأميركي", "US"),
        ("للأردن", "JO"),
        ("والهندية", "IN"),
        ("عُمان", "OM"),
        ("يمنيون", "YE"),
    ]:
        assert found(text) == [code], text
    for text, code in [
        ("رئیس‌جمهوری فرانسه", "FR"),
        ("فرانسوی", "FR"),
        ("آمریکایی", "US"),
        ("مصر", "EG"),
    ]:
        assert found(text, "fa") == [code], text
    for text, code in [("French and", "FR"), ("in Egypt", "EG"), ("Egyptian", "EG")]:
        assert found(text, "en") == [code], text


def test_words_that_only_look_like_a_country_are_none() -> None:
    run("countries")
    for text in (
        "الدعم المالي",
        "مالي كبير",
        "بنين وبنات",
        "تركيبة",
        "القطرات",
        "french fries",
        "polish",
    ):
        assert found(text) == [] and found(text, "en") == [], text


def test_a_spelling_belongs_to_one_country_alone() -> None:
    run("countries")
    pairs = list(TopicAlias.objects.values_list("language", "folded"))
    assert len(pairs) == len(set(pairs))
    assert re.findall(r"\d+", run("countries"))[0] == "0"


def test_subjects_come_with_their_names_in_three_languages() -> None:
    run("subjects")
    assert Topic.objects.filter(kind="subject").count() >= 124
    for code, name in (
        ("01000000", "فنون، ثقافة وترفيه"),
        ("15000000", "رياضة"),
        ("16000000", "نزاعات، حرب وسلام"),
    ):
        assert Topic.objects.get(iptc=f"medtop:{code}").names["ar"] == name
    assert all(set(topic.names) == {"ar", "fa", "en"} for topic in Topic.objects.all())
    sport = Topic.objects.get(iptc="medtop:15000000")
    assert Topic.objects.get(iptc="medtop:20001108").parent == sport


def concept(code: str, broader: str = "", **labels: str) -> dict[str, Any]:
    address = "http://cv.iptc.org/newscodes/mediatopic/"
    more = {"broader": [address + broader]} if broader else {}
    return {"uri": address + code, "qcode": f"medtop:{code}", "prefLabel": labels, **more}


@pytest.fixture
def official(tmp_path: Path) -> Any:
    """A function that writes a file of IPTC's shape and returns its path."""

    def write(*concepts: dict[str, Any]) -> str:
        path = tmp_path / "mediatopic.json"
        path.write_text(json.dumps({"conceptSet": concepts}), encoding="utf-8")
        return str(path)

    return write


def test_the_official_file_is_cleaned_and_what_lacks_arabic_is_listed(official: Any) -> None:
    path = official(
        concept("16000001", "16000000", **{"en-GB": "truce", "ar": "اعلام  حرب"}),
        concept("16000000", **{"en-GB": "conflict", "ar": "نزاعات،  حرب وسلام"}),
        concept("15000000", **{"en-GB": "sport"}),
    )
    told = run("subjects", path)
    assert "medtop:15000000" in told
    assert Topic.objects.get(iptc="medtop:16000000").names["ar"] == "نزاعات، حرب وسلام"
    assert Topic.objects.get(iptc="medtop:16000001").names["ar"] == "إعلام حرب"
    assert Topic.objects.get(iptc="medtop:15000000").name_in("ar") == "sport"


def test_what_iptc_retired_is_offered_no_more_and_the_desk_s_names_stay(official: Any) -> None:
    first = concept("15000000", **{"en-GB": "sport", "ar": "رياضة"})
    run("subjects", official(first))
    Topic.objects.update(names={"ar": "الرياضة"})
    run("subjects", official(first | {"retired": "2019-04-06T20:00:00+00:00"}))
    topic = Topic.objects.get()
    assert topic.retired and topic.names == {"ar": "الرياضة", "en": "sport"}
    assert not Topic.objects.offered().exists()


def test_another_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("[]")
    with pytest.raises(CommandError, match=r"cv\.iptc\.org"):
        run("subjects", str(path))


def test_the_archive_is_searched_once_and_again_only_on_demand() -> None:
    story = StoryFactory(published=True, headline="فاليري غراسيموف يصل")
    TopicFactory(kind="person", names={"ar": "فاليري غراسيموف"})
    run("match")
    assert StoryMention.objects.get(story=story).shown
    StoryMention.objects.all().delete()
    run("match")
    assert not StoryMention.objects.exists()
    run("match", "--all")
    assert StoryMention.objects.get(story=story).shown


def test_an_interrupted_search_goes_on_where_it_was() -> None:
    stories = [StoryFactory(published=True) for _ in range(3)]
    for story in stories:
        tag_story(story=story)
    next(match_archive(again=True))
    assert Mark.objects.filter(name=RUN).exists()
    run("match")
    assert not Mark.objects.filter(name=RUN).exists()
