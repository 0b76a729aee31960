"""A mailbox that mail is sent from and read in: a facilitator's own, or one that several share. Without its secrets."""

import re
from collections.abc import Iterable
from typing import ClassVar, Literal, Self

from collabtui.domain.model import Kept, Label, OtherRef, Record, Value

NAME = r"[a-z][a-z0-9-]{0,39}"
"""What an account may be called: it is a part of the names of variables, too."""
EVERY = "all"
"""In the place of names: every account there is."""

Security = Literal["tls", "starttls", "none"]
Auth = Literal["password", "xoauth2"]


class ServerLogin(Value):
    """One end of the mailbox."""

    host: str
    port: int
    security: Security
    username: str = ""
    auth: Auth = "password"


class MailAccount(Record):
    prefix: ClassVar[str] = "ACC"
    kept: ClassVar[Kept] = Kept("account", unique=(("name",), ("email",)), asked=("person", "withdrawn"))
    names_person: ClassVar[tuple[str, ...]] = ("person",)
    name: str
    """By which commands and secrets know it (`NAME`)."""
    person: OtherRef | None = None
    """Whose it is (ref); None: several share it."""
    sender: Label = ""
    """The name that its mails bear; empty: the person's, and of a shared one the account's."""
    email: str
    """Lower case."""
    smtp: ServerLogin
    imap: ServerLogin
    folder: str = "INBOX"
    junk: bool = True
    """Whether the folder for unwanted mail is looked into, too."""
    withdrawn: bool = False

    @property
    def label(self) -> str:
        return self.name

    def withdraw(self) -> Self | None:
        """Its name and its address are free then; mail of its matters goes out from the configuration's again."""
        gone = self.ref.lower()
        return self.model_copy(update={"withdrawn": True, "name": gone, "email": gone})


def is_account_name(text: str) -> bool:
    return re.fullmatch(NAME, text) is not None and text != EVERY


def account_names(typed: Iterable[str]) -> tuple[str, ...]:
    """Given one by one, or with commas between."""
    return tuple(name.strip() for text in typed for name in text.split(",") if name.strip())
