"""Encryption is required wherever mail leaves this machine: `security = "none"` is refused but for loopback."""

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from collabtui.errors import Refused

if TYPE_CHECKING:
    from collabtui.config import Server


def refuse_unencrypted(server: "Server", key: str) -> None:
    """Raises `Refused` (config.insecure: key, host) for `security = "none"` where mail would leave this machine."""
    if server.security == "none" and not is_loopback(server.host):
        raise Refused("config.insecure", key=key, host=server.host)


def refuse_unencrypted_robot(url: str) -> None:
    """Raises `Refused` (config.robot_insecure: host) for a robot that is reached by plain HTTP."""
    host = urlsplit(url).hostname or ""
    if url.startswith("http:") and not is_loopback(host):
        raise Refused("config.robot_insecure", host=host)


def is_loopback(host: str) -> bool:
    """Whether mail to this host stays on this machine. Only names that need no look-up count."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
