"""Sections and topics at the desk."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from khabar.topics.models import Section, Topic


class SectionViewSet(SnippetViewSet):
    """The desk's list of sections."""

    model = Section
    icon = "list-ul"
    menu_label = _("Sections")
    menu_order = 20
    add_to_admin_menu = True
    list_display = ["__str__", "slug", "position"]
    ordering = ["position", "slug"]


class TopicViewSet(SnippetViewSet):
    """The desk's list of topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 30
    add_to_admin_menu = True
    list_display = ["__str__", "kind", "slug"]
    list_filter = ["kind"]


register_snippet(SectionViewSet)
register_snippet(TopicViewSet)
