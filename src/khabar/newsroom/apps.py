from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "khabar.newsroom"
    label = "khabar_newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        post_migrate.connect(grant_after_the_last_app, dispatch_uid="khabar_newsroom.roles")


def grant_after_the_last_app(sender: AppConfig, **kwargs: Any) -> None:
    """Make the roles once every app's permissions exist: each app makes its own in turn."""
    from khabar.newsroom.granting import grant_roles  # noqa: PLC0415  (needs loaded models)

    with_models = [config.label for config in apps.get_app_configs() if config.models_module]
    if sender.label == with_models[-1]:
        grant_roles()
