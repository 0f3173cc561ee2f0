from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvertsConfig(AppConfig):
    name = "khabar.adverts"
    label = "khabar_adverts"
    verbose_name = _("Adverts")

    def ready(self) -> None:
        from khabar.adverts import receivers  # noqa: F401, PLC0415  (connects the signals)
