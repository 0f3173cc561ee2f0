"""Who signs in at the desk. Who is credited on a story is a contributor, not an account."""

from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """One person's account at the desk."""

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
