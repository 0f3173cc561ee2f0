from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Each registers its guards.
GUARDS = (
    "guarding_forms",
    "guarding_text",
    "guarding_people",
    "guarding_words",
    "learning",
    "asking_akismet",
)


class CommentsConfig(AppConfig):
    name = "khabar.comments"
    label = "khabar_comments"
    verbose_name = _("Comments")

    def ready(self) -> None:
        """Set up the guards and the receivers."""
        for module in (*GUARDS, "receivers"):
            import_module(f"khabar.comments.{module}")
