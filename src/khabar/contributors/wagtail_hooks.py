"""Contributors at the desk."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from khabar.contributors.models import Contributor


class ContributorViewSet(SnippetViewSet):
    """The desk's list of contributors."""

    model = Contributor
    icon = "user"
    menu_label = _("Contributors")
    menu_order = 40
    add_to_admin_menu = True
    list_display = ["__str__", "slug"]


register_snippet(ContributorViewSet)
