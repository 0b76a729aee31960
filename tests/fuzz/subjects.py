"""What reads the inputs of each grammar. An input is read, or refused with a sentence; anything else is a finding."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from collabtui.domain.count_working_days import every_day
from collabtui.errors import CollabError
from collabtui.formats.actions.task_table import read_action_table
from collabtui.formats.agenda.agenda_file import read_agenda
from collabtui.formats.file_encoding import decode_text
from collabtui.formats.people.people_files import people_in
from collabtui.formats.tables.table_reading import read_table_rows
from collabtui.lifecycle.actions.importing.import_table import planned_import, read_listed
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.live import run
from collabtui.lifecycle.mail_in.assess import UNREADABLE
from collabtui.lifecycle.mail_in.receive import explain
from collabtui.lifecycle.meetings import plan
from collabtui.lifecycle.minutes import publish
from collabtui.lifecycle.people import edit_people
from collabtui.mail.identity.same_mail import mail_identity
from collabtui.mail.parse.message import read
from collabtui.store.sqlite.sqlite_store import open_store
from collabtui.text.catalogue import Catalogue
from collabtui.text.templates import Templates
from fuzz.fuzz_input import FuzzInput, Grammar
from support.world import AGENDA, CONFIG, NOTES, PEOPLE, Clock

_ENVELOPE = (
    b"From: Zhang <zhang@example.test>\r\nTo: li@example.test\r\nMessage-ID: <1@z>\r\nMIME-Version: 1.0\r\n"
    b"Date: Mon, 02 Mar 2026 17:00:00 +0800\r\nContent-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n"
)


class Unread(Exception):
    """The reader made a mistake and caught it itself: the mail waits as unreadable."""


class Subjects:
    """An office in which a meeting has been held and another is running, and its readers."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._readers: dict[Grammar, Callable[[bytes], None]] = {
            "mail": self._mail,
            "calendar": lambda data: self._mail(_ENVELOPE + data),
            "capture": self._capture,
            "agenda": self._agenda,
            "table": self._table,
        }

    def read(self, found: FuzzInput, scale: int = 1) -> None:
        """Raises what the reader raises, but for refusals that have a sentence."""
        data = found.bytes(scale)
        try:
            self._readers[found.grammar](data)
        except CollabError as error:
            Catalogue("en")(error.key, **error.values)  # raises where there is no such sentence

    def _mail(self, raw: bytes) -> None:
        mail_identity(read(raw))
        if explain(self._workspace.as_worker(), raw).reason == UNREADABLE:
            raise Unread

    def _capture(self, data: bytes) -> None:
        run.record(self._workspace.as_user("command"), "M2", data.decode("utf-8", "replace").splitlines())

    def _agenda(self, data: bytes) -> None:
        read_agenda(decode_text(data), today=date(2026, 3, 2))

    def _table(self, data: bytes) -> None:
        with suppress(CollabError):  # it has other columns
            read_action_table(data)
        with suppress(CollabError):
            people_in("people.csv", data)
        read_table_rows(data)

    def plan_table(self, data: bytes) -> None:
        """Its rows matched with people, days and actions, as for `action import`; refusals as `read`."""
        acting = self._workspace.as_user("command")
        with suppress(CollabError):
            planned_import(acting, read_listed(acting, data, {}))


@contextmanager
def subjects() -> Iterator[Subjects]:
    logging.disable()
    sys.setrecursionlimit(1000)
    clock = Clock()
    with TemporaryDirectory() as place:
        store = open_store(Path(place) / "collabtui.db", secret=bytes(32))
        workspace = Workspace(store, CONFIG, Templates(), every_day, clock)
        edit_people.import_people(workspace.as_user("command"), PEOPLE)
        for ref in ("M1", "M2"):
            clock.set("2026-02-27T10:00+08:00")
            plan.new_meeting(workspace.as_user("command"), AGENDA)
            clock.set("2026-03-02T15:00+08:00")
            run.record(workspace.as_user("command"), ref, NOTES if ref == "M1" else ())
        clock.set("2026-03-02T16:00+08:00")
        publish.publish(workspace.as_user("command"), "M1")
        try:
            yield Subjects(workspace)
        finally:
            store.close()
            logging.disable(logging.NOTSET)
