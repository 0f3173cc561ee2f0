"""What the index keeps in the database: which archive it belongs to."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Archive(models.Model):
    """The archive of this database. There is one row.

    An index names the archive that it was made of. Where the database was exchanged or brought back
    from a backup of another newsroom, the index beside it is told by this.
    """

    identity = models.UUIDField(_("identity"), default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("archive")
        verbose_name_plural = _("archives")

    def __str__(self) -> str:
        return str(self.identity)
