"""WordPress as Debian has it, with its default theme, in a temporary folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

OURS = Path(__file__).parent / "wordpress"
THEIRS = Path("/usr/share/wordpress")
DATABASE = "khabar_benchmark_wordpress"
PORT = 8310
SITE = f"http://localhost:{PORT}"
PHP = ["php", "-d", "zlib.output_compression=1", "-d", "display_errors=stderr"]
# The server alone: a script of one run gains nothing by it.
CACHE = ["-d", "opcache.enable_cli=1"]
SETUP = {
    "weblog_title": "خبر",
    "user_name": "editor",
    "admin_password": "measured-for-a-minute",
    "admin_password2": "measured-for-a-minute",
    "pw_weak": "1",
    "admin_email": "editor@example.org",
    "language": "ar",
}


@contextmanager
def wordpress(host: str) -> Iterator[dict[str, str]]:
    """Install and serve WordPress while the block lasts; give the environment of its PHP. `host`
    is a MariaDB whose root needs no password."""
    if not THEIRS.exists() or not shutil.which("php"):
        raise SystemExit("apt install wordpress wordpress-theme-twentytwentythree wordpress-l10n"
                         " php-cli php-mysql php-gd mariadb-server")  # fmt: skip
    with TemporaryDirectory() as made, database(host):
        folder = Path(made, "site")
        shutil.copytree(THEIRS, folder, ignore_dangling_symlinks=True)
        shutil.copy(OURS / "wp-config.php", folder)
        (folder / "wp-content/uploads").mkdir(exist_ok=True)
        names = {"DATABASE": DATABASE, "USER": "root", "HOST": host, "FOLDER": str(folder)}
        environment = os.environ | {f"WORDPRESS_{name}": value for name, value in names.items()}
        with served(folder, environment) as process:
            install()
            yield environment | {"SERVER": str(process)}


@contextmanager
def database(host: str) -> Iterator[None]:
    name, _, port = host.partition(":")
    client = ["mariadb", "-h", name, "-P", port or "3306", "-u", "root", "-e"]
    drop = f"DROP DATABASE IF EXISTS {DATABASE};"
    subprocess.run([*client, f"{drop} CREATE DATABASE {DATABASE}"], check=True)
    try:
        yield
    finally:
        subprocess.run([*client, drop], check=True)


@contextmanager
def served(folder: Path, environment: dict[str, str]) -> Iterator[int]:
    """Serve a folder by PHP's own server, four requests at a time; give its process."""
    command = [*PHP, *CACHE, "-S", f"localhost:{PORT}", "-t", str(folder), str(OURS / "router.php")]
    server = subprocess.Popen(
        command,
        env=environment | {"PHP_CLI_SERVER_WORKERS": "4"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for _ in range(40):
            try:
                urllib.request.urlopen(f"{SITE}/readme.html", timeout=5).close()
                break
            except OSError:
                time.sleep(0.25)
        yield server.pid
    finally:
        os.killpg(server.pid, 15)
        server.wait(timeout=10)


def install() -> None:
    """Fill in WordPress's own installation page."""
    form = urllib.parse.urlencode(SETUP).encode()
    with urllib.request.urlopen(f"{SITE}/wp-admin/install.php?step=2", form, timeout=120) as page:
        if b"wp-login.php" not in page.read():
            raise SystemExit("WordPress wasn't installed.")


def publish(environment: dict[str, str], story: dict[str, object]) -> tuple[str, str]:
    """Publish a story as a post; return its address without a picture, and with one."""
    run = subprocess.run(
        [*PHP, str(OURS / "make_posts.php")],
        env=environment,
        cwd=environment["WORDPRESS_FOLDER"],
        input=json.dumps(story),
        capture_output=True,
        text=True,
        check=True,
    )
    bare, pictured = json.loads(run.stdout)
    return bare, pictured


def comments_open(environment: dict[str, str]) -> str:
    """Publish a post that takes comments from anybody at any speed; return its number."""
    run = subprocess.run(
        [*PHP, str(OURS / "open_comments.php")],
        env=environment,
        cwd=environment["WORDPRESS_FOLDER"],
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()
