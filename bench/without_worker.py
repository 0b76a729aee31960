"""The terminal UI on a home, at a fixed time, without a worker: `python bench/without_worker.py HOME`."""

import sys
from datetime import datetime
from pathlib import Path

import homes

from collabtui.app import CollabApp
from collabtui.catalogue import Catalogue
from collabtui.home import Home
from collabtui.services import Services


def main(home: Path) -> None:
    now = datetime.fromisoformat(homes.NOW)
    CollabApp(Services(Home(home), lambda: now, Catalogue("en")), None).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
