"""The blocks that a story's body is made of."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from khabar.language.direction import direction_of
from khabar.stories.cleaning import clean_rich_text


class CleanRichTextBlock(blocks.RichTextBlock):
    """Rich text that is cleaned on every way into the database."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", ["bold", "link", "story-link", "ol", "ul"])
        super().__init__(**kwargs)

    def get_prep_value(self, value: Any) -> str:
        return clean_rich_text(super().get_prep_value(value) or "")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return ("wagtail.blocks.RichTextBlock", [], {"features": self.features})


class DirectedStructValue(blocks.StructValue):
    """A block's value that knows which way it is written."""

    @property
    def direction(self) -> str:
        """`rtl` or `ltr` where the block's language differs from its story's, else empty."""
        language = self.get("language")
        return direction_of(language) if language else ""


class DirectedBlock(blocks.StructBlock):
    """A block that may be in another language than its story."""

    language = blocks.ChoiceBlock(
        label=_("Language"),
        choices=settings.LANGUAGES,
        required=False,
        search_index=False,
        help_text=_("Only when it differs from the story's."),
    )

    class Meta:
        value_class = DirectedStructValue


class ParagraphBlock(DirectedBlock):
    text = CleanRichTextBlock(label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        label_format = "{text}"
        template = "khabar_stories/blocks/_paragraph.html"


class HeadingBlock(DirectedBlock):
    text = blocks.CharBlock(label=_("Text"), max_length=200)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Sub-heading")), ("h3", _("Sub-heading of a sub-heading"))],
        default="h2",
        search_index=False,
    )

    class Meta:
        icon = "title"
        label = _("Sub-heading")
        label_format = "{text}"
        template = "khabar_stories/blocks/_heading.html"


class PictureBlock(DirectedBlock):
    image = ImageChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)
    credit = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        max_length=255,
        help_text=_("Left empty, the picture's own credit is used."),
    )
    alternative = blocks.CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=500,
        help_text=_(
            "What the picture shows, for those who can't see it. "
            "Left empty, the picture's own description is used."
        ),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "khabar_stories/blocks/_picture.html"


class QuoteBlock(DirectedBlock):
    text = blocks.TextBlock(label=_("Words of the quote"), rows=3)
    speaker = blocks.CharBlock(label=_("Speaker"), required=False, max_length=255)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "khabar_stories/blocks/_quote.html"


class FactsBlock(DirectedBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    text = CleanRichTextBlock(label=_("Text"))

    class Meta:
        icon = "list-ul"
        label = _("Fact box")
        template = "khabar_stories/blocks/_facts.html"


class StatementBlock(DirectedBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=255)
    text = blocks.TextBlock(
        label=_("Text"), rows=8, help_text=_("Word for word; line breaks are kept.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Statement")
        template = "khabar_stories/blocks/_statement.html"


class EmbedBlock(DirectedBlock):
    """A page elsewhere, shown as a link: a reader's page asks no other host for anything."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("Title"), max_length=255)

    class Meta:
        icon = "media"
        label = _("Embed")
        template = "khabar_stories/blocks/_embed.html"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not host_is_allowed(value["url"]):
            hosts = ", ".join(settings.EMBED_HOSTS)
            message = _("Pages of this host can't be embedded. Allowed: %(hosts)s.")
            raise blocks.StructBlockValidationError(
                block_errors={"url": ValidationError(message, params={"hosts": hosts})}
            )
        return value


def host_is_allowed(url: str) -> bool:
    """Tell whether `url` is an https address of one of `EMBED_HOSTS` or of a host below one."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    allowed = any(host == name or host.endswith(f".{name}") for name in settings.EMBED_HOSTS)
    return parts.scheme == "https" and allowed


class TableBlock(DirectedBlock):
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=255)
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("number", blocks.CharBlock(label=_("Number"), required=False)),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "khabar_stories/blocks/_table.html"


class BodyBlock(blocks.StreamBlock):
    """A story's body."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    statement = StatementBlock()
    embed = EmbedBlock()
    table = TableBlock()

    def get_prep_value(self, value: Any) -> Any:
        # Wagtail writes a body that came as raw data just as it came, and so uncleaned; a block
        # that was looked at is written by its own rules.
        for _child in value or ():
            pass
        return super().get_prep_value(value)

    class Meta:
        required = False
