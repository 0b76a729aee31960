"""Mails that belong into the archive of a matter and are not found by its fields; and archives in the trail."""

from typing import NamedTuple

from collabtui.domain.refs import kept_ref
from collabtui.store.common_sql.dialect import elements, value_at
from collabtui.store.engine_connection import Connection

_OF_MATTER = """meeting IN (SELECT ref FROM meeting WHERE matter = ?)
    OR matter = ? OR change IN (SELECT ref FROM change WHERE matter = ?)"""


class MailRefs(NamedTuple):
    """In the order in which they were written."""

    outgoing: list[str]
    incoming: list[str]


def mails_of(reader: Connection, matter: str) -> MailRefs:
    """Mails that left about the matter, its meetings, its changes or its actions; and those that came in answer to
    them, or say something of its actions."""
    of_matter = kept_ref(matter)
    left = f"state = 'sent' AND ({_OF_MATTER} OR {_names('outgoing.items')})"
    answers = f"answers IN (SELECT ref FROM outgoing WHERE {left})"
    named = " OR ".join(_names(f"incoming.{name}") for name in ("updates", "requests"))
    sent = f"SELECT ref FROM outgoing WHERE {left} ORDER BY id"
    received = f"SELECT ref FROM incoming WHERE kind <> 'own' AND ({answers} OR {named}) ORDER BY id"
    return MailRefs(*([ref for (ref,) in reader.run(sql, (of_matter,) * sql.count("?"))] for sql in (sent, received)))


def last_mails_of(reader: Connection, matter: str, limit: int) -> MailRefs:
    """The last mails about the matter itself, its meetings and its changes, and the last answers to such, the newest
    first. Found by indices, however many mails there are."""
    sent = f"SELECT ref FROM outgoing WHERE {_OF_MATTER} ORDER BY id DESC LIMIT ?"
    received = f"""SELECT i.ref FROM incoming AS i WHERE i.answers IN (SELECT ref FROM outgoing WHERE {_OF_MATTER})
        ORDER BY i.id DESC LIMIT ?"""
    return MailRefs(
        *([ref for (ref,) in reader.rows(sql, (matter, matter, matter, limit))] for sql in (sent, received))
    )


def _names(items: str) -> str:
    """That a document of items names an action of the matter."""
    return f"""EXISTS (SELECT 1 FROM {elements(items, "item")} JOIN action
        ON action.ref = {value_at("item.value", "ref")} AND action.matter = ?)"""


def archive_heads(reader: Connection, matter: str) -> list[str]:
    """The heads of all archives that were ever written of the matter, the first one first."""
    from json import loads

    sql = "SELECT new FROM trail WHERE ref = ? AND field = 'archive_head' ORDER BY id"
    return [head for (new,) in reader.rows(sql, (kept_ref(matter),)) if (head := loads(new))]
