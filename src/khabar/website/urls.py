"""The readers' addresses."""

from django.conf import settings
from django.urls import path, re_path

from khabar.website.views import (
    adverts,
    archive,
    brands,
    cards,
    comments,
    feeds,
    fronts,
    installing,
    lists,
    searching,
    stories,
)

LANGUAGE = f"(?P<language>{'|'.join(code for code, _ in settings.LANGUAGES)})"
FINGERPRINT = "(?P<fingerprint>[0-9a-f]{12})"
DIGITS = "(?P<digits>[0-9٠-٩۰-۹]{1,12})"
YEAR, MONTH, DAY = (
    f"(?P<{name}>[0-9٠-٩۰-۹]{{{length}}})"
    for name, length in (("year", "4"), ("month", "1,2"), ("day", "1,2"))
)

urlpatterns = [
    path("", fronts.choose_edition, name="editions"),
    re_path(rf"^{DIGITS}/?$", stories.short_address, name="short-address"),
    re_path(rf"^{LANGUAGE}/$", fronts.front, name="front"),
    re_path(rf"^{LANGUAGE}/archive/$", archive.years, name="archive"),
    re_path(rf"^{LANGUAGE}/archive/{YEAR}/$", archive.year, name="archive-year"),
    re_path(rf"^{LANGUAGE}/archive/{YEAR}/{MONTH}/$", archive.month, name="archive-month"),
    re_path(rf"^{LANGUAGE}/archive/{YEAR}/{MONTH}/{DAY}/$", archive.day, name="archive-day"),
    path("sw.js", installing.worker, name="worker"),
    re_path(rf"^{LANGUAGE}/manifest\.webmanifest$", installing.manifest, name="manifest"),
    re_path(rf"^{LANGUAGE}/icon-(?P<size>\d{{2,3}})\.png$", installing.icon, name="icon"),
    re_path(rf"^{LANGUAGE}/offline/$", installing.offline, name="offline"),
    re_path(rf"^{LANGUAGE}/search/$", searching.search, name="search"),
    re_path(rf"^{LANGUAGE}/topic/(?P<slug>[-\w]+)/$", lists.topic, name="topic"),
    re_path(rf"^{LANGUAGE}/by/(?P<slug>[-\w]+)/$", lists.contributor, name="contributor"),
    re_path(rf"^{LANGUAGE}/{DIGITS}/comments/$", comments.comments, name="comments"),
    re_path(
        rf"^{LANGUAGE}/{DIGITS}/comments/received/(?P<receipt>[-\w:]{{1,120}})/$",
        comments.comment_received,
        name="comment-received",
    ),
    re_path(rf"^{LANGUAGE}/{DIGITS}/$", stories.story, name="story"),
    # Without its slash a number is a number all the same: one redirect settles all of it.
    re_path(rf"^{LANGUAGE}/{DIGITS}$", stories.story),
    re_path(rf"^{LANGUAGE}/(?P<slug>[-\w]+)/$", fronts.section, name="section"),
    re_path(rf"^{LANGUAGE}/feed\.xml$", feeds.edition, name="feed"),
    re_path(rf"^{LANGUAGE}/topic/(?P<slug>[-\w]+)/feed\.xml$", feeds.topic),
    re_path(rf"^{LANGUAGE}/by/(?P<slug>[-\w]+)/feed\.xml$", feeds.contributor),
    re_path(rf"^{LANGUAGE}/(?P<slug>[-\w]+)/feed\.xml$", feeds.section),
    re_path(rf"^{LANGUAGE}/{DIGITS}/card-{FINGERPRINT}\.png$", cards.story_card, name="story-card"),
    re_path(rf"^{LANGUAGE}/card-{FINGERPRINT}\.png$", cards.paper_card, name="card"),
    re_path(rf"^brand-{FINGERPRINT}\.css$", brands.brand_sheet, name="brand-sheet"),
    path("adverts/<int:pk>/", adverts.follow, name="advert"),
]
