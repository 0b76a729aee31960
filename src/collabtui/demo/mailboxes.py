"""Mailboxes of the embedded server, and the addresses that lead to them."""

from collections.abc import Sequence


class DemoMailboxes:
    """Mailboxes by address, all behind one password. Addresses and logins are compared without letter case."""

    def __init__(self, addresses: Sequence[str], password: str) -> None:
        self.addresses = tuple(address.lower() for address in addresses)
        self.password = password
        self._domains = {address.rpartition("@")[2] for address in self.addresses}

    def owner(self, recipient: str) -> str | None:
        """The account that mail to `recipient` lands in; `user+tag@domain` lands in `user@domain`."""
        local, _, domain = recipient.lower().rpartition("@")
        address = f"{local.partition('+')[0]}@{domain}"
        return address if address in self.addresses else None

    def is_local(self, recipient: str) -> bool:
        return recipient.lower().rpartition("@")[2] in self._domains

    def logins(self, address: str) -> tuple[str, ...]:
        """The names that open this mailbox: the address, and its local part where no other domain has the same."""
        local = address.partition("@")[0]
        namesakes = [other for other in self.addresses if other.partition("@")[0] == local]
        return (address, local) if len(namesakes) == 1 else (address,)

    def admits(self, login: str, password: str) -> bool:
        known = any(login.lower() in self.logins(address) for address in self.addresses)
        return known and password == self.password
