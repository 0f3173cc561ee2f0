"""What follows a change of a section or a topic."""

from khabar.publishing.noting import note_changes
from khabar.topics.keys import (
    keys_of_section,
    keys_of_topic,
    subject_of_section,
    subject_of_topic,
)
from khabar.topics.models import Section, Topic

note_changes(Section, subject=subject_of_section, keys=keys_of_section)
note_changes(Topic, subject=subject_of_topic, keys=keys_of_topic)
