"""What a web server calls: finished pages, and Django behind them."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khabar.settings")

django_application = get_wsgi_application()

# These need Django's settings.
from khabar.delivery.serving import FinishedPages  # noqa: E402
from khabar.website.accepting import Counter, Taking  # noqa: E402

application = Counter(FinishedPages(django_application), Taking())
