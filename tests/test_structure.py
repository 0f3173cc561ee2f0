"""The house as `docs/explanation/architecture.md` draws it.

import-linter sees every import and nothing else. Here is what it can't see: names in strings and in
templates, the nouns that a file may be called by, and labels that become names of tables.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.db.models import Field
from django.template.backends.django import get_installed_libraries

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src/khabar"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
LAYERS: list[list[str]] = [
    [name.strip(" ()") for name in layer.split("|")]
    for layer in reversed(CONTRACTS["contracts"][0]["layers"])
]
HEIGHTS = {app: height for height, layer in enumerate(LAYERS) for app in layer}
APPS = [config for config in apps.get_app_configs() if config.name.startswith("khabar.")]

NOUNS = {
    "__init__", "apps", "blocks", "checks", "forms", "keys", "models", "querysets", "receivers",
    "tasks", "urls", "wagtail_hooks",
}  # fmt: skip
VAGUE = {"base", "common", "core", "helpers", "lib", "manager", "misc", "services", "utils"}
# Nouns of the trade that are no deed: `language` is made of them, and each is one subject.
SUBJECTS = {
    "calendars", "digits", "direction", "editions", "engine", "lunar_hijri", "month_names",
    "plurals", "slugs", "solar_hijri",
}  # fmt: skip


def app_of(path_or_name: str) -> str:
    """Return the app that a dotted name below `khabar` belongs to."""
    return path_or_name.split(".")[1]


def is_allowed(from_app: str, to_app: str) -> bool:
    """Tell whether one app may know another: itself, or one that stands lower."""
    return from_app == to_app or HEIGHTS[to_app] < HEIGHTS[from_app]


def relations() -> Iterator[tuple[str, str, str]]:
    """Yield the app, name and target app of each relation from a model of ours to one of ours."""
    for config in APPS:
        for model in config.get_models():
            for field in model._meta.get_fields(include_hidden=True):
                target = field.related_model if isinstance(field, Field) else None
                if isinstance(target, type) and target.__module__.startswith("khabar."):
                    name = f"{model.__name__}.{field.name}"
                    yield app_of(model.__module__), name, app_of(target.__module__)


def loads() -> Iterator[tuple[str, str, str]]:
    """Yield the app, file and target app of each tag library of ours that a template loads."""
    libraries = get_installed_libraries()
    for template in HOUSE.glob("*/templates/**/*.html"):
        app = template.relative_to(HOUSE).parts[0]
        for names in re.findall(r"{%\s*load\s+(.*?)%}", template.read_text(), re.DOTALL):
            for name in names.split(" from ")[-1].split():
                module = libraries.get(name, "")
                if module.startswith("khabar."):
                    yield app, str(template.relative_to(ROOT)), app_of(module)


def test_a_relation_points_to_the_same_app_or_a_lower_one() -> None:
    wrong = [(name, to) for app, name, to in relations() if not is_allowed(app, to)]
    assert wrong == []


def test_the_relations_are_seen() -> None:
    assert ("stories", "Story.section", "topics") in set(relations())
    assert ("stories", "Story.lead_image", "media") in set(relations())


def test_a_template_loads_the_tags_of_the_same_app_or_a_lower_one() -> None:
    wrong = [(file, to) for app, file, to in loads() if not is_allowed(app, to)]
    assert wrong == []


def test_the_loads_are_seen() -> None:
    assert "stories" in {to for app, _file, to in loads() if app == "website"}


@pytest.mark.parametrize("config", APPS, ids=lambda config: config.name)
def test_an_app_has_a_label_of_its_own_and_a_place_among_the_layers(config: AppConfig) -> None:
    app = app_of(config.name)
    assert config.label == f"khabar_{app}"
    assert app in HEIGHTS


def test_templates_static_files_and_tags_stand_under_the_label_of_their_app() -> None:
    stray = [
        path
        for app in HEIGHTS
        for path in [
            *HOUSE.glob(f"{app}/templates/*"),
            *HOUSE.glob(f"{app}/templatetags/[!_]*.py"),
        ]
        if path.stem != f"khabar_{app}" and path.name != "wagtailadmin"
    ]
    assert stray == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [path for path in HOUSE.rglob("*.py") if path.stem in VAGUE] == []


@pytest.mark.parametrize("app", sorted(HEIGHTS))
def test_a_module_is_one_of_the_known_nouns_or_named_for_its_deed(app: str) -> None:
    strange = [
        path.name
        for path in HOUSE.glob(f"{app}/*.py")
        if path.stem not in NOUNS | SUBJECTS and not re.search(r"ing(_\w+)?$", path.stem)
    ]
    assert strange == []


def test_tests_stand_where_the_code_stands() -> None:
    rooms = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert rooms - {"__pycache__", "journeys"} <= set(HEIGHTS) | {"tools"}
