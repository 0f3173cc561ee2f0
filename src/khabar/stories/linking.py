"""Links from one story's text to another story.

Kept as `<a linktype="story" id="…">` with the other story's key, so that the link follows it; shown
to readers only while the other story is published.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import LinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler

from khabar.stories.models import Story


class StoryLinkHandler(LinkHandler):
    """Writes a stored link to a story as readers get it."""

    identifier = "story"

    @staticmethod
    def get_model() -> type[Story]:
        return Story

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        """Return the opening tag of each link, found with one query."""
        keys = {attrs["id"] for attrs in attrs_list if attrs.get("id", "").isdigit()}
        stories = Story.objects.published().select_related("locale").defer("body").in_bulk(keys)
        addresses = {str(key): story.get_absolute_url() for key, story in stories.items()}
        return [cls._tag(addresses.get(attrs.get("id", ""))) for attrs in attrs_list]

    @staticmethod
    def _tag(address: str | None) -> str:
        return f'<a href="{escape(address)}">' if address else "<a>"


class StoryLinkElementHandler(LinkElementHandler):
    """Reads a stored link to a story into the editor."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        story = Story.objects.filter(pk=attrs.get("id") or 0).select_related("locale").first()
        if not story:
            return {"id": attrs.get("id")}
        return {"id": story.pk, "string": story.headline, "url": story.get_absolute_url()}


def story_link_element(props: dict[str, Any]) -> Any:
    """Write a link from the editor as it is stored."""
    attributes = {"linktype": "story", "id": props.get("id")}
    return DOM.create_element("a", attributes, props["children"])


def register_story_link_feature(features: Any) -> None:
    """Give the editor a button that links to a story."""
    features.register_editor_plugin(
        "draftail",
        "story-link",
        EntityFeature(
            {
                "type": "STORY",
                "icon": "doc-full-inverse",
                "description": _("Link to a story"),
                "attributes": ["id", "url", "string"],
                "chooserUrls": {
                    "storyChooser": reverse_lazy(
                        "wagtailsnippetchoosers_khabar_stories_story:choose"
                    )
                },
            },
            js=["wagtailadmin/js/chooser-modal.js", "khabar/js/story-link.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "story-link",
        {
            "from_database_format": {
                'a[linktype="story"]': StoryLinkElementHandler("STORY"),
            },
            "to_database_format": {"entity_decorators": {"STORY": story_link_element}},
        },
    )
