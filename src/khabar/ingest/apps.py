from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IngestConfig(AppConfig):
    name = "khabar.ingest"
    label = "khabar_ingest"
    verbose_name = _("Ingest")

    def ready(self) -> None:
        from khabar.ingest.reading import READERS  # noqa: PLC0415
        from khabar.ingest.reading_text_pages import TextPageReader  # noqa: PLC0415

        READERS.append(TextPageReader())
