"""The `khabar` command: Django's command line with Khabar's settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command that the words of the command line name."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khabar.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
