"""What follows a change of an advert."""

from khabar.adverts.keys import keys_of, subject_of
from khabar.adverts.models import Advert
from khabar.publishing.noting import note_changes

note_changes(Advert, subject=subject_of, keys=keys_of)
