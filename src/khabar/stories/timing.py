"""How long a story takes to read."""

from __future__ import annotations

from typing import Final

from khabar.stories.models import Story
from khabar.stories.reading import plain_text

WORDS_A_MINUTE: Final = {"ar": 138, "en": 228}
"""What adults from 18 to 35 years read aloud, 25 in each language (standard deviations 20 and 30),
from the International Reading Speed Texts: S. Trauzettel-Klosinski and K. Dietz, "Standardized
Assessment of Reading Performance", IOVS 53 (2012), 5452-5461, doi:10.1167/iovs.11-8284. In silence
English is read at 238 (M. Brysbaert, Journal of Memory and Language 109 (2019), 104047), so the
minutes shown are rather too many than too few."""

OF_ANY_LANGUAGE: Final = 184
"""Their mean of 17 languages (standard deviation 29). It stands for Persian, which isn't among them
and for which we know of no such measurement."""


def minutes_to_read(story: Story) -> int:
    """Return the minutes that lead and body take, to the nearest and at least one."""
    words = len(f"{story.lead} {plain_text(story.body)}".split())
    return max(1, round(words / WORDS_A_MINUTE.get(story.language, OF_ANY_LANGUAGE)))
