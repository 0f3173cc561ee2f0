"""What every container has, and the rules by which it is filled after what was picked."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.snippets.blocks import SnippetChooserBlock

from khabar.fronts.labelling import LabelledBlock
from khabar.fronts.picking import CardBlock

MOST_CARDS = 20
LONGEST = 24 * 30

FILLS = [
    ("none", _("Nothing: only what was chosen")),
    ("section", _("The newest of a section")),
    ("topic", _("The newest about a topic")),
    ("latest", _("The newest of all")),
    ("breaking", _("Breaking news")),
]


class ContainerBlock(LabelledBlock):
    """What every container has."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    cards = blocks.ListBlock(
        CardBlock(), label=_("Chosen stories"), default=[], max_num=MOST_CARDS, collapsed=True
    )
    count = blocks.IntegerBlock(
        label=_("Number of stories"),
        default=4,
        min_value=1,
        max_value=MOST_CARDS,
        help_text=_("It is filled up to this number."),
    )
    stale_after = blocks.IntegerBlock(
        label=_("Grows old after"),
        required=False,
        min_value=0,
        max_value=LONGEST,
        help_text=_(
            "Hours without a newer story, after which the desk warns. Left empty, the house's "
            "measure for what is only chosen by hand; 0 never warns."
        ),
    )

    class Meta:
        form_classname = "struct-block khabar-container"
        label_format = "{title} {cards}"


class FilledBlock(ContainerBlock):
    """A container that is filled by a rule after what was chosen."""

    fill = blocks.ChoiceBlock(label=_("Fill with"), choices=FILLS, default="none")
    section = SnippetChooserBlock("khabar_topics.Section", label=_("Section"), required=False)
    topic = SnippetChooserBlock("khabar_topics.Topic", label=_("Topic"), required=False)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        subject = value["fill"]
        if subject in {"section", "topic"} and not value[subject]:
            message = {
                "section": _("Choose the section that it is filled with."),
                "topic": _("Choose the topic that it is filled with."),
            }[subject]
            raise StructBlockValidationError(block_errors={subject: ValidationError(message)})
        return value

    class Meta:
        label_format = "{title} {section} {topic} {cards}"


FILLING = BlockGroup(
    children=["fill", "section", "topic", "count"], heading=_("Filling"), icon="rotate"
)
