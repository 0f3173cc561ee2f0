from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TopicsConfig(AppConfig):
    name = "khabar.topics"
    label = "khabar_topics"
    verbose_name = _("Topics")

    def ready(self) -> None:
        from khabar.topics import receivers  # noqa: F401, PLC0415  (connects the signals)
