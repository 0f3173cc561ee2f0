"""Filling a new installation with the demonstration newsroom.

It can be run again: what is there stays as it is, and what is missing is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Locale

from khabar.adverts.models import Advert
from khabar.comments.models import Comment, WordRule
from khabar.comments.seeding_words import seed_words
from khabar.contributors.crediting import source_called
from khabar.contributors.models import Contributor, Source
from khabar.newsroom.demonstration.announcing import announce_months
from khabar.newsroom.demonstration.arranging import arrange_fronts, key_of
from khabar.newsroom.demonstration.branding import choose_brand
from khabar.newsroom.demonstration.composing import body_of
from khabar.newsroom.demonstration.drawing import draw, draw_advert, draw_portrait
from khabar.newsroom.demonstration.reading import Draft, drafts, names
from khabar.stories.models import RelatedChoice, Story, StoryCredit, StoryTopic
from khabar.stories.releasing import release_story
from khabar.topics.models import Section, Topic

EMAIL = "reader@example.org"
DESK_LANGUAGE = "ar"


def fill_newsroom() -> Iterator[str]:
    """Fill the newsroom, naming each part as it is begun."""
    now = timezone.now()
    yield "name, logo, colours"
    choose_brand()
    yield "sections, topics, sources"
    _fill_names()
    yield "pictures"
    pictures = _fill_pictures()
    yield "contributors"
    _fill_contributors()
    yield "stories"
    _fill_stories(now, pictures)
    yield "fronts"
    arrange_fronts()
    yield "adverts"
    _fill_adverts()
    yield "words that weigh against comments"
    seed_words(state=WordRule.State.ACTIVE)
    yield "announced months"
    announce_months()


@transaction.atomic
def _fill_names() -> None:
    for position, (slug, given) in enumerate(names()["sections"].items(), start=1):
        defaults = {"position": position, "names": given}
        Section.objects.get_or_create(slug=slug, defaults=defaults)
    for slug, given in names()["sources"].items():
        Source.objects.get_or_create(slug=slug, defaults=given)
    for kind, topics in names()["topics"].items():
        for slug, given in topics.items():
            Topic.objects.get_or_create(slug=slug, defaults={"kind": kind, "names": given})


def _picture(title: str, data: bytes, description: str, suffix: str = "jpg") -> Any:
    model = get_image_model()
    if found := model.objects.filter(title=title).first():
        return found
    file = ContentFile(data, name=f"{title}.{suffix}")
    return model.objects.create(
        title=title, file=file, description=description, credit="Khabar", rights="CC0"
    )


def _fill_pictures() -> dict[str, Any]:
    described = names()["pictures"]
    return {
        name: _picture(name, draw(name), given[DESK_LANGUAGE]) for name, given in described.items()
    }


@transaction.atomic
def _fill_contributors() -> None:
    seeds = names()["portraits"]
    for slug, given in names()["contributors"].items():
        drawn = draw_portrait(seeds[slug])
        portrait = _picture(f"portrait-{slug}", drawn, given[DESK_LANGUAGE])
        defaults = {"portrait": portrait, "names": given}
        Contributor.objects.get_or_create(slug=slug, defaults=defaults)


def _fill_stories(now: datetime, pictures: dict[str, Any]) -> None:
    """Make every story's row first, so that stories can link to one another, then publish them."""
    written = [(draft, _row(draft, pictures)) for draft in drafts()]
    stories = {(draft.language, draft.key): story for draft, story in written}
    for draft, story in written:
        if not story.first_published_at:
            _publish(draft, story, stories, now, pictures)


def _row(draft: Draft, pictures: dict[str, Any]) -> Story:
    locale, _ = Locale.objects.get_or_create(language_code=draft.language)
    key = key_of(draft.key)
    if found := Story.objects.filter(translation_key=key, locale=locale).first():
        return found
    plain = ("kicker", "headline", "lead", "dateline", "comments_open", "adverts_allowed")
    return Story.objects.create(
        locale=locale,
        translation_key=key,
        live=False,
        section=Section.objects.get(slug=draft.fields["section"]),
        source=source_called(name=draft.fields["source"], language=draft.language),
        lead_image=pictures.get(draft.fields.get("image", "")),
        lead_image_caption=draft.fields.get("image_caption", ""),
        **{name: draft.fields[name] for name in plain if name in draft.fields},
    )


@transaction.atomic
def _publish(
    draft: Draft,
    story: Story,
    stories: dict[tuple[str, str], Story],
    now: datetime,
    pictures: dict[str, Any],
) -> None:
    own = {key: other for (language, key), other in stories.items() if language == draft.language}
    if hours := draft.fields.get("breaking_for_hours"):
        story.breaking_until = now + timedelta(hours=hours)
    story.body = body_of(draft.fields["body"], own, pictures)
    _hang_on(story, draft.fields, own)
    updated = draft.fields.get("updated_minutes_ago")
    release_story(
        story=story,
        released_at=_ago(now, draft.fields["minutes_ago"]),
        updated_at=_ago(now, updated) if updated else None,
    )
    _comment(story, draft.fields.get("comments", []), now)


def _hang_on(story: Story, fields: dict[str, Any], own: dict[str, Story]) -> None:
    """Attach credits, topics and pinned stories, in the order in which they were written."""
    story.credits = [
        StoryCredit(
            contributor=Contributor.objects.get(slug=credit["contributor"]),
            role=credit["role"],
            sort_order=order,
        )
        for order, credit in enumerate(fields.get("credits", []))
    ]
    story.story_topics = [
        StoryTopic(topic=Topic.objects.get(slug=slug), sort_order=order)
        for order, slug in enumerate(fields.get("topics", []))
    ]
    story.related_choices = [
        RelatedChoice(other=own[key], sort_order=order)
        for order, key in enumerate(fields.get("pinned", []))
    ]


def _ago(now: datetime, minutes: int) -> datetime:
    return now - timedelta(minutes=minutes)


def _comment(story: Story, comments: list[dict[str, Any]], now: datetime) -> None:
    for given in comments:
        comment = Comment.objects.create(
            story=story,
            name=given["name"],
            email=EMAIL,
            text=given["text"],
            status=given.get("status", Comment.Status.APPROVED),
        )
        received = _ago(now, given["minutes_ago"])
        Comment.objects.filter(pk=comment.pk).update(received_at=received)


def _fill_adverts() -> None:
    for given in names()["adverts"]:
        title = f"advert-{given['picture']}"
        for language, text in given["text"].items():
            picture = _picture(title, draw_advert(given["picture"]), "")
            Advert.objects.get_or_create(
                name=f"{given['picture']} · {given['slot']} · {language}",
                defaults={
                    "language": language,
                    "slot": given["slot"],
                    "text": text,
                    "link": given["link"],
                    "image": picture,
                },
            )
