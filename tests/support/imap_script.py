"""An IMAP server that answers as a test wants it to."""

import traceback

import pytest

from collabtui.config import Imap
from collabtui.errors import CollabError
from collabtui.mail.transport.imap import connect
from collabtui.mail.transport.secrets import Secret
from collabtui.text.catalogue import Catalogue
from support.scripted_server import Line, Scripted, commands

SECRET = Secret("hunter2")


class Script:
    """An IMAP server of few words. `answers` gives the lines for a verb, `{tag}` for its tag; the first answer first,
    the last one for ever. Verbs of UID commands are `UID FETCH`, `UID SEARCH`."""

    def __init__(self, capabilities: str = "IMAP4rev1", **answers: list[str] | str) -> None:
        self.answers: dict[str, list[str]] = {
            "CAPABILITY": [f"* CAPABILITY {capabilities}\r\n{{tag}} OK done"],
            "EXAMINE": ["* 1 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 9]\r\n{tag} OK [READ-ONLY]"],
            "LOGOUT": ["* BYE\r\n{tag} OK done"],
        }
        for verb, lines in answers.items():
            self.answers[verb.replace("_", " ")] = [lines] if isinstance(lines, str) else lines

    def __call__(self, line: Line) -> None:
        line.say("* OK ready")
        self.go_on(line)

    def go_on(self, line: Line) -> None:
        """Without a greeting: as after STARTTLS."""
        for command in commands(line):
            tag, _, rest = command.partition(" ")
            verb = " ".join(rest.split(" ")[: 2 if rest.startswith("UID") else 1]) or tag
            left = self.answers.get(verb, ["{tag} OK done"])
            answer = left.pop(0) if len(left) > 1 else left[0]
            if answer == "freeze":
                line.freeze()
            if answer == "hang up":
                return
            line.say(answer.replace("{tag}", tag))


def verbs(server: Scripted) -> list[str]:
    return [line.split(" ")[1] for line in server.heard if " " in line]


def never() -> bool:
    return False


def scripted(server: Scripted, **more: object) -> Imap:
    usual = {"host": server.host, "port": server.port, "security": "none", "username": "li"}
    return Imap.model_validate(usual | more)


def error_of(server: Imap, secret: Secret | None = SECRET, *, wait: float = 5) -> CollabError:
    """What a person gets to read when the folder of `server` is to be opened. No password is to be found in it."""
    with pytest.raises(CollabError) as caught, connect(server, secret, timeout=wait) as mailbox:
        mailbox.select()
    for locale in ("zh", "en"):
        assert caught.value.key in Catalogue(locale)
        assert "{" not in Catalogue(locale)(caught.value.key, **caught.value.values)
    assert "hunter2" not in report(caught.value)
    return caught.value


def report(error: BaseException) -> str:
    """What a crash report shows: the frames with their variables."""
    return "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
