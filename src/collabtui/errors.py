"""Errors that a person gets to read: a key of the catalogues with its values. `Refused`, `Unreachable` and the others.

    CollabError
    ├── Refused            what was asked cannot be done; the person can mend it
    │   ├── Unknown        a ref, a person or a file that is not there
    │   ├── Conflict       somebody else changed the same thing in between
    │   ├── Damaged        the database cannot be read as it is; a copy has to be put in its place
    │   ├── UnreadableRecord  a value of one record cannot be read; that value has to be put right
    │   └── NoPassword     a server's password is not there
    └── Unreachable        a server or the disk does not do its part; trying again later can help
        └── LoginRefused   a server does not take the password

An error carries no sentence. It names one of the catalogue (`text/words/*.en.json`, `text/words/*.zh.json`)
and the values that fill it, so that a command and a screen say the same thing, each in its reader's language.
"""

from typing import ClassVar, Literal

Wanted = Literal["", "password", "login"]
"""What has to be typed against an error: a password that is not there, or another one; empty where typing does not
help."""


LONGEST_VALUE = 500
"""Letters of a value that a sentence repeats: a file's line may be as long as the file."""


class CollabError(Exception):
    """`key` is a key of the catalogue; `values` fill its placeholders, the offending value among them."""

    wants: ClassVar[Wanted] = ""

    def __init__(self, key: str, /, **values: object) -> None:
        short = {name: shortened(value) for name, value in values.items()}
        super().__init__(key, short)
        self.key = key
        self.values = short

    def __str__(self) -> str:
        return " ".join([self.key, *(f"{name}={value!r}" for name, value in self.values.items())])


def shortened(value: object) -> object:
    """A text as far as a sentence repeats it."""
    return f"{value[:LONGEST_VALUE]}…" if isinstance(value, str) and len(value) > LONGEST_VALUE else value


class Refused(CollabError):
    """Raised where something cannot be done as it was asked."""


class Damaged(Refused):
    """The database cannot be read as it is. A copy put in its place is the way out."""


class UnreadableRecord(Refused):
    """A record holds a value that cannot be read; to put that one right is the way out, and the others stay as they
    are."""


class Unknown(Refused):
    """Something was named that is not there."""


class Conflict(Refused):
    """The thing was changed by somebody else since it was read."""


class Unreachable(CollabError):
    """A server, the network or the disk failed; nothing was lost, and another try may succeed."""


class NoPassword(Refused):
    """The password of a mail server cannot be had from where it is kept."""

    wants = "password"


class LoginRefused(Unreachable):
    """A mail server does not take this login and password."""

    wants = "login"
