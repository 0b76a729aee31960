"""Files that owners have handed in with their replies, as whoever accepts the result gets them."""

from collections.abc import Iterable
from typing import NamedTuple

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.via import mail_of
from collabtui.errors import Refused
from collabtui.lifecycle.base import outbox_keys
from collabtui.mail.parse.attached_files import AttachedFile, attached_files
from collabtui.store.interface import Reader

MOST_BYTES = 8 * 1024 * 1024
"""Of all files together: servers commonly take mails of 10 MB, and the encoding adds a third."""
_MOST_FILES = 40


def refuse_too_large(files: Iterable[AttachedFile]) -> None:
    """Hold that servers commonly take so many MB. Raises `Refused` (asked.files_too_large: n, names)."""
    found = list(files)
    if sum(len(file.content) for file in found) > MOST_BYTES:
        raise Refused("asked.files_too_large", n=MOST_BYTES // 2**20, names=[file.name for file in found])


class BroughtFiles(NamedTuple):
    """Files that came with one mail, by name."""

    mail: str
    names: tuple[str, ...]


def files_of(reader: Reader, via: str) -> BroughtFiles | None:
    """Those of the mail through which something was said; None where it was said in another way, or without a file."""
    ref = mail_of(via)
    found = reader.find(Incoming, ref=ref, limit=1) if ref else []
    names = (
        tuple(file.name for file, _ in attached_files(found[0].raw, 0)) if found and _counts(reader, found[0]) else ()
    )
    return BroughtFiles(ref, names) if names else None


def _counts(reader: Reader, mail: Incoming) -> bool:
    """Not what was taken back; nor a department's plan that came back, which hands nothing in."""
    asked = reader.find(Outgoing, ref=mail.answers, limit=1) if mail.answers else []
    return mail.state in ("applied", "waiting") and not any(outbox_keys.is_duties(one.key) for one in asked)


def files_of_action(reader: Reader, action: str) -> list[BroughtFiles]:
    """Those of each mail that has changed the action, in the order in which they came."""
    ways = dict.fromkeys(change.via for change in reversed(reader.changes(action)))
    return [found for via in ways if (found := files_of(reader, via))]


class HandedIn(NamedTuple):
    files: tuple[AttachedFile, ...]
    left_out: tuple[str, ...]
    """Names of those that are too large, or too many."""


def handed_in_files(reader: Reader, matter: str) -> HandedIn:
    """The files of mails that have changed an action of the matter, named after it. Of several of one name the one that
    came last counts."""
    found: dict[str, tuple[AttachedFile, bool]] = {}
    for action in reader.find(Action, matter=matter):
        if action.status == "cancelled":
            continue
        mails = dict.fromkeys(ref for change in reader.changes(action.ref) if (ref := mail_of(change.via)))
        for ref in reversed(mails):  # changes come the newest first
            mail = reader.get(Incoming, ref)
            if _counts(reader, mail):
                for file, whole in attached_files(mail.raw, MOST_BYTES):
                    name = f"{action.ref} {file.name}"
                    found[name] = (file._replace(name=name), whole)
    files: list[AttachedFile] = []
    left_out: list[str] = []
    room = MOST_BYTES
    for name, (file, whole) in found.items():
        if whole and len(file.content) <= room and len(files) < _MOST_FILES:
            files.append(file)
            room -= len(file.content)
        else:
            left_out.append(name)
    return HandedIn(tuple(files), tuple(left_out))
