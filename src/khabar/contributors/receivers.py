"""What follows a change of a contributor or a source."""

from khabar.contributors.keys import keys_of, keys_of_source, subject_of, subject_of_source
from khabar.contributors.models import Contributor, Source
from khabar.publishing.noting import note_changes

note_changes(Contributor, subject=subject_of, keys=keys_of)
note_changes(Source, subject=subject_of_source, keys=keys_of_source)
