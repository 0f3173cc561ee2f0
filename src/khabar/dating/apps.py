from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DatingConfig(AppConfig):
    name = "khabar.dating"
    label = "khabar_dating"
    verbose_name = _("Announced months")

    def ready(self) -> None:
        from khabar.dating import receivers  # noqa: F401, PLC0415  (connects the signals)
