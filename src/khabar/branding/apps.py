from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BrandingConfig(AppConfig):
    name = "khabar.branding"
    label = "khabar_branding"
    verbose_name = _("Brand")

    def ready(self) -> None:
        from khabar.branding import checks, receivers  # noqa: F401, PLC0415  (connects them)
