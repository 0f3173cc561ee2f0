"""Sections and topics at the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from khabar.topics import deciding
from khabar.topics.checking_spellings import warnings_about
from khabar.topics.forms import TopicForm
from khabar.topics.merging import MERGED, PARTED, SPLIT
from khabar.topics.models import Section, Suggestion, Topic

topic_form = ObjectList(
    [
        FieldPanel("names"),
        FieldPanel("kind"),
        FieldPanel("slug"),
        FieldPanel("about"),
        FieldPanel("picture"),
        InlinePanel("aliases", heading=_("Other spellings"), label=_("Spelling")),
        MultiFieldPanel(
            [FieldPanel("needs_context"), FieldPanel("takes_prefixes"), FieldPanel("retired")],
            heading=_("How it is found"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("parent"),
                FieldPanel("wikidata"),
                FieldPanel("iptc"),
                FieldPanel("country"),
            ],
            heading=_("Elsewhere"),
        ),
    ],
    base_form_class=TopicForm,
)


class SectionViewSet(SnippetViewSet):
    """The desk's list of sections."""

    model = Section
    icon = "list-ul"
    menu_label = _("Sections")
    menu_order = 20
    add_to_admin_menu = True
    list_display = ["__str__", "slug", "position"]
    ordering = ["position", "slug"]


class Warning:
    """Tells an editor after saving which spellings are words of the language, too."""

    def save_instance(self) -> Any:
        topic = super().save_instance()  # type: ignore[misc]
        for warning in warnings_about(topic):
            messages.warning(self.request, warning)  # type: ignore[attr-defined]
        return topic


class TopicCreateView(Warning, CreateView):
    """The form of a new topic."""


class TopicEditView(Warning, EditView):
    """The form of a topic, with the way to merge and split it."""

    @property
    def header_more_buttons(self) -> list[Button]:
        address = reverse("khabar_topic_merging", args=[self.object.pk])
        own = Button(_("Merge or split"), url=address, icon_name="duplicate", priority=15)
        return [*super().header_more_buttons, own]


class OnlyOffered:
    """Offers no topic that was retired or merged into another."""

    def get_object_list(self) -> Any:
        return Topic.objects.offered()


class TopicChooseView(OnlyOffered, ChooseView):
    """The window in which a topic is chosen."""


class TopicChooseResultsView(OnlyOffered, ChooseResultsView):
    """What that window finds."""


class TopicChooserViewSet(SnippetChooserViewSet):
    """Choosing a topic for a story, a front or another topic."""

    choose_view_class = TopicChooseView
    choose_results_view_class = TopicChooseResultsView


class TopicViewSet(SnippetViewSet):
    """The desk's list of topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 30
    add_to_admin_menu = True
    list_display = ["__str__", "kind", "slug"]
    list_filter = ["kind", "retired"]
    list_per_page = 50
    edit_handler = topic_form
    add_view_class = TopicCreateView
    edit_view_class = TopicEditView
    chooser_viewset_class = TopicChooserViewSet

    def get_queryset(self, request: HttpRequest) -> Any:
        return Topic.objects.current()


register_snippet(SectionViewSet)
register_snippet(TopicViewSet)


class SuggestionsMenuItem(MenuItem):
    """The menu's item, which says how many names wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(deciding.MAY_DECIDE)

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        component.label = deciding.with_count(
            str(component.label), Suggestion.objects.waiting().count()
        )
        return component


@hooks.register("register_admin_menu_item")
def offer_suggestions() -> MenuItem:
    """Put the page of suggested names below the topics."""
    address = reverse(deciding.PAGE)
    return SuggestionsMenuItem(
        _("Names found"), address, name="names-found", icon_name="help", order=31
    )


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """Give suggestions, merging and splitting their addresses."""
    return [
        path("names/", deciding.suggestions, name=deciding.PAGE),
        path("names/<int:pk>/", deciding.decide, name="khabar_name_decision"),
        path("topics/<int:pk>/merging/", deciding.merging, name="khabar_topic_merging"),
    ]


@hooks.register("register_log_actions")
def register_actions(actions: Any) -> None:
    """Name what is done to topics in Wagtail's log."""
    actions.register_action(MERGED, _("Merge topics"), _("Another topic was merged into it"))
    actions.register_action(PARTED, _("Part topics"), _("A merged topic was parted again"))
    actions.register_action(SPLIT, _("Split a topic"), _("Spellings became a topic of their own"))
