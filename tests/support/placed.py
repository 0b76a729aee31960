"""The labelled examples in the mails of real clients, by a fixed rule: which client, and where the answer stands."""

import re
from collections.abc import Iterator, Mapping

from support.labelled_replies import Reply, situations
from support.mail_clients import CLIENTS

_NUMBERED = re.compile(r"(?P<number>\d)(?![\d%./-])[ .、:：)）]*(?P<said>.*)")
_NAMES_MORE = re.compile(
    r"[A-Za-z]\d|[1-9](?![\d%月日号])|[前后全都其剩]|\b(?:all|rest|both|others?|first|last)\b", re.IGNORECASE
)
"""What a line without its number may not have in it, if it is to say the same by its place alone."""
_PLAIN = [name for name, client in CLIENTS.items() if client.quotes and not client.one_line]


def client_above(example: Reply) -> str:
    """Formats that join all lines cannot carry an answer of several."""
    fits = [name for name, client in CLIENTS.items() if "\n" not in example.text or not client.one_line]
    return fits[example.number % len(fits)]


def client_below(example: Reply) -> str:
    """A footer of some gateway would stand between the quote and the answer."""
    fits = [name for name in _PLAIN if not CLIENTS[name].tail]
    return fits[7 * example.number % len(fits)]


def clients_between(example: Reply) -> Iterator[str]:
    """One after the other."""
    at = 3 * example.number
    while True:
        yield _PLAIN[at % len(_PLAIN)]
        at += 11


def lines_by_item(example: Reply) -> Mapping[str, str]:
    """Ref → line, where each line begins with the number of an item and none is named twice; else nothing."""
    refs = {item.number: item.ref for item in situations()[example.situation].items}
    found: dict[str, str] = {}
    for line in example.text.split("\n"):
        match = _NUMBERED.fullmatch(line)
        ref = refs.get(int(match["number"])) if match and match["said"] else None
        if ref is None or ref in found:
            return {}
        found[ref] = line
    return found


def without_numbers(lines: Mapping[str, str]) -> Mapping[str, str]:
    """The same lines if their place alone says which item is meant; nothing where they name other items as well."""
    said = {ref: line[match.start("said") :] for ref, line in lines.items() if (match := _NUMBERED.fullmatch(line))}
    return {} if any(_NAMES_MORE.search(line) for line in said.values()) else said
