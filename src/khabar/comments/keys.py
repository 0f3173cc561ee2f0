"""What a moderator's decision changes for readers.

`comments/<number>` is carried by the page of the story with that number and by the pages of its
thread. A comment that arrives purges nothing: no reader sees it before a moderator does.
"""

from __future__ import annotations

from khabar.stories.models import Story


def comments_key(story: Story) -> str:
    """Return the key of all pages that show a story's thread."""
    return f"comments/{story.number}"
