"""Rows for tests, made through the same doors as in a newsroom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory, ImageField, Password
from wagtail.models import Locale

from khabar.accounts.models import User
from khabar.adverts.models import Advert
from khabar.comments.models import Comment
from khabar.contributors.models import Contributor, Source
from khabar.fronts.models import Front
from khabar.media.models import Picture
from khabar.stories.models import Story, StoryCredit, StoryTopic
from khabar.topics.models import Section, Topic


def locale(language: str) -> Locale:
    """Return Wagtail's row for `language`, making it where there is none."""
    return Locale.objects.get_or_create(language_code=language)[0]


class UserFactory(DjangoModelFactory[User]):
    """An account; its password is "password". `superuser=True` may do everything."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_staff=True, is_superuser=True)

    username = factory.Sequence(lambda n: f"user-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = Password("password")


class NamedFactory(DjangoModelFactory[Any]):
    """Something with a name in each language: `names={"ar": "سياسة"}`."""

    class Meta:
        abstract = True

    @factory.lazy_attribute
    def names(self) -> dict[str, str]:
        """A name that says its language."""
        return {code: f"{self.slug} ({code})" for code in ("ar", "fa", "en")}


class SectionFactory(NamedFactory):
    class Meta:
        model = Section

    slug = factory.Sequence(lambda n: f"section-{n}")


class TopicFactory(NamedFactory):
    class Meta:
        model = Topic

    slug = factory.Sequence(lambda n: f"topic-{n}")


class ContributorFactory(NamedFactory):
    class Meta:
        model = Contributor

    slug = factory.Sequence(lambda n: f"contributor-{n}")


class SourceFactory(NamedFactory):
    class Meta:
        model = Source

    slug = factory.Sequence(lambda n: f"source-{n}")


class PictureFactory(DjangoModelFactory[Picture]):
    """A picture of one colour; `file__width` and `file__height` give its size."""

    class Meta:
        model = Picture

    title = factory.Sequence(lambda n: f"Picture {n}")
    description = "A plain field"
    credit = "Khabar"
    file = ImageField(width=1600, height=1000, color="teal", format="JPEG")


class StoryFactory(DjangoModelFactory[Story]):
    """A draft in Arabic.

    `language` chooses another locale, `published=True` publishes as the desk does, and
    `published_at` at a moment of the test's own. `topics` and `contributors` are lists.
    """

    class Meta:
        model = Story

    class Params:
        language = "ar"

    live = False
    locale = factory.LazyAttribute(lambda story: locale(story.language))
    section = factory.SubFactory(SectionFactory)
    headline = factory.Sequence(lambda n: f"افتتاح الجسر رقم {n}")
    lead = "افتتح الجسر الجديد صباح اليوم."
    body = factory.LazyFunction(lambda: [paragraph("<p>عبرته أول سيارة في الثامنة.</p>")])

    @classmethod
    def _create(cls, model_class: type[Story], *args: Any, **kwargs: Any) -> Story:
        published_at: datetime | None = kwargs.pop("published_at", None)
        published = kwargs.pop("published", published_at is not None)
        topics, contributors = kwargs.pop("topics", []), kwargs.pop("contributors", [])
        story = model_class(*args, **kwargs)
        story.story_topics.set([StoryTopic(topic=topic) for topic in topics])
        story.credits.set([StoryCredit(contributor=contributor) for contributor in contributors])
        story.save()
        if published:
            publish(story, at=published_at)
        return story


def paragraph(html: str) -> dict[str, Any]:
    """Return a paragraph as a body keeps it."""
    return {"type": "paragraph", "value": {"language": "", "text": html}}


def publish(story: Story, *, at: datetime | None = None) -> None:
    """Publish `story` as it stands, as if at the moment `at` where one is given."""
    if at:
        story.first_published_at = at
    story.save_revision().publish()
    if at:
        Story.objects.filter(pk=story.pk).update(last_published_at=at)
    story.refresh_from_db()


class CommentFactory(DjangoModelFactory[Comment]):
    class Meta:
        model = Comment

    class Params:
        approved = factory.Trait(status=Comment.Status.APPROVED)

    story = factory.SubFactory(StoryFactory, published=True)
    name = "مريم"
    email = "maryam@example.org"
    text = factory.Sequence(lambda n: f"تعليق رقم {n}")


class AdvertFactory(DjangoModelFactory[Advert]):
    class Meta:
        model = Advert

    name = factory.Sequence(lambda n: f"Advert {n}")
    language = "ar"
    text = "كتاب جديد في المكتبات"
    link = "https://example.org/book"


class FrontFactory(DjangoModelFactory[Front]):
    """An edition's main front with `containers`, published unless `published=False`.

    `language` chooses the edition; see `container` and `card` for what it is made of.
    """

    class Meta:
        model = Front

    class Params:
        language = "ar"

    live = False
    locale = factory.LazyAttribute(lambda front: locale(front.language))
    containers = factory.LazyFunction(list)

    @classmethod
    def _create(cls, model_class: type[Front], *args: Any, **kwargs: Any) -> Front:
        published = kwargs.pop("published", True)
        front = model_class.objects.create(*args, **kwargs)
        if published:
            front.save_revision().publish()
            front.refresh_from_db()
        return front


def container(kind: str, *cards: Any, **fields: Any) -> dict[str, Any]:
    """Return a container as a front keeps it; `cards` are stories or what `card` returns."""
    kept = [each if isinstance(each, dict) else card(each) for each in cards]
    return {"type": kind, "value": {"fill": "none", "count": 4, **fields, "cards": kept}}


def card(story: Story, *links: Story, **fields: Any) -> dict[str, Any]:
    """Return a card as a front keeps it, with further stories below it."""
    lines = [{"story": link.pk, "text": ""} for link in links]
    return {"story": story.pk, "headline": "", "kicker": "", **fields, "links": lines}
