"""What belongs into the archive of a matter and is not found by its fields; and what the trail knows of archives."""

from typing import NamedTuple

from collabtui.store.sqlite.connection import Connection

_OF_MATTER = """meeting IN (SELECT ref FROM meeting WHERE matter = ?1)
    OR matter = ?1 OR change IN (SELECT ref FROM change WHERE matter = ?1)"""
_NAMES = """EXISTS (SELECT 1 FROM json_each({field}) AS item JOIN action
    ON action.ref = json_extract(item.value, '$.ref') AND action.matter = ?1)"""


class MailRefs(NamedTuple):
    """In the order in which they were written."""

    outgoing: list[str]
    incoming: list[str]


def mails_of(reader: Connection, matter: str) -> MailRefs:
    """Mails that left about the matter, its meetings, its changes or its actions; and those that came in answer to
    them, or say something of its actions."""
    bound = (matter.strip().upper(),)
    left = f"state = 'sent' AND ({_OF_MATTER} OR {_NAMES.format(field='outgoing.items')})"
    answers = f"answers IN (SELECT ref FROM outgoing WHERE {left})"
    said = " OR ".join(_NAMES.format(field=f"incoming.{name}") for name in ("updates", "requests"))
    sent = reader.run(f"SELECT ref FROM outgoing WHERE {left} ORDER BY id", bound)
    received = reader.run(f"SELECT ref FROM incoming WHERE kind <> 'own' AND ({answers} OR {said}) ORDER BY id", bound)
    return MailRefs([ref for (ref,) in sent], [ref for (ref,) in received])


def archive_heads(reader: Connection, matter: str) -> list[str]:
    """The heads of all archives that were ever written of the matter, the first one first."""
    from json import loads

    sql = "SELECT new FROM trail WHERE ref = ? AND field = 'archive_head' ORDER BY id"
    return [head for (new,) in reader.rows(sql, (matter.strip().upper(),)) if (head := loads(new))]
