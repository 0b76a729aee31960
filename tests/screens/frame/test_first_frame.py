import gc
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.css import parse as parser
from textual.strip import Strip

from collabtui.app import OPENED_NEXT, CollabApp
from collabtui.home import Home
from collabtui.screens.frame.kept_stylesheet import KeptStylesheet
from collabtui.screens.meetings.meeting_page import MODULES
from collabtui.session.services import Services
from collabtui.session.store_session import Session
from collabtui.text.catalogue import Catalogue
from collabtui.widgets.rows import Rows
from support.paths import SOURCE
from support.player import Player, Stage

HEAVY = ("pydantic", "jinja2", "sqlite_utils", "icalendar")
ROOMS = tuple(f"collabtui.{room}" for room in ("domain.model", "language", "mail", "formats", "lifecycle", "worker"))
"""Of the domain what every model needs: places, refs and deadlines are plain values."""


def test_the_first_frame_waits_for_no_model_and_no_mail() -> None:
    probe = (
        "import json, sys, collabtui.app, collabtui.screens.today.page, collabtui.screens.meetings.page\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    command, environ = [sys.executable, "-c", probe], {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)  # noqa: S603  # ours
    modules = json.loads(done.stdout)
    assert [name for name in modules if name.split(".")[0] in HEAVY or name.startswith(ROOMS)] == []


MOST_MODULES = 91
"""Of ours, imported before the first frame on an ordinary day; each costs it a tenth of a millisecond and more. Who
needs one more of them finds one that can wait: what is shown later imports what it needs then."""


async def test_the_first_frame_imports_few_modules(stage: Stage) -> None:
    probe = (
        "import asyncio, json, sys\n"
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "import collabtui.main, collabtui.cli.base.context, collabtui.app\n"
        "from collabtui.home import Home\n"
        "from collabtui.session.services import Services\n"
        "from collabtui.text.catalogue import Catalogue\n"
        "from collabtui.widgets.rows import Rows\n"
        "draw, found = Rows.render_line, []\n"
        "def watched(self, y):\n"
        "    found[:] = found or [name for name in sys.modules if name.startswith('collabtui')]\n"
        "    return draw(self, y)\n"
        "Rows.render_line = watched\n"
        "services = Services(Home(Path(sys.argv[1])), lambda: datetime.now(UTC), Catalogue('en'))\n"
        "async def paint():\n"
        "    async with collabtui.app.CollabApp(services, None).run_test(size=(120, 40)) as pilot:\n"
        "        while not found:\n"
        "            await pilot.pause(0.01)\n"
        "asyncio.run(paint())\n"
        "print(json.dumps(found))"
    )
    command, environ = [sys.executable, "-c", probe, str(stage.home.root)], {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)  # noqa: S603, ASYNC221  # ours
    assert len(json.loads(done.stdout)) <= MOST_MODULES, done.stdout


def test_no_page_that_is_made_ready_brings_an_editor_of_texts() -> None:
    """It takes half a megabyte, and comes with the first text that is long."""
    probe = f"import sys, {', '.join(OPENED_NEXT)}\nprint(*sys.modules)"
    command, environ = [sys.executable, "-c", probe], {"PYTHONPATH": str(SOURCE)}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)  # noqa: S603  # ours
    assert "textual.widgets._text_area" not in done.stdout.split()


async def test_nothing_is_drawn_while_textual_holds_back_what_is_drawn(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be drawn twice, and shown a frame later."""
    held: list[bool] = []
    draw = Rows.render_line

    def watched(self: Rows, y: int) -> Strip:
        held.append(self.app._batch_count > 0)  # nothing else tells
        return draw(self, y)

    monkeypatch.setattr(Rows, "render_line", watched)
    async with stage.play() as player:
        await player.until(lambda: bool(held))
    assert not held[0]


@pytest.fixture
def uncollected() -> Iterator[None]:
    """As the command starts the screens: nothing is collected while things are imported."""
    gc.disable()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("uncollected")
async def test_garbage_is_collected_once_the_pages_are_ready_and_what_was_imported_is_not_looked_through(
    stage: Stage,
) -> None:
    async with stage.play() as player:
        await player.until(gc.isenabled)
        assert gc.get_freeze_count() > 50_000
        assert "collabtui.screens.actions.page" in sys.modules


@pytest.mark.usefixtures("uncollected")
async def test_it_is_collected_too_where_nothing_is_configured_yet(tmp_path: Path) -> None:
    app = CollabApp(Services(Home(tmp_path), lambda: datetime.now(UTC), Catalogue("en")), None)
    async with app.run_test() as pilot:
        await Player(pilot).until(gc.isenabled)


async def test_the_pages_of_a_meeting_are_made_ready_where_one_can_be_chosen(
    planned: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Session, "warm_up", lambda _, *modules: asked.extend(modules))
    async with planned.play() as player:
        await player.settle()
        assert not set(MODULES) & set(asked)
        player.app.screen.query_one("#next").focus()
        await player.settle()
        assert set(MODULES) <= set(asked)
        asked.clear()
        await player.press("2")
        assert set(MODULES) <= set(asked)


async def test_a_page_that_brings_a_sheet_has_no_other_parsed_again(
    planned: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: Counter[str] = Counter()
    parse = parser.parse

    def counted(scope: str, css: str, read_from: Any, **others: Any) -> Iterable[Any]:
        parsed[f"{read_from} {others['tie_breaker']}"] += 1  # what ranks otherwise is another
        return parse(scope, css, read_from, **others)

    async with planned.play("en", (120, 40)) as player:
        await player.until(lambda: isinstance(player.app.stylesheet, KeptStylesheet))
        monkeypatch.setattr("textual.css.stylesheet.parse", counted)
        await player.press("O", "W", "B", "6")
        await player.see("people")
    assert len(parsed) > 3
    assert parsed.most_common(1)[0][1] == 1, "each is parsed once"
    assert not any("app.tcss" in one for one in parsed), "what the first page needed is kept"


async def test_another_theme_colours_what_was_parsed_before(planned: Stage) -> None:
    async with planned.play("en") as player:
        before = player.app.screen.styles.background
        player.app.theme = "dracula"
        await player.press("3")
        assert player.app.screen.styles.background != before
