"""What pip would do, for a Python that has no pip yet.

    _pip.py index                the package index that pip is configured to use; exit 1 when it was not configured
    _pip.py fetch LOCK FOLDER    download the pip that LOCK names, check its hash, print the path of the wheel

Runs on the bare standard library. Of pip's configuration it knows `index-url` and `cert`.
"""

import configparser
import hashlib
import os
import re
import ssl
import sys
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

PIPS_OWN_INDEX = "https://pypi.org/simple"
SECONDS = 30


def configuration_files() -> list[Path]:
    """From the weakest to the strongest."""
    home = Path.home()
    shared = os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg"
    own = os.environ.get("XDG_CONFIG_HOME") or home / ".config"
    folders = [*(Path(folder) / "pip" for folder in shared.split(":")), Path("/etc"), home / ".pip", Path(own) / "pip"]
    named = os.environ.get("PIP_CONFIG_FILE")
    if named == os.devnull:  # pip's way to say: read no file at all
        return []
    return [folder / "pip.conf" for folder in folders] + ([Path(named)] if named else [])


def setting(name: str) -> str | None:
    if value := os.environ.get("PIP_" + name.upper().replace("-", "_")):
        return value
    files = configparser.RawConfigParser()
    files.read(configuration_files())
    return files.get("install", name, fallback=files.get("global", name, fallback=None))


def locked(lock: Path, name: str) -> tuple[str, set[str]]:
    """The version and the SHA-256 hashes that the lock file has for a package."""
    entry = re.search(rf"^{name}==(\S+)((?:\s*\\\n\s+--hash=sha256:[0-9a-f]+)+)", lock.read_text(), re.MULTILINE)
    if entry is None:
        sys.exit(f"collabtui: {lock} names no {name}")
    return entry[1], set(re.findall(r"sha256:([0-9a-f]+)", entry[2]))


class Links(HTMLParser):
    """The files of a project's page on a package index (PEP 503)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.targets.extend(value for name, value in attrs if name == "href" and value)


def fetch(lock: Path, folder: Path) -> Path:
    version, hashes = locked(lock, "pip")
    wheel = f"pip-{version}-py3-none-any.whl"
    trust = ssl.create_default_context(cafile=setting("cert"))

    def read(url: str) -> bytes:
        with urllib.request.urlopen(url, timeout=SECONDS, context=trust) as answer:  # noqa: S310 - pip's own index
            content: bytes = answer.read()
            return content

    page = (setting("index-url") or PIPS_OWN_INDEX).rstrip("/") + "/pip/"
    for link in Links(read(page).decode()).targets:
        target = urldefrag(urljoin(page, link)).url
        if target.endswith("/" + wheel):
            content = read(target)
            if hashlib.sha256(content).hexdigest() not in hashes:
                sys.exit(f"collabtui: {target} is not the file that {lock} names")
            (folder / wheel).write_bytes(content)
            return folder / wheel
    sys.exit(f"collabtui: {page} has no {wheel}")


def main(arguments: list[str]) -> None:
    match arguments:
        case ["index"]:
            index = setting("index-url")
            print(index) if index else sys.exit(1)
        case ["fetch", lock, folder]:
            try:
                print(fetch(Path(lock), Path(folder)))
            except OSError as error:
                sys.exit(f"collabtui: pip could not be fetched: {error}")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
