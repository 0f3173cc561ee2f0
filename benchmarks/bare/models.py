"""One kind of page: an article with a body, a picture and a menu of its siblings."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


class Article(Page):
    """An article below the home page."""

    template = "bare/article.html"
    kicker = models.CharField(max_length=255)
    lead = models.TextField()
    body = StreamField([("heading", blocks.CharBlock()), ("paragraph", blocks.RichTextBlock())])
    picture = models.ForeignKey(
        "wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the menu of the site and the newest eight articles."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["menu"] = self.get_parent().get_children().live().in_menu()
        context["latest"] = Article.objects.live().order_by("-first_published_at")[:8]
        return context
