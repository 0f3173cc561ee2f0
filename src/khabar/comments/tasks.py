"""What follows a decision, and what is done every so often."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from khabar.comments.deciding import CHANGED, REPLIED
from khabar.comments.filing import FOLLOWED
from khabar.comments.following import ask_to_confirm, tell_of_reply
from khabar.comments.forgetting import forget
from khabar.comments.learning import learn
from khabar.comments.models import Comment, Subscription
from khabar.delivery.purging import purge
from khabar.publishing.models import Lane
from khabar.publishing.registering import Event, consequence, every

# A busy story's page is rendered again at most once in so many seconds.
BUSY: Final = 10.0


@consequence(
    "comments.purge", on=(CHANGED,), order=90, label=_("Rendering the pages of comments again")
)
def purge_thread(event: Event) -> None:
    """Purge the pages that show a thread: at once where they are older than `BUSY`."""
    purge(event.every_key, debounce=BUSY)


@consequence(
    "comments.confirm", on=(FOLLOWED,), lane=Lane.LATER, label=_("Asking to confirm an address")
)
def write_to_confirm(event: Event) -> None:
    """Ask a reader to confirm the address to which replies are to be told."""
    if found := Subscription.objects.filter(pk=_number(event)).first():
        ask_to_confirm(found)


@consequence("comments.replied", on=(REPLIED,), lane=Lane.LATER, label=_("Telling of a reply"))
def write_of_reply(event: Event) -> None:
    """Tell whoever waits for it of an answer."""
    whole = Comment.objects.select_related("parent__parent", "story__locale")
    if found := whole.filter(pk=_number(event)).first():
        tell_of_reply(found)


@every(name="comments.learn", minutes=30, label=_("Learning from moderators' decisions"))
def learn_again() -> None:
    """Learn from what was decided."""
    learn()


@every(name="comments.forget", minutes=60, label=_("Forgetting what was kept of readers"))
def forget_in_time() -> None:
    """Forget what has been kept long enough."""
    forget()


def _number(event: Event) -> int:
    return int(event.subject.partition("/")[2])
