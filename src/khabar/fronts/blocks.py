"""The containers of a front, as editors see them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.snippets.blocks import SnippetChooserBlock

from khabar.fronts.filling import FILLING, ContainerBlock, FilledBlock
from khabar.fronts.refusing import repetitions


class LeadBlock(FilledBlock):
    class Meta:
        icon = "pick"
        label = _("Lead")
        form_layout = BlockGroup(children=["cards", FILLING], settings=["stale_after", "title"])


class ListContainerBlock(FilledBlock):
    arrangement = blocks.ChoiceBlock(
        label=_("Arrangement"),
        choices=[("feature", _("One large, the others small")), ("list", _("Without pictures"))],
        default="feature",
    )

    class Meta:
        icon = "list-ul"
        label = _("List")
        form_layout = BlockGroup(
            children=["title", "arrangement", "cards", FILLING], settings=["stale_after"]
        )


class OpinionBlock(FilledBlock):
    class Meta:
        icon = "openquote"
        label = _("Opinion")
        form_layout = BlockGroup(children=["title", "cards", FILLING], settings=["stale_after"])


class PicturesBlock(FilledBlock):
    arrangement = blocks.ChoiceBlock(
        label=_("Size"),
        choices=[("standard", _("Standard: four in a row")), ("large", _("Large: two in a row"))],
        default="standard",
    )

    class Meta:
        icon = "image"
        label = _("Pictures")
        form_layout = BlockGroup(
            children=["title", "arrangement", "cards", FILLING], settings=["stale_after"]
        )


class LatestBlock(ContainerBlock):
    class Meta:
        icon = "history"
        label = _("Latest news")
        form_layout = BlockGroup(children=["title", "count", "cards"], settings=["stale_after"])


class TopicBlock(ContainerBlock):
    topic = SnippetChooserBlock("khabar_topics.Topic", label=_("Topic"))
    arrangement = ListContainerBlock.base_blocks["arrangement"]

    class Meta:
        icon = "tag"
        label = _("Topic")
        label_format = "{title} {topic} {cards}"
        form_layout = BlockGroup(
            children=["topic", "title", "arrangement", "cards", "count"], settings=["stale_after"]
        )


class ContainersBlock(blocks.StreamBlock):
    """The containers of a front. No story is chosen twice in them."""

    lead = LeadBlock()
    list = ListContainerBlock()
    opinion = OpinionBlock()
    pictures = PicturesBlock()
    latest = LatestBlock()
    topic = TopicBlock()

    class Meta:
        required = False
        collapsed = True

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if errors := dict(repetitions(value)):
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return value
