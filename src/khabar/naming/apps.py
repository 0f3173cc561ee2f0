from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NamingConfig(AppConfig):
    name = "khabar.naming"
    label = "khabar_naming"
    verbose_name = _("Naming")
