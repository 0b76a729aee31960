"""Fetching mails so that one that cannot be had keeps no other back, and none is taken for bad because its server is.

A FETCH of many that is declined is asked again in halves, down to single mails. What is then declined, or answered with
nothing, speaks against the mail only where the server hands out another one; else it speaks against the server.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from imapclient import IMAPClient

from collabtui.config import Imap
from collabtui.errors import Unreachable
from collabtui.mail.transport.imap_errors import Declined, worded

_LINE_OF_MAIL = re.compile(rb"[^\r\n\t ][\r\n]")
"""At least the header of a mail has lines, and something stands on one; `~{9}`, "x" or blank lines are none."""
BATCH = 200
"""Mails a FETCH: more gain nothing, fewer cost round trips."""
LARGE = 128 * 1024
"""Mails above this many bytes are fetched one by one, so that a batch stays below 25 MB."""
LARGEST = 64 * 1024 * 1024
"""Of a mail above this, only so much is fetched: the texts stand before the attachments."""
MOST_DOUBTED = 3
"""Mails that cannot be had in a row, before the server is asked for another one."""
_LATER = re.compile(r"\[(THROTTLED|LIMIT|UNAVAILABLE|INUSE|OVERQUOTA)\b|throttl|backoff|back off|rate limit", re.I)
"""What asks to come back later (RFC 5530, and the words of Exchange and Gmail): it says nothing about any mail."""
_FAULTS = (TypeError, IndexError, KeyError, AttributeError, AssertionError, RecursionError)
"""What imapclient stumbles over an answer with that is no answer."""
_MESSAGE_ID = re.compile(rb"^message-id:\s*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fetched:
    uid: int
    raw: bytes
    received_at: datetime | None
    """INTERNALDATE in UTC; None where the server gave none that is a date."""
    size: int
    """Bytes on the server, as it says: more than `raw` has where the mail was above `LARGEST` or came short."""

    @property
    def is_short(self) -> bool:
        """Fewer bytes came than were announced. Some servers (Exchange) announce roughly."""
        return len(self.raw) < min(self.size, LARGEST)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A mail that the server lists but does not hand out, while it hands out others."""

    uid: int
    why: str


class NothingElse(Declined):
    """A mail cannot be had, and the folder holds no other one by which to tell whose fault that is."""


class MailFetch:
    """One reading of one folder, which is selected. `at_once` is the most mails a FETCH."""

    def __init__(self, client: IMAPClient, server: Imap, at_once: int = BATCH) -> None:
        self._client = client
        self._server = server
        self._at_once = at_once
        self._handed_out: int | None = None
        self.asked: tuple[int, ...] = ()
        """The mails whose answer is being waited for: what the line broke on."""
        self.doubted: list[Unreadable] = []
        """Mails that could not be had, as long as it may be the server's fault."""

    def mails(self, uids: Collection[int]) -> Iterator[Fetched | Unreadable]:
        """By ascending UID; those deleted in between are left out.

        Raises Unreachable `imap.gone`, `imap.timeout`, `imap.tls`, `imap.busy`, `imap.answer`."""
        for found in self._each(sorted(uids)):
            if isinstance(found, Fetched):
                self._handed_out = found.uid
            else:
                self.doubted.append(found)
                if len(self.doubted) < MOST_DOUBTED:
                    continue
                self._must_hand_out_another(self.doubted)
            yield from self.doubted
            self.doubted.clear()
            if isinstance(found, Fetched):
                yield found
        if self.doubted:
            self._must_hand_out_another(self.doubted)
            yield from self.doubted

    def _each(self, ordered: Sequence[int]) -> Iterator[Fetched | Unreadable]:
        for start in range(0, len(ordered), self._at_once):
            batch = ordered[start : start + self._at_once]
            large = self._large(batch)
            for run in runs(batch, large):
                yield from self._one(run[0]) if run[0] in large else self._run(run)

    def _large(self, uids: Sequence[int]) -> frozenset[int]:
        """A hint only: a server that cannot answer it costs memory, nothing else."""
        with suppress(Declined), worded(self._server):
            return frozenset(self._client.search(["UID", ",".join(map(str, uids)), "LARGER", LARGE]))
        return frozenset()

    def _run(self, uids: Sequence[int]) -> Iterator[Fetched | Unreadable]:
        try:
            answer = self._ask(uids, "INTERNALDATE", "RFC822.SIZE", "BODY.PEEK[]")
        except Declined:
            if len(uids) == 1:
                yield from self._one(uids[0])
            else:
                middle = len(uids) // 2
                yield from self._run(uids[:middle])
                yield from self._run(uids[middle:])
            return
        for uid in uids:
            found = _fetched(uid, answer.get(uid, {}))
            if found:
                yield found
            else:
                yield from self._one(uid)

    def _one(self, uid: int) -> Iterator[Fetched | Unreadable]:
        body = f"BODY.PEEK[]<0.{LARGEST}>" if self._size(uid) > LARGEST else "BODY.PEEK[]"
        why = ""
        for items in (("INTERNALDATE", "RFC822.SIZE", body), (body,)):  # a date or a size may be what is broken
            try:
                found = _fetched(uid, self._ask([uid], *items).get(uid, {}))
            except Declined as error:
                why = str(error.values["text"])
            else:
                if found:
                    yield found
                    return
                why = why or "BODY[] NIL"
        if self._is_listed(uid):
            yield Unreadable(uid, why)

    def _size(self, uid: int) -> int:
        with suppress(Declined):
            size = self._ask([uid], "RFC822.SIZE").get(uid, {}).get(b"RFC822.SIZE", 0)
            return size if isinstance(size, int) else 0
        return 0

    def _is_listed(self, uid: int) -> bool:
        with suppress(Declined), worded(self._server):
            self._client.noop()
            return uid in self._client.search(["UID", str(uid)])
        return True

    def _must_hand_out_another(self, doubted: Sequence[Unreadable]) -> None:
        """Raises Unreachable `imap.answer` where the server declines any other mail as well; NothingElse where there
        is none."""
        uids = {mail.uid for mail in doubted}
        others = [uid for uid in self._others() if uid not in uids]
        for other in others:
            with suppress(Declined):
                if _fetched(other, self._ask([other], "BODY.PEEK[]").get(other, {})):
                    return
        why = doubted[0].why
        error = Unreachable if others else NothingElse
        raise error("imap.answer", host=self._server.host, text=why)

    def _others(self) -> list[int]:
        """Mails to compare with: one that was just handed out, else the first and the last of the folder."""
        if self._handed_out is not None:
            return [self._handed_out]
        found: list[int] = []
        for place in ("1", "*"):
            with suppress(Declined), worded(self._server):
                found += self._client.search([place])
        return sorted(set(found))

    def message_ids(self, uids: Collection[int]) -> dict[int, str]:
        """The Message-IDs of those that are there and have one; none where the server declines to say."""
        item = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
        with suppress(Declined):
            answer = self._ask(sorted(uids), item)
            headers = ((uid, _bytes(parts, b"BODY[HEADER.FIELDS")) for uid, parts in answer.items())
            return {uid: text for uid, raw in headers if (text := message_id(raw or b""))}
        return {}

    def _ask(self, uids: Sequence[int], *items: str) -> dict[int, dict[bytes, object]]:
        self.asked = tuple(uids)
        try:
            with worded(self._server):
                answer: dict[int, dict[bytes, object]] = self._client.fetch(uids, list(items))
        except Declined as error:
            self.asked = ()
            if _LATER.search(text := str(error.values["text"])):
                raise Unreachable("imap.busy", host=self._server.host, text=text) from None
            raise
        except _FAULTS as fault:
            self.asked = ()
            raise Declined("imap.answer", host=self._server.host, text=type(fault).__name__) from None
        self.asked = ()
        return answer


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


def message_id(raw: bytes) -> str:
    """As it stands in the header, without looking further into the mail; empty where there is none."""
    head, _, _ = raw.partition(b"\r\n\r\n")
    found = _MESSAGE_ID.search(head)
    return found[1].strip().decode("utf-8", "replace") if found else ""


def _fetched(uid: int, answer: dict[bytes, object]) -> Fetched | None:
    raw = answer.get(b"BODY[]", answer.get(b"BODY[]<0>"))
    if not isinstance(raw, bytes) or _LINE_OF_MAIL.search(raw) is None:
        return None
    at, size = answer.get(b"INTERNALDATE"), answer.get(b"RFC822.SIZE")
    received = at.astimezone(UTC) if isinstance(at, datetime) and at.tzinfo else None
    return Fetched(uid, raw, received, size if isinstance(size, int) else len(raw))


def _bytes(answer: dict[bytes, object], name: bytes) -> bytes | None:
    """The part whose name begins so."""
    return next((raw for key, raw in answer.items() if key.startswith(name) and isinstance(raw, bytes)), None)
