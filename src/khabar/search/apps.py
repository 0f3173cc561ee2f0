from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "khabar.search"
    label = "khabar_search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from khabar.search import finding_names  # noqa: F401, PLC0415  (registers the finder)
