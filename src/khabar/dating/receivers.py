"""What follows an announcement."""

from khabar.dating.keys import keys_of, subject_of
from khabar.dating.models import AnnouncedMonth
from khabar.publishing.noting import note_changes

note_changes(AnnouncedMonth, subject=subject_of, keys=keys_of)
