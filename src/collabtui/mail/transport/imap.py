"""Mail on its way in: one session with one folder, read only, used by the one thread that opened it.

Nothing here marks, moves or deletes a mail: the folder is opened with EXAMINE and read with BODY.PEEK. How far it was
read is the caller's to keep (`FolderMark`).
"""

import imaplib
import re
import select
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import TracebackType
from typing import NamedTuple, Self

from imapclient import IMAPClient
from imapclient.imapclient import JUNK

from collabtui.config import Imap
from collabtui.errors import Refused, Unreachable
from collabtui.mail.transport.connect import ConnectionGuard, logged_in
from collabtui.mail.transport.imap_login import server_text
from collabtui.mail.transport.secrets import Secret
from collabtui.mail.transport.tls import check_server, client_context, unreachable


def runs(uids: Sequence[int], single: Collection[int]) -> Iterator[list[int]]:
    """Splits `uids`, in order, so that each of `single` stands alone."""
    run: list[int] = []
    for uid in uids:
        if uid not in single:
            run.append(uid)
            continue
        if run:
            yield run
        yield [uid]
        run = []
    if run:
        yield run


BATCH = 200
"""Mails a FETCH: more gain nothing, fewer cost round trips."""
LARGE = 128 * 1024
"""Mails above this many bytes are fetched one by one, so that a batch stays below 25 MB."""
LARGEST = 64 * 1024 * 1024
"""Of a mail above this, only so much is fetched: the texts stand before the attachments."""
SLICE = 1.0
"""Seconds between two looks at whether to stop."""
LISTED = 30  # folders named in an error
_REFUSED = re.compile(r"b'\w+ (NO|BAD)\b")  # the tagged answer, in what imapclient makes of a refused IDLE


class FolderMark(NamedTuple):
    """How far a folder was read. A UID means something only together with the UIDVALIDITY it was given under."""

    uidvalidity: int
    last_uid: int


class Selected(NamedTuple):
    uidvalidity: int
    uidnext: int
    """The lowest UID that a later mail can get; 0 where the server does not say."""
    exists: int


@dataclass(frozen=True, slots=True)
class Fetched:
    uid: int
    raw: bytes
    received_at: datetime | None
    """INTERNALDATE in UTC; None where the server gave none that is a date."""
    size: int
    """Bytes on the server: more than `raw` has where the mail was above `LARGEST`."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A mail that the server lists but does not hand out. It is passed over; those after it are not."""

    uid: int
    why: str


class Declined(Unreachable):
    """The server said no, or something that nobody understands; the session goes on."""


class ImapMailbox:
    """Made by `connect`; a context manager that logs out.

    Each method raises Unreachable `imap.gone`, `imap.timeout`, `imap.tls` or `imap.answer`; then open another one."""

    def __init__(self, client: IMAPClient, server: Imap) -> None:
        self._client = client
        self._server = server
        self._selected = Selected(0, 0, 0)
        self._idles: bool = client.has_capability("IDLE")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(imaplib.IMAP4.error, OSError):
            if isinstance(error, Unreachable):  # who is gone does not answer to a farewell
                self._client.shutdown()
            else:
                self._client.__exit__(kind, error, trace)

    @property
    def selected(self) -> Selected:
        """What `select` found last; zeros before."""
        return self._selected

    @property
    def idles(self) -> bool:
        """Whether the server tells of new mail by itself."""
        return self._idles

    def folders(self) -> list[str]:
        """Those that can be opened, by name."""
        with _worded(self._server):
            listed = self._client.list_folders()
        return sorted(str(name) for flags, _, name in listed if b"\\noselect" not in {flag.lower() for flag in flags})

    def junk_folder(self) -> str:
        """The one with the special use \\Junk (RFC 6154), else one that is called so; empty where there is none."""
        with _worded(self._server):
            return str(self._client.find_special_folder(JUNK) or "")

    def beside(self, folder: str) -> "ImapMailbox":
        """Another folder in the same session: select it, and then this one again before going on here."""
        return ImapMailbox(self._client, self._server.model_copy(update={"folder": folder}))

    def select(self) -> Selected:
        """Opens the configured folder, read only.

        Raises Unreachable `imap.folder` (with the folders there are), or `imap.closed` where it is there and the server
        does not open it."""
        try:
            with _worded(self._server):
                answer = self._client.select_folder(self._server.folder, readonly=True)
        except Declined as error:
            raise self._not_opened(str(error.values["text"])) from None
        self._selected = Selected(*(int(answer.get(name, 0)) for name in (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS")))
        return self._selected

    def _not_opened(self, text: str) -> Unreachable:
        folder, there = self._server.folder, self.folders()
        if folder in there or folder.upper() == "INBOX":
            return Unreachable("imap.closed", host=self._server.host, folder=folder, text=text)
        return Unreachable("imap.folder", host=self._server.host, folder=folder, folders=there[:LISTED])

    def unread(self, mark: FolderMark | None, since: date) -> list[int]:
        """UIDs that `mark` does not cover, ascending.

        Without a mark, or after the server gave its folder a new UIDVALIDITY, all that came in on `since` or later: the
        caller knows which of them it has. Let `since` lie two days back, because servers count days in their own zone.
        """
        if mark and mark.uidvalidity == self._selected.uidvalidity:
            return self.new_uids(mark.last_uid)
        return self.since(since)

    def new_uids(self, after: int) -> list[int]:
        with _worded(self._server):
            self._client.noop()  # a server may search only what it has told of, and it tells at the end of a command
            found = self._client.search(["UID", f"{after + 1}:*"])
        return sorted(uid for uid in found if uid > after)  # n:* always holds the last mail (RFC 3501 section 6.4.8)

    def since(self, day: date) -> list[int]:
        with _worded(self._server):
            return sorted(self._client.search(["SINCE", day]))

    def fetch(self, uids: Collection[int]) -> Iterator[Fetched | Unreadable]:
        """The mails, by ascending UID, so that a mark may follow each. Those deleted in between are left out."""
        ordered = sorted(uids)
        for start in range(0, len(ordered), BATCH):
            batch = ordered[start : start + BATCH]
            large = self._large(batch)
            for run in runs(batch, large):
                yield from self._fetch_one(run[0]) if run[0] in large else self._fetch_run(run)

    def _large(self, uids: Sequence[int]) -> frozenset[int]:
        """A hint only: a server that cannot answer it costs memory, nothing else."""
        with suppress(Declined), _worded(self._server):
            return frozenset(self._client.search(["UID", ",".join(map(str, uids)), "LARGER", LARGE]))
        return frozenset()

    def _fetch_run(self, uids: Sequence[int]) -> Iterator[Fetched | Unreadable]:
        try:
            answer = self._ask(uids, "BODY.PEEK[]")
        except Declined:  # one bad mail among them is enough
            for uid in uids:
                yield from self._fetch_one(uid)
        else:
            yield from (_fetched(uid, answer[uid]) for uid in uids if uid in answer)

    def _fetch_one(self, uid: int) -> Iterator[Fetched | Unreadable]:
        try:
            with _worded(self._server):
                size = self._client.fetch([uid], ["RFC822.SIZE"]).get(uid, {}).get(b"RFC822.SIZE", 0)
            answer = self._ask([uid], f"BODY.PEEK[]<0.{LARGEST}>" if size > LARGEST else "BODY.PEEK[]")
        except Declined as error:
            yield Unreadable(uid, str(error.values["text"]))
        else:
            yield from (_fetched(uid, one) for one in answer.values())

    def _ask(self, uids: Sequence[int], body: str) -> dict[int, dict[bytes, object]]:
        with _worded(self._server):
            answer: dict[int, dict[bytes, object]] = self._client.fetch(uids, ["INTERNALDATE", "RFC822.SIZE", body])
        return answer

    def wait(self, seconds: float, stop: Callable[[], bool]) -> bool:
        """Until the server says something, `seconds` are over or `stop` says so; true in the first case.

        Whatever comes back, search: a notice that comes with the answer to another command is not seen here, and a
        server without IDLE gives none. So `seconds` should stay at a minute or below; RFC 2177 would allow 29."""
        if not self._idles:
            with _worded(self._server):
                return self._listen(seconds, stop)
        try:
            with _worded(self._server):
                self._client.idle()
        except Declined as error:
            text = str(error.values["text"])
            if not _REFUSED.search(text):  # a farewell, or a notice ahead of its answer: who speaks next is not known
                raise Unreachable("imap.gone", host=self._server.host, port=self._server.port, why=text) from None
            self._idles = False  # offered, and yet refused
            return self.wait(seconds, stop)
        with _worded(self._server):
            noticed = self._listen(seconds, stop)
            self._client.idle_done()
        return noticed

    def _listen(self, seconds: float, stop: Callable[[], bool]) -> bool:
        """Watches the socket itself: imapclient's idle_check takes a closed line for silence."""
        line = self._client.socket()
        held_by_tls: Callable[[], int] = getattr(line, "pending", lambda: 0)
        poll = select.poll()
        poll.register(line, select.POLLIN)
        while seconds > 0:
            if stop():
                line.settimeout(SLICE)  # a frozen server must not hold up who wants to leave
                return False
            if held_by_tls() or poll.poll(min(SLICE, seconds) * 1000):
                return True
            seconds -= SLICE
        return False


def connect(
    server: Imap, secret: Secret | None, *, timeout: float = 15.0, stop: Callable[[], bool] = lambda: False
) -> ImapMailbox:
    """Logged in; `select` comes next. `timeout` is in seconds, for each read, and the whole has twice as long; when
    `stop` says so it ends at once.

    Raises Unreachable `imap.host`, `imap.gone`, `imap.timeout`, `imap.certificate`, `imap.tls`, `imap.no_starttls`,
    `imap.login`, `imap.method`, `imap.busy`, `imap.answer`; Refused `imap.username`, `tls.ca_file`, `config.insecure`.
    """
    check_server(server)
    if secret is None:
        raise Refused("imap.username")
    context = None if server.security == "none" else client_context(server)
    with _worded(server), ConnectionGuard(2 * timeout, stop) as opening:
        try:
            return ImapMailbox(logged_in(opening, server, secret, context, timeout), server)
        except (OSError, imaplib.IMAP4.error, Unreachable):
            if opening.cut:
                raise TimeoutError("timed out") from None
            raise


@contextmanager
def _worded(server: Imap) -> Iterator[None]:
    try:
        yield
    except imaplib.IMAP4.abort as error:  # the line broke; not an OSError, but a kind of IMAP4.error
        raise Unreachable("imap.gone", host=server.host, port=server.port, why=server_text(error)) from None
    except OSError as error:
        raise unreachable(server, error) from None
    except (imaplib.IMAP4.error, ValueError) as error:
        raise Declined("imap.answer", host=server.host, text=server_text(error)) from None


def _fetched(uid: int, answer: dict[bytes, object]) -> Fetched | Unreadable:
    raw = answer.get(b"BODY[]", answer.get(b"BODY[]<0>"))
    if not isinstance(raw, bytes):
        return Unreadable(uid, "BODY[] NIL")
    at, size = answer.get(b"INTERNALDATE"), answer.get(b"RFC822.SIZE")
    received = at.astimezone(UTC) if isinstance(at, datetime) and at.tzinfo else None
    return Fetched(uid, raw, received, size if isinstance(size, int) else len(raw))
