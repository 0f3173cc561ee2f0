"""Catalogues: what the check must find. Each test translates a small package of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools.catalogues import check, compile_catalogues, folder_of, update

pytestmark = pytest.mark.once

SOURCE = """
from django.utils.translation import gettext as _, ngettext

def greet(name, count):
    _("Hello %(name)s") % {"name": name}
    return ngettext("%(count)d story", "%(count)d stories", count) % {"count": count}
"""
ARABIC = {
    'msgid "Hello %(name)s"\nmsgstr ""': 'msgid "Hello %(name)s"\nmsgstr "أهلا %(name)s"',
    'msgstr[0] ""': 'msgstr[0] "لا أخبار"',
    'msgstr[1] ""': 'msgstr[1] "خبر واحد"',
    'msgstr[2] ""': 'msgstr[2] "خبران"',
    'msgstr[3] ""': 'msgstr[3] "%(count)d أخبار"',
    'msgstr[4] ""': 'msgstr[4] "%(count)d خبرا"',
    'msgstr[5] ""': 'msgstr[5] "%(count)d خبر"',
}
PERSIAN = {
    'msgid "Hello %(name)s"\nmsgstr ""': 'msgid "Hello %(name)s"\nmsgstr "سلام %(name)s"',
    'msgstr[0] ""': 'msgstr[0] "%(count)d خبر"',
    'msgstr[1] ""': 'msgstr[1] "%(count)d خبر"',
}


def translate(package: Path, language: str, replacements: dict[str, str]) -> None:
    file = folder_of(package, language) / "django.po"
    text = file.read_text()
    for old, new in replacements.items():
        assert old in text
        text = text.replace(old, new)
    file.write_text(text)
    compile_catalogues(package)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("xgettext"):
        pytest.skip("GNU gettext is needed: apt install gettext")
    folder = tmp_path_factory.mktemp("whole")
    (folder / "greeting.py").write_text(SOURCE)
    update(folder)
    translate(folder, "ar", ARABIC)
    translate(folder, "fa", PERSIAN)
    return folder


@pytest.fixture
def package(whole: Path, tmp_path: Path) -> Path:
    """A package whose catalogues are whole."""
    return shutil.copytree(whole, tmp_path, dirs_exist_ok=True)


def found(package: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what the check complains of, which must be something."""
    capsys.readouterr()
    assert check(package) == 1
    return capsys.readouterr().out


def test_whole_catalogues_pass(package: Path) -> None:
    assert check(package) == 0


def test_an_update_without_news_changes_no_file(package: Path) -> None:
    files = [*package.rglob("*.po"), *package.rglob("*.mo")]
    before = [file.read_bytes() for file in files]
    update(package)
    assert [file.read_bytes() for file in files] == before
    assert len(files) == 6


def test_a_new_message_is_missing_until_the_update(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "greeting.py").write_text(SOURCE + '\n_("Farewell")\n')
    assert "ar: 'Farewell': isn't in the catalogue" in found(package, capsys)
    update(package)
    complaints = found(package, capsys)
    assert "ar: 'Farewell': isn't translated" in complaints
    assert "fa: 'Farewell': isn't translated" in complaints
    assert "en:" not in complaints


def test_messages_in_templates_count(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "page.html").write_text('{% load i18n %}{% translate "Read on" %}')
    assert "ar: 'Read on'" in found(package, capsys)


def test_a_message_that_left_the_source_is_told(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (package / "greeting.py").write_text(SOURCE.replace("Hello %(name)s", "Hi"))
    assert "fa: 'Hello %(name)s': is no longer used" in found(package, capsys)


@pytest.mark.parametrize(
    ("language", "old", "new", "complaint"),
    [
        ("ar", "أهلا %(name)s", "أهلا", "has other placeholders"),
        ("ar", "أهلا %(name)s", "أهلا %(nam)s", "has other placeholders"),
        ("ar", "%(count)d أخبار", "أخبار", "has other placeholders"),
        ("ar", "خبران", "", "lacks a plural form"),
        ("fa", 'msgstr[1] "%(count)d خبر"', 'msgstr[1] "خبر"', "has other placeholders"),
        ("fa", 'msgid "Hello', '#, fuzzy\nmsgid "Hello', "is fuzzy"),
        ("fa", "سلام", "سلام علي", "a letter of the other language"),
        ("ar", "أهلا", "یا أهلا", "a letter of the other language"),
        ("ar", "nplurals=6; plural=n==0 ? 0 : ", "nplurals=5; plural=", "Plural-Forms must be"),
    ],
)
def test_a_wrong_translation_is_told(
    package: Path,
    capsys: pytest.CaptureFixture[str],
    language: str,
    old: str,
    new: str,
    complaint: str,
) -> None:
    translate(package, language, {old: new})
    assert f"{language}: " in (complaints := found(package, capsys))
    assert complaint in complaints


def test_a_catalogue_that_was_not_compiled_is_told(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder_of(package, "fa") / "django.po"
    file.write_text(file.read_text().replace("سلام", "درود"))
    assert "fa: django.mo is older than django.po; run compile" in found(package, capsys)


def test_an_english_wording_may_differ_from_the_source(package: Path) -> None:
    hello = 'msgid "Hello %(name)s"\nmsgstr "'
    translate(package, "en", {hello: hello + "Good day, %(name)s"})
    assert check(package) == 0
