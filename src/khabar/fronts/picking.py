"""A card as editors pick it: a story, and what this front says differently about it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.images.blocks import ImageChooserBlock

from khabar.fronts.choosing import EDITION_FIELD, story_chooser
from khabar.fronts.labelling import LabelledBlock

MOST_LINKS = 4


class StoryBlock(blocks.ChooserBlock):
    """A story of the front's edition."""

    @cached_property
    def target_model(self) -> Any:
        return story_chooser.model

    @cached_property
    def widget(self) -> Any:
        return story_chooser.widget_class(linked_fields={"locale": EDITION_FIELD})

    class Meta:
        icon = "doc-full"


class LinkBlock(LabelledBlock):
    """A further story, as one line below a card."""

    story = StoryBlock(label=_("Story"))
    text = blocks.CharBlock(
        label=_("Text"),
        required=False,
        max_length=255,
        help_text=_("Left empty, the story's headline."),
    )

    class Meta:
        icon = "link"
        label = _("Further story")
        label_format = "{text} {story}"


class CardBlock(LabelledBlock):
    """A story, and what this front says differently about it."""

    story = StoryBlock(label=_("Story"))
    headline = blocks.CharBlock(
        label=_("Headline here"),
        required=False,
        max_length=255,
        help_text=_("Left empty, the story's headline."),
    )
    kicker = blocks.CharBlock(
        label=_("Kicker here"),
        required=False,
        max_length=255,
        help_text=_("Left empty, the story's kicker."),
    )
    picture = ImageChooserBlock(label=_("Picture here"), required=False)
    without_picture = blocks.BooleanBlock(label=_("Without a picture"), required=False)
    links = blocks.ListBlock(
        LinkBlock(), label=_("Further stories"), default=[], max_num=MOST_LINKS, collapsed=True
    )

    class Meta:
        icon = "doc-full"
        label = _("Card")
        label_format = "{headline} {story}"
        form_layout = BlockGroup(
            children=["story", "headline", "links"],
            settings=["kicker", "picture", "without_picture"],
        )
