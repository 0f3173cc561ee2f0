"""`khabar publish_scheduled`: what is due, once, in place of Wagtail's command of that name.

Wagtail's own ends at the first item that fails, and that item loses its schedule.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from khabar.publishing.scheduling import run_tick
from khabar.publishing.timing import Clock


class Command(BaseCommand):
    help = "Publish and take down what is due now. `khabar serve` does so by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        count = run_tick(Clock(probation=timedelta(0)))
        self.stdout.write(f"{count} published or taken down")
