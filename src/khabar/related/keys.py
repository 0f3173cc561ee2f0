"""What a change of a list of related news changes for readers: the page that shows it.

`related/<number>` is carried by the story's own page alone, so that a list that changes leaves
fronts and sections as they are. A story that leaves lists because it was unpublished purges the
pages that show it by its own key. `running/<key>` is carried by the page and the feeds of a running
story.
"""

from __future__ import annotations

from khabar.stories.models import Story


def related_key(story: Story) -> str:
    """Return the key of the page that shows the list beside `story`."""
    return f"related/{story.number}"


def running_key(running: int) -> str:
    """Return the key of what shows a running story: its page and its feeds."""
    return f"running/{running}"
