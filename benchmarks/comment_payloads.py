"""Whether any payload of a public list does something as a comment: as name, address and text.

    python benchmarks/comment_payloads.py FILE [FILE ...]

A file has one payload a line. Each is sent over HTTP, in a database of its own, once with a wrong
address, so that the form comes back with it, and once as a comment that is approved. What comes
back is parsed as browsers do and compared with the same page of a harmless reader. Ends with 1
where anything is active that wasn't there.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))
FOLDER = TemporaryDirectory()
os.environ |= {"KHABAR_VAR": FOLDER.name, "DJANGO_SETTINGS_MODULE": "tests.settings"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

# These need Django set up.
from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from khabar.comments.models import Comment  # noqa: E402
from tests.comments.hostile import active  # noqa: E402
from tests.comments.sending import address, page, send  # noqa: E402
from tests.factories import StoryFactory  # noqa: E402
from tests.spool import forget_everything  # noqa: E402

AT_A_TIME = 50


def main() -> None:
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    payloads = payloads_of(sys.argv[1:])
    logging.disable(logging.WARNING)
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    found, threads = in_forms(payloads), 0
    for start in range(0, len(payloads), AT_A_TIME):
        found += in_thread(payloads[start : start + AT_A_TIME])
        threads += 1
        forget_everything()
    print(f"{len(payloads):,} payloads in three fields and {threads:,} threads: {found} active")
    raise SystemExit(int(found > 0))


def payloads_of(files: list[str]) -> list[str]:
    lines = (line for file in files for line in Path(file).read_text(errors="replace").split("\n"))
    return list(dict.fromkeys(line.rstrip("\r") for line in lines if line.strip()))


def in_forms(payloads: list[str]) -> int:
    """Return how many do something in the form that comes back."""
    story, found = StoryFactory(published=True), 0
    fine = active(send(story, name="", email="nobody", text="").content.decode())
    for payload in payloads:
        response = send(story, name=payload, email=f"{payload} nobody", text=payload)
        if strange := active(response.content.decode()) - fine:
            found += 1
            print(f"  in the form: {payload!r}: {dict(strange)}")
    return found


def in_thread(payloads: list[str]) -> int:
    """Return on how many pages of a thread any of them does something."""
    pages = []
    for texts in (payloads, ["كلام عادي"] * len(payloads)):
        story = StoryFactory(published=True)
        for number, text in enumerate(texts):
            words = {"text": f"{number}\n{text}"[:4000], "email": f"reader{number}@example.org"}
            if send(story, name=text[:40], **words).status_code != 303:
                send(story, name="x", **words)
        Comment.objects.update(status="approved")
        if Comment.objects.filter(story=story).count() != len(texts):
            raise SystemExit("Not all came in.")
        places = (story.get_absolute_url(), address(story), f"{address(story)}feed.xml")
        pages.append([active(page(place)) for place in places])
    strange = [theirs - ours for theirs, ours in zip(*pages, strict=True)]
    for one in filter(None, strange):
        print(f"  in a thread: {dict(one)}")
    return sum(map(bool, strange))


if __name__ == "__main__":
    main()
