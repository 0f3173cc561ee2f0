"""A new brand reaches readers of a served installation without a restart."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.website.installation import Installation

pytestmark = pytest.mark.once

NAME = """
import django; django.setup()
from khabar.branding.models import Brand
Brand(pk=1, names={"ar": "PAPER"}, link="#7a1fa2").save()
"""


def is_shown(site: Installation, address: str, paper: str) -> bool:
    return paper in site.get(address)[1]


@pytest.mark.faults
def test_a_new_name_and_new_colours_reach_every_kept_page(tmp_path: Path) -> None:
    with Installation(tmp_path) as site:
        site.fill(3)
        site.serve()
        for paper in ("النهار", "المساء"):
            assert "النهار" in site.get("/ar/1/")[1] or paper == "النهار"
            site.python(NAME.replace("PAPER", paper))
            for address in ("/ar/1/", "/ar/"):
                shown = partial(is_shown, site, address, paper)
                assert site.eventually(shown, seconds=60)
        assert "brand-" in site.get("/ar/1/")[1]
