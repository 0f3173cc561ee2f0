from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContributorsConfig(AppConfig):
    name = "khabar.contributors"
    label = "khabar_contributors"
    verbose_name = _("Contributors")

    def ready(self) -> None:
        from khabar.contributors import receivers  # noqa: F401, PLC0415  (connects the signals)
