"""An IMAP server with one folder, which answers a FETCH as a test wants: also with what no decent server says."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Literal

from support.scripted_server import Line, commands

Lie = Literal[
    "no", "bad", "throttled", "garbage", "bye", "hang up", "torn",  # about the whole command
    "nil", "missing", "empty", "short", "bad date", "atom", "quoted", "blank", "later part",  # about one mail
]  # fmt: skip
OTHERWISE = date(2026, 3, 2)
Lies = Callable[[tuple[int, ...]], dict[int, Lie]]
"""What is said of which of the mails that one FETCH of bodies asks for; of all others the truth."""


def honest(_: tuple[int, ...]) -> dict[int, Lie]:
    return {}


def always(lies: dict[int, Lie]) -> Lies:
    return lambda uids: {uid: lie for uid, lie in lies.items() if uid in uids}


class LyingImap:
    """Runs for each connection. `mails` are by UID; a test may change all of this between two connections."""

    def __init__(self, mails: dict[int, bytes], lies: Lies = honest) -> None:
        self.mails = mails
        self.lies = lies
        self.came_in: dict[int, date] = {}
        """Of mails by UID; of the others `OTHERWISE`, and they are in every search by day."""
        self.uidvalidity = 7
        self.uidnext: int | None = None
        """None: one above the last mail."""
        self.capabilities = "IMAP4rev1"
        self.away = 0
        """So many of the next connections are cut before a word is said."""
        self.announced_more = 0
        """Bytes by which RFC822.SIZE is too large."""
        self.fetched: list[tuple[int, ...]] = []
        """The UIDs of each FETCH of bodies."""
        self.searched: list[str] = []

    def __call__(self, line: Line) -> None:
        if self.away:
            self.away -= 1
            return
        line.say("* OK ready")
        for command in commands(line):
            tag, _, rest = command.partition(" ")
            verb, _, rest = rest.partition(" ")
            if verb == "UID":
                verb, _, rest = rest.partition(" ")
            if verb == "FETCH" and not self._fetch(line, tag, rest):
                return
            if verb == "SEARCH":
                self.searched.append(rest)
                line.say(f"* SEARCH {' '.join(map(str, self._found(rest)))}".rstrip(), f"{tag} OK done")
            elif verb != "FETCH":
                line.say(*self._plain(verb), f"{tag} OK done")

    def _plain(self, verb: str) -> list[str]:
        if verb == "CAPABILITY":
            return [f"* CAPABILITY {self.capabilities}"]
        if verb == "EXAMINE":
            next_uid = self.uidnext or max(self.mails, default=0) + 1
            return [
                f"* {len(self.mails)} EXISTS",
                f"* OK [UIDVALIDITY {self.uidvalidity}] valid",
                f"* OK [UIDNEXT {next_uid}] next",
            ]
        return ["* BYE"] if verb == "LOGOUT" else []

    def _found(self, criteria: str) -> list[int]:
        uids = sorted(self.mails)
        key, _, rest = criteria.partition(" ")
        if key == "SINCE":
            first, _, until = rest.partition(" BEFORE ")
            bounds = _day(first), _day(until) if until else date.max
            return [uid for uid in uids if bounds[0] <= self.came_in.get(uid, bounds[0]) < bounds[1]]
        if key == "UID":
            asked, _, more = rest.partition(" ")
            found = _in_set(asked, uids)
            if more.startswith("BEFORE "):
                return [uid for uid in found if uid in self.came_in and self.came_in[uid] < _day(more[7:])]
            return [uid for uid in found if len(self.mails[uid]) > int(more.split(" ")[1])] if more else found
        places = _in_set(key, range(1, len(uids) + 1))
        return [uids[place - 1] for place in places]

    def _fetch(self, line: Line, tag: str, rest: str) -> bool:
        """Whether the line holds."""
        asked, _, items = rest.partition(" ")
        uids = tuple(_in_set(asked, sorted(self.mails)))
        whole = "BODY.PEEK[]" in items
        lies = self.lies(uids) if whole else {}
        if whole:
            self.fetched.append(uids)
        for uid in uids:
            match lies.get(uid):
                case "no" | "bad" as word:
                    line.say(f"{tag} {word.upper()} [SERVERBUG] cannot read it")
                    return True
                case "throttled":
                    line.say(f"{tag} NO [THROTTLED] Request is throttled. Suggested Backoff Time: 9000 milliseconds")
                    return True
                case "garbage":
                    line.say(f"* {uid} FETCH (UID x{uid} ) BODY[] oops", f"{tag} OK done")
                    return True
                case "bye":
                    line.say("* BYE [UNAVAILABLE] internal error")
                    return False
                case "hang up":
                    return False
                case "torn":
                    line.say(f"* {uid} FETCH (UID {uid} BODY[] {{9999}}", "From: x")
                    return False
                case lie:
                    self._hand_out(line, uid, lie, items)
        line.say(f"{tag} OK done")
        return True

    def _hand_out(self, line: Line, uid: int, lie: Lie | None, items: str) -> None:
        raw = self.mails[uid]
        came = {
            "empty": b"",
            "blank": b"\r\n \r\n",
            "later part": raw[10:],
            "short": raw[: max(1, len(raw) - 7 - len(self.fetched))],
        }.get(lie or "", raw)
        parts = [f"UID {uid}"]
        if "RFC822.SIZE" in items:
            parts.append(f"RFC822.SIZE {len(raw) + self.announced_more}")
        if "INTERNALDATE" in items:
            day = self.came_in.get(uid, OTHERWISE)
            written = "99-Foo-2026" if lie == "bad date" else f"{day:%d-%b-%Y}"
            parts.append(f'INTERNALDATE "{written} 18:00:00 +0800"')
        if "HEADER.FIELDS" in items:
            head = b"".join(row + b"\r\n" for row in raw.split(b"\r\n") if row.lower().startswith(b"message-id:"))
            parts.append(f"BODY[HEADER.FIELDS (MESSAGE-ID)] {{{len(head) + 2}}}\r\n{head.decode('latin-1')}\r\n")
        elif "BODY.PEEK[]" in items:
            other = {"nil": "NIL", "atom": "~{9}", "quoted": '"x"'}.get(lie or "")
            literal = f"{{{len(came)}}}\r\n{came.decode('latin-1')}"
            parts.append(f"BODY[]{'<10>' if lie == 'later part' else ''} {other or literal}")
        if lie != "missing":
            line.say(f"* {uid} FETCH ({' '.join(parts)})")


def _in_set(written: str, there: Collection[int]) -> list[int]:
    """Which of `there` a sequence set names (RFC 3501 section 9)."""
    last = max(there, default=0)
    found: set[int] = set()
    for part in written.split(","):
        first, _, end = part.partition(":")
        bounds = [last if bound == "*" else int(bound) for bound in (first, end or first)]
        found.update(number for number in there if min(bounds) <= number <= max(bounds))
    return sorted(found)


def _day(written: str) -> date:
    """Of a search: 02-Mar-2026 (RFC 3501 section 9)."""
    return datetime.strptime(written, "%d-%b-%Y").date()  # noqa: DTZ007  # a day of the server's
