"""A site of two addresses, for tests of the server: settings and addresses in one."""

from __future__ import annotations

import os
import time

from django.http import HttpRequest, HttpResponse
from django.urls import path

from khabar.settings import *  # noqa: F403
from khabar.settings import VAR

ROOT_URLCONF = "tests.website.slow_site"


def slow(request: HttpRequest) -> HttpResponse:
    (VAR / "begun").touch()
    time.sleep(1)
    return HttpResponse("finished")


def process(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(os.getpid()))


urlpatterns = [path("slow/", slow), path("process/", process)]
