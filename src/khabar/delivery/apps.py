from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "khabar.delivery"
    label = "khabar_delivery"
    verbose_name = _("Finished pages")

    def ready(self) -> None:
        from khabar.delivery import checks  # noqa: F401, PLC0415  (registers the checks)
