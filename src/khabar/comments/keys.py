"""What a decision changes for readers.

`comments/<number>` is carried by the page of the story with that number and by the pages of its
thread; `comments-rules` and `comments-rules/<section>` by the pages of stories whose comments are
taken by the site's or a section's policy. A comment that arrives purges nothing: no reader sees it
before it is approved.
"""

from __future__ import annotations

from khabar.stories.models import Story

RULES = "comments-rules"
# No page carries it: what pages share of the policies is read anew.
POLICIES = "comments-policies"


def comments_key(story: Story) -> str:
    """Return the key of all pages that show a story's thread."""
    return f"comments/{story.number}"


def rules_key(section: int) -> str:
    """Return the key of the pages of a section's stories."""
    return f"{RULES}/{section}"
