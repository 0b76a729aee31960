"""An SMTP server that takes mail, and does to it what a test wants: also what no decent server does."""

from collections.abc import Callable
from typing import Literal

from support.scripted_server import Line, commands

SmtpLie = Literal[
    "greylisted", "throttled", "over quota",  # refused for now: at RCPT, by closing at MAIL, after the mail
    "refused",  # for good, at RCPT
    "dropped before", "dropped within", "dropped after",  # before the mail, within the answer to it, after it
    "garbage", "said twice",  # answers that are none, or one too many, after the mail is taken
]  # fmt: skip
SmtpLies = Callable[[int], SmtpLie | None]
"""What is done to the n-th mail that is begun, counted from 1 over all connections; None: it is taken."""


AT_RCPT = {"greylisted": "451 4.7.1 Greylisted", "refused": "550 5.1.1 No such user"}
AFTER_MAIL = {"garbage": "ok, thank you", "said twice": "250 taken\r\n250 taken"}


def no_lies(_: int) -> None:
    return None


def nothing() -> None:
    return None


class LyingSmtp:
    """Runs for each connection. `before_answer` is called between the last byte of a mail and the answer to it: who
    sends waits for as long as that lasts."""

    def __init__(self, lies: SmtpLies = no_lies, *, before_answer: Callable[[], None] = nothing) -> None:
        self.lies = lies
        self.before_answer = before_answer
        self.capabilities: tuple[str, ...] = ()
        self.away = 0
        """So many of the next connections are cut before a word is said."""
        self.begun = 0
        """Mails of which a client said MAIL."""
        self.mails: list[bytes] = []
        """What was taken, as it came, whatever the client was told of it."""

    @property
    def taken(self) -> list[str]:
        """The Message-IDs, in the order they came."""
        return [message_id(raw) for raw in self.mails]

    def __call__(self, line: Line) -> None:
        if self.away:
            self.away -= 1
            return
        line.say("220 ready")
        lie: SmtpLie | None = None
        for command in commands(line):
            verb = command.upper().split(" ")[0]
            if verb == "EHLO":
                names = ("here", *self.capabilities)
                line.say(*(f"250-{name}" for name in names[:-1]), f"250 {names[-1]}")
            elif verb == "MAIL":
                self.begun += 1
                lie = self.lies(self.begun)
                if lie == "throttled":
                    line.say("421 4.7.0 Too many messages, try again later")
                    return
                line.say("250 fine")
            elif verb == "RCPT":
                line.say(AT_RCPT.get(lie or "", "250 fine"))
            elif verb == "DATA":
                if not self._data(line, lie):
                    return
            elif verb == "QUIT":
                line.say("221 bye")
                return
            else:
                line.say("250 fine")

    def _data(self, line: Line, lie: SmtpLie | None) -> bool:
        """Whether the line holds."""
        if lie == "dropped before":
            return False
        line.say("354 go on")
        rows = []
        while (text := line.hear()) != ".":
            if not text and line.is_over:
                return False  # the client went away in the middle: nothing was handed over
            rows.append(text.removeprefix("."))
        raw = "".join(f"{row}\r\n" for row in rows).encode("latin-1")
        if lie == "over quota":
            line.say("452 4.2.2 Mailbox full")
            return True
        self.mails.append(raw)
        self.before_answer()
        if lie == "dropped after":
            return False
        if lie == "dropped within":
            line.say_raw("25")
            return False
        line.say(AFTER_MAIL.get(lie or "", "250 taken"))
        return True


def message_id(raw: bytes) -> str:
    for row in raw.split(b"\r\n"):
        if row.lower().startswith(b"message-id:"):
            return row.partition(b":")[2].strip().decode()
    return ""
