"""What a word would have hit, shown before it weighs; and the buttons that make it weigh."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log

from khabar.comments.models import Comment, WordRule
from khabar.comments.setting_words import name_of
from khabar.comments.trying_words import Trial, try_rule

LIST: Final = "wagtailsnippets_khabar_comments_wordrule:list"
LOGGED: Final = "khabar.word_state"
SHOWN: Final = 20
State = WordRule.State


def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a word would have hit, and let it weigh, or not, as a button says."""
    if not request.user.has_perm("khabar_comments.change_wordrule"):
        raise PermissionDenied
    rule = get_object_or_404(WordRule, pk=pk)
    if request.method == "POST":
        return _decide(request, rule)
    return _show(request, rule)


def _show(request: HttpRequest, rule: WordRule, status: int = 200) -> HttpResponse:
    tried = try_rule(pattern=rule.pattern, language=rule.language, shown=SHOWN)
    context = {
        "rule": rule,
        "language": name_of(rule.language),
        "trial": tried,
        "counts": _counts(tried),
        "tried": _tried(rule),
    }
    return TemplateResponse(request, "khabar_comments/word_trial.html", context, status=status)


def _counts(tried: Trial) -> list[tuple[Any, int]]:
    labels = dict(Comment.Status.choices)
    return [(labels[Comment.Status(one)], count) for one, count in tried.statuses.most_common()]


def _tried(rule: WordRule) -> str:
    """Return what tells whether the page showed the rule as it stands now."""
    return f"{rule.language}:{rule.folded}"


@transaction.atomic
def _decide(request: HttpRequest, rule: WordRule) -> HttpResponse:
    state = request.POST.get("state", "")
    if state not in State.values:
        raise BadRequest("The state must be one of a rule's.")
    if request.POST.get("tried") != _tried(rule):
        messages.warning(request, _("The word was changed meanwhile. This is what it hits now."))
        return _show(request, rule, status=409)
    if rule.state != state:
        rule.state = state
        rule.save(update_fields=["state", "changed_at"])
        log(instance=rule, action=LOGGED, user=request.user, data={"state": state})
    said = _("“%(word)s”: %(state)s.")
    messages.success(request, said % {"word": rule.pattern, "state": rule.get_state_display()})
    return redirect(reverse(LIST))
