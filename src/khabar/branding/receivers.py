"""What follows a change of the brand."""

from khabar.branding.keys import keys_of, subject_of
from khabar.branding.models import Brand
from khabar.publishing.noting import note_changes

note_changes(Brand, subject=subject_of, keys=keys_of)
