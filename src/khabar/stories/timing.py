"""How long a story takes to read."""

from __future__ import annotations

from typing import Final

from khabar.stories.models import Story
from khabar.stories.reading import plain_text

WORDS_A_MINUTE: Final = {"ar": 138, "en": 228}
"""Adults reading aloud, from the International Reading Speed Texts: S. Trauzettel-Klosinski and
K. Dietz, "Standardized Assessment of Reading Performance", IOVS 53 (2012), 5452-5461."""

OF_ANY_LANGUAGE: Final = 184
"""Their mean of 17 languages. Persian isn't among them."""


def minutes_to_read(story: Story) -> int:
    """Return the minutes that lead and body take, to the nearest and at least one."""
    words = len(f"{story.lead} {plain_text(story.body)}".split())
    return max(1, round(words / WORDS_A_MINUTE.get(story.language, OF_ANY_LANGUAGE)))
