"""What follows a front's publication."""

from khabar.fronts.keys import keys_of, subject_of
from khabar.fronts.models import Front
from khabar.publishing.following import follow
from khabar.publishing.planning import register_schedule

follow(Front, subject=subject_of, keys=keys_of)
register_schedule(Front)
