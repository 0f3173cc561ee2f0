"""Stories at the desk."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from khabar.stories.deciding_on_topics import FoundTopicsPanel
from khabar.stories.forms import DirectedPanel, StoryForm
from khabar.stories.linking import StoryLinkHandler, register_story_link_feature
from khabar.stories.models import Story

writing = ObjectList(
    [
        FieldPanel("kicker"),
        FieldPanel("headline", classname="title"),
        FieldPanel("lead"),
        FieldRowPanel([FieldPanel("section"), FieldPanel("dateline"), FieldPanel("source")]),
        FieldPanel("breaking_until"),
        MultiFieldPanel(
            [FieldPanel("lead_image"), FieldPanel("lead_image_caption")],
            heading=_("Lead picture"),
        ),
        DirectedPanel("body"),
        InlinePanel("credits", heading=_("Credits"), label=_("Credit")),
        PublishingPanel(),
    ],
    heading=_("Story"),
)
around = ObjectList(
    [
        FoundTopicsPanel(heading=_("Topics found in the text")),
        InlinePanel("story_topics", heading=_("Further topics"), label=_("Topic")),
        InlinePanel("related_choices", heading=_("Related news"), label=_("Story")),
        MultiFieldPanel(
            [FieldPanel("comments_open"), FieldPanel("adverts_allowed")],
            heading=_("Comments and adverts"),
        ),
    ],
    heading=_("Around it"),
)


class HeadlineColumn(TitleColumn):
    """A headline in its own direction, whatever the desk's."""

    cell_template_name = "khabar_stories/_headline_cell.html"


class StoryIndexView(IndexView):
    """The list of stories."""

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Any:
        return super()._get_title_column(*args, column_class=HeadlineColumn, **kwargs)


class StoryViewSet(SnippetViewSet):
    """The desk's list of stories, and the form of one."""

    model = Story
    icon = "doc-full"
    menu_label = _("Stories")
    menu_name = "stories"
    menu_order = 10
    add_to_admin_menu = True
    list_display = [
        "headline",
        "number",
        Column("language", label=_("Language"), accessor="locale.language_name_localized"),
        "section",
        DateColumn("first_published_at", label=_("Published"), sort_key="first_published_at"),
    ]
    list_filter = {"section": ["exact"], "live": ["exact"], "first_published_at": ["date"]}
    index_view_class = StoryIndexView
    list_per_page = 50
    ordering = ["-latest_revision__created_at", "-number"]
    inspect_view_enabled = True
    edit_handler = TabbedInterface([writing, around], base_form_class=StoryForm)

    def get_queryset(self, request: Any) -> Any:
        return Story.objects.select_related("section", "locale")


register_snippet(StoryViewSet)


@hooks.register("register_rich_text_features")
def register_features(features: Any) -> None:
    """Offer links to stories in rich text."""
    features.register_link_type(StoryLinkHandler)
    register_story_link_feature(features)
