from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

FRONT = {"LOCATION": "http://127.0.0.1"}


def check() -> str:
    """Return what `khabar check` says about pages."""
    said = StringIO()
    call_command("check", stderr=said, stdout=said)
    return said.getvalue()


def test_a_sound_installation_has_nothing_to_say(website):
    assert "khabar_delivery" not in check()


def test_a_folder_that_cannot_be_written_is_refused(website, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.KHABAR_PAGES_FOLDER = tmp_path / "file" / "pages"
    with pytest.raises(SystemCheckError, match="khabar_delivery.E001"):
        check()


def test_a_front_that_does_not_exist_is_refused(website, settings):
    settings.KHABAR_PAGES_IN_FRONT = [FRONT | {"BACKEND": "nothing.Here"}]
    with pytest.raises(SystemCheckError, match="khabar_delivery.E002"):
        check()


def test_hardly_any_disk_is_a_warning(website, settings):
    settings.KHABAR_PAGES_DISK = 1000
    assert "khabar_delivery.W001" in check()
