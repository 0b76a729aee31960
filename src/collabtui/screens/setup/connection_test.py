"""The connection, tried step by step in a thread: what was tried, what came of it, what to do when it failed."""

import asyncio
import secrets
import threading
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from collabtui.check_step import CheckStep
from collabtui.errors import CollabError
from collabtui.lifecycle.mail_in.trusted_server_lookup import as_trusted
from collabtui.screens.setup.kept_trial import KeptTrial
from collabtui.text.width import wrapped
from collabtui.widgets.colours import DONE, LATE, MUTED
from collabtui.widgets.line import as_content

if TYPE_CHECKING:
    from collections.abc import Callable

    from collabtui.config import Config
    from collabtui.mail.transport.connection_check import AskForSecret
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

    Found = CheckStep | CollabError | None
    """A step, what ended the trial before its time, or None at its end."""

INDENT = "   "


class Trial:
    """One at a time; the last one's steps stay to be read."""

    def __init__(self, session: "Session", words: "Catalogue") -> None:
        self.session, self.words = session, words
        self.steps: list[CheckStep] = []
        self.running = False
        self.at: datetime | None = None
        """When the last one came to its end."""
        self._error: CollabError | None = None
        self._stop = threading.Event()
        self._reported = asyncio.Queue["Found"]()

    def take_up(self, kept: KeptTrial | None) -> None:
        """One that was made before the program was started stands for the last one."""
        if kept is not None:
            self.steps, self.at, self._error = list(kept.steps), kept.at, kept.error

    @property
    def ended(self) -> KeptTrial | None:
        """The last one, if it came to its end by itself."""
        if self.running or self._stop.is_set() or self.at is None:
            return None
        return KeptTrial(self.at, tuple(self.steps), self._error)

    @property
    def passed(self) -> bool:
        """Whether the last one came to its end, and nothing failed."""
        tested = bool(self.steps) and not self.running and not self._error and not self._stop.is_set()
        return tested and all(step.ok for step in self.steps)

    @property
    def begun(self) -> bool:
        """Whether it has something to say of a trial."""
        return self.running or bool(self.steps) or self._error is not None

    def stop(self) -> None:
        """Its thread may hang on a server a little longer; nobody waits for it."""
        self._stop.set()
        self._reported.put_nowait(None)

    async def run(self, ask: "AskForSecret") -> AsyncIterator[None]:
        """Yields after each step."""
        loop, reported, stop = asyncio.get_running_loop(), asyncio.Queue["Found"](), threading.Event()
        self.steps, self.running, self._error, self.at = [], True, None, None
        self._reported, self._stop = reported, stop
        try:
            config = await self.session.run_command(lambda acting: as_trusted(acting.store, acting.config))
        except CollabError as error:
            self.running, self._error, self.at = False, error, self.session.now
            yield
            return

        def tell(found: "Found") -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(reported.put_nowait, found)

        # a thread of its own: the loop's are waited for when the app ends, and a server may take its time
        threading.Thread(target=self._try, args=(config, ask, tell, stop), name="collabtui-trial", daemon=True).start()
        yield
        while (found := await reported.get()) is not None:
            if isinstance(found, CollabError):
                self._error = found
            else:
                self.steps.append(found)
            yield
        self.running, self.at = False, self.session.now
        yield

    def _try(
        self, config: "Config", ask: "AskForSecret", tell: "Callable[[Found], None]", stop: threading.Event
    ) -> None:
        from collabtui.mail.transport.connection_check import check_connection
        from collabtui.worker.real_clock import wall_clock

        try:
            token = secrets.token_hex(8)
            for step in check_connection(config, ask, clock=wall_clock, token=token, stop=stop.is_set):
                tell(step)
        except CollabError as error:
            tell(error)
        finally:
            tell(None)

    def says(self) -> str:
        """In one line."""
        words = self.words
        if self.running:
            return words("setup.trying", n=len(self.steps))
        if self._stop.is_set():
            return words("setup.stopped")
        if not self.steps and not self._error:
            return words("setup.not_tried")
        result = words("setup.works" if self.passed else "setup.fails")
        if self.at is None:
            return result
        return words("setup.tested_at", result=result, at=words.instant(self.at.astimezone(self.session.zone)))

    def lines(self, width: int) -> Iterator[Content]:
        """Broken between Chinese characters, too: left to itself Textual breaks at spaces only."""
        words = self.words
        for step in self.steps:
            mark = as_content("✓ ", DONE) if step.ok else as_content("✗ ", LATE)
            yield mark + as_content(words(step.key, **step.values), "" if step.ok else LATE)
            if step.error:
                why = wrapped(words(step.error.key, **step.error.values), width - len(INDENT), len(INDENT))
                yield from map(as_content, (INDENT + why).splitlines())
        if self._error:
            yield as_content("✗ ", LATE) + as_content(words(self._error.key, **self._error.values))
        if self.running:
            yield as_content("… " + words("setup.stop_hint"), MUTED)
        elif not self.steps and not self._error:
            yield as_content(words("setup.trial_hint"), MUTED)
