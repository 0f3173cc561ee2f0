from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "khabar.newsroom"
    label = "khabar_newsroom"
    verbose_name = _("Newsroom")
