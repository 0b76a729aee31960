"""Errors of the operating system and of TLS in the reader's language: `Connection refused` → 连接被拒绝.

They are kept, in errors and in the database, as the system words them. What nobody has worded here stays so."""

import errno
import os
import re
from collections.abc import Callable, Mapping
from functools import cache

from collabtui.text.mail_refusals import refusal

_PLACES = frozenset({"why", "reason"})
"""Placeholders that may hold such a text."""
_SENTENCES = frozenset(
    (
        "agendas", "cli", "config", "database", "editor", "file", "health", "home", "imap", "keys", "ldap", "mail",
        "outbox", "pdf", "pipe", "robot", "secrets", "serve", "smtp", "store", "template", "theme", "tls", "today",
        "watch",
    )
)  # fmt: skip
"""First parts of the keys of sentences about files, servers and programs: what others give for a reason, a person has
written."""
_NUMBERED = re.compile(r"\[Errno (\d+)\]")
"""As Python shows an error of the system, whatever stands behind it."""
_PHRASES = {
    "Name or service not known": "no_host",
    "nodename nor servname provided, or not known": "no_host",
    "No address associated with hostname": "no_host",
    "Temporary failure in name resolution": "no_name_server",
    "certificate has expired": "expired",
    "self-signed certificate in certificate chain": "own_authority",
    "self signed certificate in certificate chain": "own_authority",
    "self-signed certificate": "self_signed",
    "self signed certificate": "self_signed",
    "unable to get local issuer certificate": "own_authority",
    "certificate is not yet valid": "not_yet",
    "WRONG_VERSION_NUMBER": "no_tls",
    "UNSUPPORTED_PROTOCOL": "old_tls",
    "TLSV1_ALERT_PROTOCOL_VERSION": "old_tls",
    "NO_PROTOCOLS_AVAILABLE": "old_tls",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "no_handshake",
    "UNEXPECTED_EOF_WHILE_READING": "cut",
    "Connection lost": "cut",
    "socket error: EOF": "cut",
    "server closed the connection unexpectedly": "cut",
    "timeout expired": "ETIMEDOUT",
    "timed out": "ETIMEDOUT",
    "TimeoutError": "ETIMEDOUT",
    "ConnectionRefusedError": "ECONNREFUSED",
    "ConnectionResetError": "ECONNRESET",
    "BrokenPipeError": "EPIPE",
    "unable to open database file": "no_database_file",
    "disk I/O error": "disk_io",
    "database or disk is full": "disk_full",
    "attempt to write a readonly database": "read_only",
    "file is not a database": "no_database",
    "database disk image is malformed": "malformed",
    "database is locked": "locked",
    "password authentication failed": "pg_password",
    "codec can't decode": "not_utf8",
    "codec can't encode": "not_utf8",
    "embedded null byte": "null_byte",
}
"""Texts, or what of them does not change: the longer ones first where one is within another."""
_OF_MAIL_SERVERS = frozenset({"outbox.says", "outbox.why", "people.bounced", "signers.failed"})
"""Sentences in which a mail server may give the reason: its meaning alone, as the page of the mail has its words."""
_WITH_ITS_WORDS = "mail.not_sent"
"""The sentence that is all that is read of the mail."""
_HOST_NAME = re.compile(r"certificate is not valid for '(?P<name>[^']*)'")


def worded_errors(key: str, shown: Mapping[str, object], find: "Callable[[str], str | None]") -> dict[str, str]:
    """Those of the texts which the sentence `key` shows that come from the system, in the words of its language."""
    texts = ((place, shown[place]) for place in _PLACES & shown.keys())
    if key in _OF_MAIL_SERVERS or key == _WITH_ITS_WORDS:
        is_quoted = key == _WITH_ITS_WORDS
        return {place: _refused(text, find, is_quoted=is_quoted) for place, text in texts if type(text) is str}
    if key.partition(".")[0] not in _SENTENCES:
        return {}
    return {place: in_words(text, find) for place, text in texts if type(text) is str}  # a sentence of ours is worded


@cache
def _codes() -> dict[str, str]:
    """The system's texts, and the names of their codes."""
    return {os.strerror(code): name for code, name in errno.errorcode.items()}


@cache
def _within() -> "re.Pattern[str]":
    """One of the texts, as it stands at the end of a sentence: what a database's library says goes on."""
    texts = "|".join(re.escape(text) for text in sorted(_codes(), key=len, reverse=True))
    return re.compile(rf"(?::\s|^)(?P<text>{texts})(?=[\s.,;]*(?:$|\n))")


def in_words(text: str, find: "Callable[[str], str | None]") -> str:
    """The text as the sentences that `find` knows say it."""
    for code, more in _candidates(text):
        sentence = find(f"system.{code}")
        if sentence is not None:
            return sentence.format_map(more)
    return text


def _refused(text: str, find: "Callable[[str], str | None]", *, is_quoted: bool) -> str:
    """The meaning of a mail server's refusal, and its own words behind that where they are wanted."""
    kind = refusal(text)
    means, both = find(f"system.refused_{kind}"), find("system.refused")
    if not kind or not means or not both:
        return in_words(text, find)
    return both.format(means=means, text=text) if is_quoted else means


def _candidates(text: str) -> list[tuple[str, dict[str, str]]]:
    """Codes that it may stand for, the surest first, each with what the sentence names."""
    whole = _codes().get(text.strip())
    if whole:
        return [(whole, {})]
    if named := _HOST_NAME.search(text):
        return [("other_host", named.groupdict())]
    numbers = (int(one) for one in _NUMBERED.findall(text))
    found = [errno.errorcode[one] for one in numbers if one in errno.errorcode]
    found += [code for phrase, code in _PHRASES.items() if phrase in text]
    if within := _within().search(text):
        found.append(_codes()[within["text"]])
    return [(code, {}) for code in found]
