"""What a web server calls: finished pages, and Django behind them."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khabar.settings")

django_application = get_wsgi_application()

from khabar.delivery.serving import FinishedPages  # noqa: E402  (needs Django's settings)

application = FinishedPages(django_application)
