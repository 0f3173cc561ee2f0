"""How editors choose a story for a front: among what is published in the front's language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from khabar.search.finding_at_the_desk import found_among
from khabar.stories.models import Story
from khabar.stories.querysets import StoryQuerySet

# The form's own field: the front's edition, of which a story must be.
EDITION_FIELD = "#id_locale"


class StorySearchForm(BaseFilterForm):
    """A search as the desk has it: words however they are typed, or a story's number."""

    q = forms.CharField(
        label=_("Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Words or a number"), "dir": "auto"}),
        required=False,
    )

    def filter(self, objects: QuerySet[Story]) -> QuerySet[Story]:
        """Keep the stories that match what was typed."""
        query = self.cleaned_data.get("q", "")
        if not query:
            return objects
        self.is_searching, self.search_query = True, query
        return found_among(objects, query, by_relevance=False)


class PublishedStories:
    """What both of the chooser's views show: published stories, the newest first."""

    filter_form_class = StorySearchForm
    per_page = 15

    def get_object_list(self) -> StoryQuerySet:
        stories = Story.objects.published().select_related("locale", "section")
        return stories.defer("body").newest_first()

    @property
    def columns(self) -> list[Any]:
        headline = super().columns[0]  # type: ignore[misc]
        headline.cell_template_name = "khabar_stories/_headline_cell.html"
        return [
            headline,
            Column("section", label=_("Section"), accessor="section"),
            DateColumn("first_published_at", label=_("Published")),
        ]


class StoryChooseView(PublishedStories, ChooseView):
    """The chooser as it opens."""


class StoryChooseResultsView(PublishedStories, ChooseResultsView):
    """Its results, as one types."""


class StoryChooserViewSet(ChooserViewSet):
    """The chooser of stories for fronts."""

    model = Story
    icon = "doc-full"
    choose_one_text = _("Choose a story")
    choose_another_text = _("Choose another story")
    edit_item_text = _("Edit this story")
    choose_view_class = StoryChooseView
    choose_results_view_class = StoryChooseResultsView
    url_filter_parameters = ["locale"]
    preserve_url_parameters = ["multiple", "locale"]
    register_widget = False


story_chooser = StoryChooserViewSet("khabar_front_stories", url_prefix="fronts/stories")
