"""The background of a matter: the files that went with its request, for whoever is asked or reminded later."""

from collections.abc import Iterable

from collabtui.domain.mail.mail_records import Outgoing
from collabtui.lifecycle.attachments.handed_in_files import MOST_BYTES
from collabtui.mail.parse.attached_files import AttachedFile, attached_files
from collabtui.store.interface import Reader


def background_files(reader: Reader, matter: str, instead: Iterable[AttachedFile] = ()) -> tuple[AttachedFile, ...]:
    """Those of the mails that asked its departments, of each name the one that went last; `instead` takes the place of
    those of its names. Together no more than servers commonly take: the newest first."""
    found = {file.name: file for file in instead}
    room = MOST_BYTES - sum(len(file.content) for file in found.values())
    mails = (one for one in reader.find(Outgoing, matter=matter, newest_first=True) if _asked(one))
    for mail in mails:
        for file, whole in attached_files(mail.raw, MOST_BYTES):
            if whole and file.name not in found and len(file.content) <= room:
                found[file.name] = file
                room -= len(file.content)
    return tuple(found.values())


def _asked(mail: Outgoing) -> bool:
    return mail.kind == "request" and mail.change is None and mail.state != "held"
