"""Adverts at the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from khabar.adverts.models import Advert


class AdvertViewSet(SnippetViewSet):
    """The desk's list of adverts, the newest first."""

    model = Advert
    icon = "view"
    menu_label = _("Adverts")
    menu_name = "adverts"
    menu_order = 60
    add_to_admin_menu = True
    list_display = [
        "name",
        "slot",
        "language",
        DateColumn("starts_at", label=_("Starts"), sort_key="starts_at"),
        DateColumn("ends_at", label=_("Ends"), sort_key="ends_at"),
        BooleanColumn("is_running", label=_("Running now")),
    ]
    list_filter = {"slot": ["exact"], "language": ["exact"], "running": ["exact"]}
    list_per_page = 50
    search_fields = ["name", "text"]


register_snippet(AdvertViewSet)
