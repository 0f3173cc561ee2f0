"""The readers' addresses."""

import re

from django.conf import settings
from django.urls import URLPattern, path, re_path

from khabar.website.views import (
    adverts,
    appeals,
    archive,
    brands,
    cards,
    comments,
    feeds,
    fronts,
    installing,
    lists,
    privacy,
    receipts,
    running,
    searching,
    stories,
    topics,
)

LANGUAGE = f"(?P<language>{'|'.join(code for code, _ in settings.LANGUAGES)})"
SLUG = r"(?P<slug>[-\w]+)"
FINGERPRINT = "(?P<fingerprint>[0-9a-f]{12})"
PROOF = r"(?P<proof>[-:\w]{10,300})"
COMMENT = RUNNING = "(?P<pk>[0-9]{1,18})"
DIGITS = "(?P<digits>[0-9٠-٩۰-۹]{1,12})"
YEAR, MONTH, DAY = (
    f"(?P<{name}>[0-9٠-٩۰-۹]{{{length}}})"
    for name, length in (("year", "4"), ("month", "1,2"), ("day", "1,2"))
)


def feeds_below(address: str, views: feeds.Views) -> list[URLPattern]:
    """Return the addresses of a list's feeds."""
    return [re_path(f"^{address}{re.escape(form)}$", view) for form, view in views.items()]


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
    re_path(rf"^{LANGUAGE}/search/suggestions\.json$", searching.suggestions, name="suggestions"),
    re_path(rf"^{LANGUAGE}/topic/{SLUG}/$", topics.topic, name="topic"),
    re_path(rf"^{LANGUAGE}/topics/$", topics.topics, name="topics"),
    re_path(rf"^{LANGUAGE}/running/{RUNNING}/$", running.running_story, name="running-story"),
    re_path(rf"^{LANGUAGE}/by/{SLUG}/$", lists.contributor, name="contributor"),
    re_path(rf"^{LANGUAGE}/source/{SLUG}/$", lists.source, name="source"),
    re_path(rf"^{LANGUAGE}/privacy/$", privacy.privacy, name="privacy"),
    re_path(rf"^{LANGUAGE}/privacy/{PROOF}/$", privacy.mine, name="privacy-mine"),
    re_path(rf"^{LANGUAGE}/comments/follow/{PROOF}/$", privacy.follow, name="comments-follow"),
    re_path(
        rf"^{LANGUAGE}/comments/unfollow/{PROOF}/$", privacy.unfollow, name="comments-unfollow"
    ),
    re_path(rf"^{LANGUAGE}/{DIGITS}/comments/feed\.xml$", comments.feed),
    path("comments/task.json", receipts.task, name="comment-task"),
    re_path(rf"^{LANGUAGE}/{DIGITS}/comments/$", comments.comments, name="comments"),
    re_path(rf"^{LANGUAGE}/{DIGITS}/comments/vote/$", receipts.vote, name="comment-vote"),
    re_path(rf"^{LANGUAGE}/{DIGITS}/comments/report/$", receipts.send_report),
    re_path(rf"^{LANGUAGE}/{DIGITS}/comments/appeal/$", appeals.appeal, name="comment-appeal"),
    re_path(rf"^{LANGUAGE}/{DIGITS}/comments/{COMMENT}/reply/$", comments.reply),
    re_path(rf"^{LANGUAGE}/{DIGITS}/comments/{COMMENT}/report/$", comments.report),
    re_path(
        rf"^{LANGUAGE}/{DIGITS}/comments/received/(?P<receipt>[-\w]{{1,120}})/$",
        receipts.comment_received,
        name="comment-received",
    ),
    re_path(rf"^{LANGUAGE}/{DIGITS}/$", stories.story, name="story"),
    # Without its slash a number is a number all the same: one redirect settles all of it.
    re_path(rf"^{LANGUAGE}/{DIGITS}$", stories.story),
    re_path(rf"^{LANGUAGE}/{SLUG}/$", fronts.section, name="section"),
    *feeds_below(f"{LANGUAGE}/", feeds.edition),
    *feeds_below(f"{LANGUAGE}/topic/{SLUG}/", feeds.topic),
    *feeds_below(f"{LANGUAGE}/running/{RUNNING}/", feeds.running),
    *feeds_below(f"{LANGUAGE}/by/{SLUG}/", feeds.contributor),
    *feeds_below(f"{LANGUAGE}/source/{SLUG}/", feeds.source),
    *feeds_below(f"{LANGUAGE}/search/", feeds.search),
    *feeds_below(f"{LANGUAGE}/{SLUG}/", feeds.section),
    re_path(rf"^{LANGUAGE}/{DIGITS}/card-{FINGERPRINT}\.png$", cards.story_card, name="story-card"),
    re_path(rf"^{LANGUAGE}/card-{FINGERPRINT}\.png$", cards.paper_card, name="card"),
    re_path(rf"^brand-{FINGERPRINT}\.css$", brands.brand_sheet, name="brand-sheet"),
    path("adverts/<int:pk>/", adverts.follow, name="advert"),
]
