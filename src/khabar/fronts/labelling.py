"""Blocks whose line, while they are folded up, says what is in them."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter


class LabelledBlock(blocks.StructBlock):
    """A block that is labelled by those of its parts that are filled in."""


class LabelledAdapter(StructBlockAdapter):
    """Gives such a block its script."""

    js_constructor = "khabar.fronts.LabelledBlock"

    @property
    def media(self) -> Any:
        whole = super().media
        return whole + forms.Media(js=["khabar/js/labelled-block.js"])


register(LabelledAdapter(), LabelledBlock)
