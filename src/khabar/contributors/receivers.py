"""What follows a change of a contributor."""

from khabar.contributors.keys import keys_of, subject_of
from khabar.contributors.models import Contributor
from khabar.publishing.noting import note_changes

note_changes(Contributor, subject=subject_of, keys=keys_of)
