from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "khabar.publishing"
    label = "khabar_publishing"
    verbose_name = _("Publishing")

    def ready(self) -> None:
        from khabar.publishing import checks  # noqa: F401, PLC0415  (registers the checks)

        # Every app's consequences, in whatever process this is: a row is written for those known.
        autodiscover_modules("tasks")
