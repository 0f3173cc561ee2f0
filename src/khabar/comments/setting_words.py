"""Words that weigh, at the desk: each is on trial until somebody has seen what it would hit."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import ChoiceField
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet

from khabar.comments.models import WordRule
from khabar.comments.setting_policies import number_or_dash
from khabar.comments.weighing_words import fold_pattern

TRIAL: Final = "khabar_word_trial"
ALL_LANGUAGES: Final = _("every language")
HEAVIEST: Final = 10


def languages() -> list[tuple[str, Any]]:
    """Return the languages that a word can be for, by their own names."""
    editions = settings.EDITIONS.values()
    return [("", ALL_LANGUAGES), *((one.language, name_of(one.language)) for one in editions)]


def name_of(language: str) -> Any:
    """Return what a rule's language is called."""
    return dict(settings.LANGUAGES).get(language, language) if language else ALL_LANGUAGES


class WordForm(WagtailAdminModelForm):
    """A word, for which language, and how much it weighs. Another word is on trial anew."""

    language = ChoiceField(label=_("Language"), choices=languages, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bounds = [MinValueValidator(1), MaxValueValidator(HEAVIEST)]
        self.fields["weight"].validators += bounds

    def clean_pattern(self) -> str:
        pattern = " ".join(self.cleaned_data["pattern"].split())
        folded = fold_pattern(pattern, self.data.get("language", ""))
        if len(folded.replace(" ", "")) < 2:
            raise ValidationError(_("Write a word of at least two letters."))
        if len(folded) > 240:
            raise ValidationError(_("This is too long. Give the words that matter."))
        return pattern

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "pattern" in cleaned and "language" in cleaned:
            folded = fold_pattern(cleaned["pattern"], cleaned["language"])
            alike = WordRule.objects.filter(language=cleaned["language"], folded=folded)
            if found := alike.exclude(pk=self.instance.pk).first():
                message = _("The list has this already, as “%(word)s”.")
                self.add_error("pattern", message % {"word": found.pattern})
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save; what finds something else than before is on trial again, and hit nothing yet."""
        rule: WordRule = self.instance
        is_same = fold_pattern(rule.pattern, rule.language) == rule.folded
        if not is_same or "language" in self.changed_data:
            rule.state, rule.hits = WordRule.State.TRIAL, 0
        return super().save(commit)


class WordCreateView(CreateView):
    """A new word; what follows is its trial."""

    def get_success_url(self) -> str:
        return reverse(TRIAL, args=[self.object.pk])


class WordEditView(EditView):
    """A word changed; what follows is its trial."""

    def get_success_url(self) -> str:
        return reverse(TRIAL, args=[self.object.pk])


class WordViewSet(SnippetViewSet):
    """The desk's list of words, with how often each was found."""

    model = WordRule
    icon = "search"
    menu_label = _("Words in comments")
    menu_name = "comment-words"
    menu_order = 710
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = WordCreateView
    edit_view_class = WordEditView
    list_display = [
        TitleColumn("pattern", label=_("word or words"), url_name=TRIAL, sort_key="pattern"),
        Column("language", label=_("Language"), accessor=lambda one: name_of(one.language)),
        Column("weight", label=_("Weight"), accessor=lambda one: number_or_dash(one.weight)),
        StatusTagColumn(
            "get_state_display",
            label=_("State"),
            primary=lambda one: one.state == WordRule.State.ACTIVE,
        ),
        Column("hits", label=_("Comments hit"), accessor=lambda one: number_or_dash(one.hits)),
    ]
    list_filter = {"language": ["exact"], "state": ["exact"]}
    list_per_page = 100
    search_fields = ["pattern", "note"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                _(
                    "Write the word plainly. It is found with prefixes and endings, with marks,"
                    " stretched, spelt apart or in look-alike letters, and never inside another"
                    " word. After saving you see what it would have hit; it weighs nothing before"
                    " you make it live there."
                )
            ),
            FieldPanel("pattern"),
            FieldPanel("language"),
            FieldPanel("weight"),
            FieldPanel("note"),
        ],
        base_form_class=WordForm,
    )

    def register_chooser_viewset(self) -> None:
        """Register none: nothing chooses a word."""
