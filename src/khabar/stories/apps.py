from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    name = "khabar.stories"
    label = "khabar_stories"
    verbose_name = _("Stories")

    def ready(self) -> None:
        from khabar.stories import receivers  # noqa: F401, PLC0415  (connects the signals)
