"""The organisation's database for screens, which stay open for days: its password is looked up once."""

from functools import cached_property
from typing import TYPE_CHECKING

from collabtui.lifecycle.organisation.organisation_database import password_of, refuse_without_driver

if TYPE_CHECKING:
    from collabtui.store.postgresql.listening import Listening
    from collabtui.store.postgresql.postgresql_connection import PostgresqlConnection


class OrganisationAccess:
    def __init__(self, url: str, password_command: str) -> None:
        self._url, self._command = url, password_command

    @cached_property
    def _password(self) -> str | None:
        refuse_without_driver()
        return password_of(self._command)

    def open_reader(self, *, tries: int) -> "PostgresqlConnection":
        """`tries` 0: once it is lost it stays lost, and who has it opens another. Raises as
        `organisation_database.open_organisation_reader`."""
        password = self._password
        from collabtui.store.postgresql.postgresql_store import open_reader

        return open_reader(self._url, password, tries=tries)

    def listen(self) -> "Listening":
        password = self._password
        from collabtui.store.postgresql.listening import Listening

        return Listening(self._url, password)
