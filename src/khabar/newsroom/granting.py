"""The desk's roles: groups with what each may do, made once after the tables are.

A newsroom may change, rename or remove them: a group is only given its permissions when it is made.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission

ACCESS = ("wagtailadmin.access_admin",)
PICTURES = ("add_picture", "change_picture", "choose_picture")
WRITING = (
    "khabar_stories.add_story",
    "khabar_stories.change_story",
    "khabar_stories.view_story",
    "simple_translation.submit_translation",
)
DECIDING = (
    "khabar_stories.publish_story",
    "khabar_stories.delete_story",
    "khabar_stories.lock_story",
    "khabar_stories.unlock_story",
)
ARRANGING = tuple(
    f"khabar_fronts.{action}_front"
    for action in ("add", "change", "delete", "lock", "publish", "unlock", "view")
)
NAMING = tuple(
    f"khabar_{app}.{action}_{model}"
    for app, model in (
        ("topics", "section"),
        ("topics", "topic"),
        ("contributors", "contributor"),
        ("contributors", "source"),
        ("related", "runningstory"),
    )
    for action in ("add", "change", "delete", "view")
)
DATING = tuple(f"khabar_dating.{action}_announcedmonth" for action in ("add", "view"))
COMMENTS = tuple(f"khabar_comments.{action}_comment" for action in ("change", "delete", "view"))
RULING = tuple(
    f"khabar_comments.{action}_{model}"
    for model in ("policy", "wordrule")
    for action in ("add", "change", "delete", "view")
)
ADVERTS = tuple(f"khabar_adverts.{action}_advert" for action in ("add", "change", "delete", "view"))

ROLES: dict[str, tuple[str, ...]] = {
    "Reporters": ACCESS + WRITING,
    "Section editors": ACCESS + WRITING + DECIDING + ARRANGING + NAMING + DATING,
    "Comment moderators": ACCESS + COMMENTS + RULING,
    "Advert desk": ACCESS + ADVERTS,
}
WITHOUT_PICTURES = {"Comment moderators"}


def grant_roles(**kwargs: Any) -> None:
    """Make each role that doesn't exist yet."""
    for name, permissions in ROLES.items():
        group, made = Group.objects.get_or_create(name=name)
        if made:
            group.permissions.set(_permissions(permissions))
            if name not in WITHOUT_PICTURES:
                _allow_pictures(group)


def _permissions(names: tuple[str, ...]) -> list[Permission]:
    wanted = Q()
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))


def _allow_pictures(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=PICTURES):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
