"""The IMAP session, mail on its way in: one folder, read only, used by the one thread that opened it.

Nothing here marks, moves or deletes a mail: the folder is opened with EXAMINE and read with BODY.PEEK. How far it was
read is the caller's to keep by UID: a UID means something only together with the UIDVALIDITY it was given under.
"""

import imaplib
import re
import select
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from types import TracebackType
from typing import NamedTuple, Self

from imapclient import IMAPClient
from imapclient.imapclient import JUNK

from collabtui.config import Imap
from collabtui.errors import Refused, Unreachable
from collabtui.mail.transport.imap_connect import ConnectionGuard, logged_in
from collabtui.mail.transport.imap_errors import Declined, worded
from collabtui.mail.transport.imap_login import passing_refusal
from collabtui.mail.transport.mail_fetch import BATCH, Fetched, MailFetch, Unreadable
from collabtui.mail.transport.secrets import Secret
from collabtui.mail.transport.tls import check_server, client_context

SPAN = timedelta(days=14)
"""Days that are searched at once: even 1,000 mails a day are then a line of 140 KB, and imaplib takes 1 MB."""
SLICE = 1.0
"""Seconds between two looks at whether to stop."""
LISTED = 30  # folders named in an error
_LARGEST = 10**18
_REFUSED = re.compile(r"b'\w+ (NO|BAD)\b")  # the tagged answer, in what imapclient makes of a refused IDLE


class Selected(NamedTuple):
    uidvalidity: int
    uidnext: int
    """The lowest UID that a later mail can get; 0 where the server does not say."""
    exists: int


class ImapMailbox:
    """Made by `connect`; a context manager that logs out.

    Each method raises Unreachable `imap.gone`, `imap.timeout`, `imap.tls` or `imap.answer`; then open another one."""

    def __init__(self, client: IMAPClient, server: Imap) -> None:
        self._client = client
        self._server = server
        self._fetching = MailFetch(client, server)
        self.recognised = False
        """The reader's note that it knows these UIDs; `select` forgets it."""
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
        """The folder as `select` found it last; zeros before."""
        return self._selected

    @property
    def idles(self) -> bool:
        """Whether the server tells of new mail by itself."""
        return self._idles

    def folders(self) -> list[str]:
        """Those that can be opened, by name."""
        with worded(self._server):
            listed = self._client.list_folders()
        return sorted(str(name) for flags, _, name in listed if b"\\noselect" not in {flag.lower() for flag in flags})

    def junk_folder(self) -> str:
        """The one with the special use \\Junk (RFC 6154), else one that is called so; empty where there is none."""
        with worded(self._server):
            return str(self._client.find_special_folder(JUNK) or "")

    def beside(self, folder: str) -> "ImapMailbox":
        """Another folder in the same session: select it, and then this one again before going on here."""
        return ImapMailbox(self._client, self._server.model_copy(update={"folder": folder}))

    def select(self) -> Selected:
        """Opens the configured folder, read only.

        Raises Unreachable `imap.folder` (with the folders there are), or `imap.closed` where it is there and the server
        does not open it; `imap.busy` and `imap.in_use` where it does not now."""
        try:
            with worded(self._server):
                answer = self._client.select_folder(self._server.folder, readonly=True)
        except Declined as error:
            raise self._not_opened(str(error.values["text"])) from None
        self.recognised = False
        with worded(self._server):
            numbers = (int(answer.get(name, 0)) for name in (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS"))
            self._selected = Selected(*map(_number, numbers))
        return self._selected

    def _not_opened(self, text: str) -> Unreachable:
        if passing := passing_refusal(self._server.host, text):
            return passing
        folder, there = self._server.folder, self.folders()
        if folder in there or folder.upper() == "INBOX":
            return Unreachable("imap.closed", host=self._server.host, folder=folder, text=text)
        return Unreachable("imap.folder", host=self._server.host, folder=folder, folders=there[:LISTED])

    def new_uids(self, after: int) -> list[int]:
        with worded(self._server):
            self._client.noop()  # a server may search only what it has told of, and it tells at the end of a command
            found = _uids(self._client.search(["UID", f"{after + 1}:*"]))
        return sorted(uid for uid in found if uid > after)  # n:* always holds the last mail (RFC 3501 section 6.4.8)

    def since(self, day: date, until: date) -> list[int]:
        """UIDs of what came in on `day` or later, ascending. Servers count days in their own zone.

        Asked in spans of days, up to `until` and then all the rest: a line of an answer has a greatest length."""
        found: set[int] = set()
        while (end := day + SPAN) < until:
            found.update(self._search("SINCE", day, "BEFORE", end))
            day = end
        found.update(self._search("SINCE", day))
        return sorted(found)

    def newest(self, count: int) -> list[int]:
        """UIDs of the `count` mails that came in last, ascending.

        Raises Unreachable `imap.answer` where the server finds none in a folder that holds some: who believed it would
        begin behind them."""
        first = max(1, self._selected.exists - count + 1)
        found = self._search(f"{first}:*") if self._selected.exists else []
        if self._selected.exists and not found:
            text = f"{self._selected.exists} EXISTS, SEARCH –"
            raise Unreachable("imap.answer", host=self._server.host, text=text)
        return sorted(found)[-count:]  # some servers take the number of a mail for its UID

    def listed(self, uids: Collection[int], before: date | None = None) -> list[int]:
        """Those of `uids` that a search names now; with `before`, of them those that came in before that day."""
        which = ",".join(map(str, sorted(uids)))
        return self._search("UID", which, *(("BEFORE", before) if before else ())) if uids else []

    def _search(self, *criteria: object) -> list[int]:
        with worded(self._server):
            return _uids(self._client.search(list(criteria)))

    def fetch(self, uids: Collection[int], at_once: int = BATCH) -> Iterator[Fetched | Unreadable]:
        """The mails, by ascending UID, so that a mark may follow each, at most `at_once` a command. Those deleted in
        between are left out. Raises `imap.busy` as well, where the server asks to come back later."""
        self._fetching = MailFetch(self._client, self._server, at_once)
        return self._fetching.mails(uids)

    @property
    def asked(self) -> tuple[int, ...]:
        """The mails on which `fetch` broke off, where the line did; else none."""
        return self._fetching.asked

    @property
    def doubted(self) -> tuple[int, ...]:
        """The mails of which `fetch` had not yet found out whether they or the server were to blame."""
        return tuple(mail.uid for mail in self._fetching.doubted)

    def message_ids(self, uids: Collection[int]) -> dict[int, str]:
        """Of those of the mails that are there, as `mail_fetch.message_id` finds them."""
        return MailFetch(self._client, self._server).message_ids(uids)

    def wait(self, seconds: float, stop: Callable[[], bool]) -> bool:
        """Until the server says something, `seconds` are over or `stop` says so; true in the first case.

        Whatever comes back, search: a notice that comes with the answer to another command is not seen here, and a
        server without IDLE gives none. So `seconds` should stay at a minute or below; RFC 2177 would allow 29."""
        if not self._idles:
            with worded(self._server):
                return self._listen(seconds, stop)
        try:
            with worded(self._server):
                self._client.idle()
        except Declined as error:
            text = error.values["text"]
            if not _REFUSED.search(
                str(text)
            ):  # a farewell, or a notice ahead of its answer: who speaks next is not known
                raise Unreachable("imap.gone", host=self._server.host, port=self._server.port, why=text) from None
            self._idles = False  # offered, and yet refused
            return self.wait(seconds, stop)
        with worded(self._server):
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


def _uids(found: Iterable[int]) -> list[int]:
    """Without what can be no mail's."""
    return [uid for uid in map(_number, found) if uid > 0]


def _number(number: int) -> int:
    """Raises `ValueError` for more than any column holds; of RFC 3501 section 9 are 32 bits."""
    if abs(number) > _LARGEST:
        raise ValueError(f"{number:.3g} is no number of a mail")
    return number


def connect(
    server: Imap, secret: Secret | None, *, timeout: float = 15.0, stop: Callable[[], bool] = lambda: False
) -> ImapMailbox:
    """Logged in; `select` comes next. `timeout` is in seconds, for each read, and the whole has twice as long; when
    `stop` says so it ends at once.

    Raises Unreachable `imap.host`, `imap.gone`, `imap.timeout`, `imap.certificate`, `imap.tls`, `imap.no_starttls`,
    `imap.preauth`, `imap.login`, `imap.method`, `imap.busy`, `imap.in_use`, `imap.answer`; Refused `imap.username`,
    `tls.ca_file`, `config.insecure`."""
    check_server(server)
    if secret is None:
        raise Refused("imap.username")
    context = None if server.security == "none" else client_context(server)
    with worded(server), ConnectionGuard(2 * timeout, stop) as opening:
        try:
            return ImapMailbox(logged_in(opening, server, secret, context, timeout), server)
        except (OSError, imaplib.IMAP4.error, Unreachable):
            if opening.cut:
                raise TimeoutError("timed out") from None
            raise
