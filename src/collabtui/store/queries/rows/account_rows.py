"""Rows of accounts, and of the roles that people have."""

from typing import TYPE_CHECKING, Literal, TypedDict

from collabtui.store.queries.rows.people_rows import NamedPerson

if TYPE_CHECKING:
    from collabtui.domain.access.role_grant import Role


class ServerLoginRow(TypedDict):
    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    username: str
    auth: Literal["password", "xoauth2"]


class AccountRow(TypedDict):
    """An account as `account list --json` gives it."""

    ref: str
    name: str
    person: NamedPerson | None
    """Whose it is; None: several share it."""
    sender: str | None
    email: str
    smtp: ServerLoginRow
    imap: ServerLoginRow
    folder: str
    matters: int
    queued: int
    """Mails that wait."""


class RoleRow(TypedDict):
    """A role as `role list --json` gives it."""

    ref: str
    person: NamedPerson | None
    left_at: str | None
    """When he left, and no longer needs it."""
    role: "Role"
    at: str
    by: str
    """Who gave it."""
