"""An installation's settings, pointed at a folder that is gone after the run."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before Khabar's settings are read, and always: a test must never write where a newsroom does.
# Every process of a run, so every xdist worker, has a folder of its own.
os.environ["KHABAR_VAR"] = tempfile.mkdtemp(prefix="khabar-tests-")
atexit.register(shutil.rmtree, os.environ["KHABAR_VAR"], ignore_errors=True)

from khabar.settings import *  # noqa: E402, F403
from khabar.settings import DATABASES, STATIC_ROOT, STORAGES, VAR  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file and not memory, so that the live server and threads open it as they do in production.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(VAR) / "test.db")}
    options = DATABASES["default"]["OPTIONS"]
    # Nothing here has to survive a power cut.
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
else:
    # A connection that outlives its request would keep the test database from being dropped.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    # Nor has anything here to survive a power cut.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
