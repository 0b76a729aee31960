"""The terminal UI on a home, at a fixed time, without a worker: `python bench/without_worker.py HOME`."""

import gc
import sys
from datetime import datetime
from pathlib import Path


def main(home: Path) -> None:
    gc.disable()  # as the command does; the app turns it on
    import homes

    from collabtui.app import CollabApp
    from collabtui.home import Home
    from collabtui.session.services import Services
    from collabtui.text.catalogue import Catalogue

    now = datetime.fromisoformat(homes.NOW)
    CollabApp(Services(Home(home), lambda: now, Catalogue("en")), None).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
