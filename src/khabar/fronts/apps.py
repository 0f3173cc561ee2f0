from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrontsConfig(AppConfig):
    name = "khabar.fronts"
    label = "khabar_fronts"
    verbose_name = _("Fronts")

    def ready(self) -> None:
        from khabar.fronts import receivers  # noqa: F401, PLC0415  (connects the signals)
