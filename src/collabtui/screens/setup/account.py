"""The account as far as it is known: what stands in the configuration, and what was typed but is not complete yet."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from collabtui.config_file import checked, read_raw, section_of, write_config
from collabtui.errors import CollabError

if TYPE_CHECKING:
    from collabtui.config import Server
    from collabtui.mail.transport.providers import Provider
    from collabtui.mail.transport.secrets import Secret, Which
    from collabtui.session.mail_health import MailHealth
    from collabtui.session.store_session import Session
    from collabtui.text.catalogue import Catalogue

Tables = dict[str, dict[str, object]]


class Account:
    """`tables` are those of the configuration file, section by section."""

    def __init__(self, session: "Session", mail: "MailHealth", words: "Catalogue") -> None:
        self.session, self.mail, self.words = session, mail, words
        self.tables: Tables = {}
        if session.home.config_path.exists():
            try:
                raw = read_raw(session.home)
                self.tables = {name: dict(section_of(raw, name)) for name in raw}
            except CollabError:
                self.tables = {}  # unreadable: what is entered now takes its place

    @property
    def has_organiser(self) -> bool:
        return bool(self.get("organiser", "name") and self.get("organiser", "email"))

    @property
    def complete(self) -> bool:
        """Whether the configuration can be written, or is."""
        return self.has_organiser and all(self.get(protocol, "host") for protocol in ("smtp", "imap"))

    def get(self, section: str, key: str, otherwise: str = "") -> str:
        """As a field shows it."""
        return str(self.tables.get(section, {}).get(key, otherwise))

    @property
    def subaddress(self) -> bool:
        """Whether replies go to an address of their own, as they do until something else is said."""
        return bool(self.tables.get("reply", {}).get("subaddress", True))

    @property
    def provider(self) -> "Provider | None":
        """The mail provider of this address, where its domain tells."""
        from collabtui.mail.transport.providers import settings_for

        email = self.get("organiser", "email")
        return settings_for(email) if email else None

    @property
    def hint(self) -> str:
        """Catalogue key: what this provider wants in place of a password; empty for none that is known."""
        provider = self.provider
        return provider.hint if provider else ""

    def says(self, step: str) -> str:
        words = self.words
        if step == "you":
            if not self.has_organiser:
                return words("setup.you_missing")
            return f"{self.get('organiser', 'name')} <{self.get('organiser', 'email')}>"
        ends = (f"{self.get(one, 'host')}:{self.get(one, 'port')}" for one in ("smtp", "imap") if self.get(one, "host"))
        return " · ".join(ends) or words("setup.servers_missing")

    def with_organiser(self, values: Mapping[str, str]) -> Tables:
        """The tables with another organiser; what the address says of the servers fills what is empty. Until there is
        a configuration, the public holidays are those of the zone's country."""
        tables = {**self.tables, "organiser": {**self.tables.get("organiser", {}), **values}}
        from collabtui.mail.transport.providers import settings_for
        from collabtui.system.country_of_zone import calendar_of_zone

        if not self.session.home.config_path.exists():
            tables["reminders"] = self.tables.get("reminders", {}) | {"calendar": calendar_of_zone(values["timezone"])}

        provider = settings_for(values["email"])
        if provider is not None and not self.get("smtp", "host"):
            tables |= from_provider(provider)
        return tables

    def write_organiser(self, values: Mapping[str, str]) -> None:
        """Raises `Refused` for what cannot be as it is."""
        self.write(self.with_organiser(values))

    def write(self, tables: Tables) -> None:
        """Keep them, in the file as soon as they are complete. Raises `Refused` for what cannot be as it is."""
        before, self.tables = self.tables, tables
        if not self.complete:
            return
        try:
            config = checked(tables, str(self.session.home.config_path))
            write_config(self.session.home, config)
        except CollabError:
            self.tables = before
            raise
        self.tables = config.model_dump(mode="json")

    def ask(self, server: "Server", which: "Which") -> "Secret | None":
        """As the worker asks."""
        return self.mail.password(server, which)

    def has_password(self) -> bool:
        """Whether both servers' passwords are to be had. May wait for a keyring or a command."""
        if not self.complete:
            return False
        try:
            config = checked(self.tables, str(self.session.home.config_path))
            self.ask(config.smtp, "smtp")
            self.ask(config.imap, "imap")
        except CollabError:
            return False
        return True


def from_provider(provider: "Provider") -> Tables:
    return {
        "smtp": provider.smtp.model_dump(mode="json"),
        "imap": provider.imap.model_dump(mode="json"),
        "reply": {"subaddress": provider.subaddress, "authserv_id": provider.authserv_id},
    }
