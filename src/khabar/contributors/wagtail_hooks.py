"""Contributors and sources at the desk."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from khabar.contributors.models import Contributor, Source


class ContributorViewSet(SnippetViewSet):
    """The desk's list of contributors."""

    model = Contributor
    icon = "user"
    menu_label = _("Contributors")
    menu_order = 40
    add_to_admin_menu = True
    list_display = ["__str__", "slug"]


class SourceViewSet(SnippetViewSet):
    """The desk's list of sources."""

    model = Source
    icon = "link"
    menu_label = _("Sources")
    menu_order = 42
    add_to_admin_menu = True
    list_display = ["__str__", "slug", "link"]


register_snippet(ContributorViewSet)
register_snippet(SourceViewSet)
