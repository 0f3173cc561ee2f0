"""Keep the translations of the interface whole: Arabic, Persian, and English as it is written.

    .venv/bin/python tools/catalogues.py update    after strings changed: add and drop messages
    .venv/bin/python tools/catalogues.py compile   after translating: write the .mo files
    .venv/bin/python tools/catalogues.py check     say what is missing or wrong

`update` and `check` need GNU gettext (`apt install gettext`). The compiled catalogues are in the
repository, so that a machine without it runs Khabar in every language.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parents[1] / "src/khabar"
LANGUAGES = ("ar", "fa", "en")
# The source strings are English: its catalogue may leave every message as it is.
SOURCE_LANGUAGE = "en"
# Arabic says none, one and two without a number: "تعليقان".
FORMS_WITHOUT_NUMBER = {"ar": 3}
# As in Django's own catalogues, with which ours are merged.
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3"
    " : n%100>=11 && n%100<=99 ? 4 : 5;",
    "fa": "nplurals=2; plural=(n > 1);",
    "en": "nplurals=2; plural=(n != 1);",
}
# Two letters that look alike and are not: each language has its own yeh and kaf.
LETTERS_OF_THE_OTHER = {"ar": re.compile("[یک]"), "fa": re.compile("[يكى]")}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Khabar\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""
DATE = re.compile(r'^"POT-Creation-Date:.*\n', re.MULTILINE)


def folder_of(package: Path, language: str) -> Path:
    """Return the folder of the catalogues of `language`."""
    return package / "locale" / language / "LC_MESSAGES"


def read(path: Path, language: str | None = None) -> Catalog:
    """Read a .po or .pot file."""
    with path.open("rb") as file:
        return read_po(file, locale=language)


def make_messages(package: Path, *options: str) -> None:
    """Run Django's makemessages in `package`, outside any installation's settings."""
    if not shutil.which("xgettext"):
        sys.exit("GNU gettext is needed: apt install gettext")
    surroundings = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    languages = [f"--locale={language}" for language in LANGUAGES]
    command = [sys.executable, "-m", "django", "makemessages", *languages, *options]
    extensions = ["--extension=py,html", "--add-location=file", "--no-wrap", "--no-obsolete"]
    subprocess.run([*command, *extensions], cwd=package, env=surroundings, check=True)


def extract(package: Path) -> Catalog:
    """Return every message in the source, leaving the work tree as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "khabar")
        (copy / "locale").mkdir(parents=True)
        for source in [*package.rglob("*.py"), *package.rglob("*.html")]:
            target = copy / source.relative_to(package)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        make_messages(copy, "--keep-pot", "--verbosity=0")
        template = copy / "locale/django.pot"
        # gettext leaves the plural forms of no language for somebody to fill in.
        template.write_text(template.read_text().replace("nplurals=INTEGER", "nplurals=2"))
        return read(template)


def compiled(catalogue: Catalog) -> bytes:
    """Return a catalogue as the program reads it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def compile_catalogues(package: Path = PACKAGE) -> int:
    """Write the .mo file of each language."""
    for language in LANGUAGES:
        file = folder_of(package, language) / "django.po"
        file.with_suffix(".mo").write_bytes(compiled(read(file, language)))
    return 0


def update(package: Path = PACKAGE) -> int:
    """Bring the messages of every catalogue up to the source, and compile them."""
    files = {language: folder_of(package, language) / "django.po" for language in LANGUAGES}
    for language, file in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_text(HEADER.format(language=language, plurals=PLURAL_FORMS[language]))
    before = {file: file.read_text() for file in files.values()}
    make_messages(package)
    for file, text in before.items():
        # A new date alone is no news.
        if DATE.sub("", file.read_text()) == DATE.sub("", text):
            file.write_text(text)
    return compile_catalogues(package)


def check(package: Path = PACKAGE) -> int:
    """Print what is missing or wrong and return how the program should end."""
    messages = extract(package)
    found = [line for language in LANGUAGES for line in complaints(package, language, messages)]
    print(*found or ["The catalogues are whole."], sep="\n")
    return int(bool(found))


def complaints(package: Path, language: str, messages: Catalog) -> Iterator[str]:
    """Say what is missing or wrong in the catalogue of one language."""
    file = folder_of(package, language) / "django.po"
    if not file.exists():
        yield f"{language}: there is no {file}; run update"
        return
    catalogue = read(file, language)
    if catalogue.num_plurals != int(PLURAL_FORMS[language][len("nplurals=")]):
        yield f"{language}: Plural-Forms must be {PLURAL_FORMS[language]}"
    for line in [*about_messages(language, messages, catalogue), *unused(messages, catalogue)]:
        yield f"{language}: {line}"
    compiled_file = file.with_suffix(".mo")
    if not compiled_file.exists() or compiled_file.read_bytes() != compiled(catalogue):
        yield f"{language}: {compiled_file.name} is older than {file.name}; run compile"


def about_messages(language: str, messages: Catalog, catalogue: Catalog) -> Iterator[str]:
    """Say what is wrong with the translation of each message of the source."""
    for message in messages:
        if message.id:
            translation = catalogue.get(message.id, message.context)
            for complaint in about(language, message, translation):
                yield f"{message.id!r}: {complaint}"


def about(language: str, message: Message, translation: Message | None) -> Iterator[str]:
    """Say what is wrong with the translation of one message."""
    if translation is None:
        yield "isn't in the catalogue; run update"
    elif translation.fuzzy:
        yield "is fuzzy"
    elif all(forms := forms_of(translation)):
        yield from about_forms(language, forms_of(message, source=True), forms)
    elif any(forms) or language != SOURCE_LANGUAGE:
        yield "isn't translated" if not any(forms) else "lacks a plural form"


def about_forms(language: str, source: list[str], forms: list[str]) -> Iterator[str]:
    """Say what is wrong with the words of a whole translation."""
    for index, form in enumerate(forms):
        original = source[0 if index == 0 else -1]
        required, given = placeholders(original), placeholders(form)
        free = len(source) > 1 and index < FORMS_WITHOUT_NUMBER.get(language, 0)
        if given - placeholders(source[-1]) or (required - given and not free):
            yield f"{form!r} has other placeholders"
        if (strange := LETTERS_OF_THE_OTHER.get(language)) and strange.search(form):
            yield f"{form!r} has a letter of the other language"


def forms_of(message: Message, *, source: bool = False) -> list[str]:
    """Return the forms of a message: one, or as many as there are plurals."""
    forms = message.id if source else message.string
    return [forms] if isinstance(forms, str) else list(forms or [""])


def placeholders(text: str) -> set[str]:
    """Return what will be filled in."""
    return set(PLACEHOLDER.findall(text))


def unused(messages: Catalog, catalogue: Catalog) -> Iterable[str]:
    """Say which messages no longer stand in the source."""
    for message in catalogue:
        if message.id and messages.get(message.id, message.context) is None:
            yield f"{message.id!r}: is no longer used; run update"


COMMANDS: dict[str, Callable[[], int]] = {
    "update": update,
    "compile": compile_catalogues,
    "check": check,
}

if __name__ == "__main__":
    if sys.argv[1:] not in [[name] for name in COMMANDS]:
        sys.exit(__doc__)
    sys.exit(COMMANDS[sys.argv[1]]())
