from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrontsConfig(AppConfig):
    name = "khabar.fronts"
    label = "khabar_fronts"
    verbose_name = _("Fronts")
