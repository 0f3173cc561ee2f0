"""A bare Wagtail site, as a tutorial makes it: what `pages.py` measures a story's page beside."""
