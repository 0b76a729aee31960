"""Reading one mail with all that its pane shows. Brings what reads raw mails: imported when the first mail is shown."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from collabtui.domain.mail.bare_subject import topic
from collabtui.domain.refs import ACTION, INCOMING, MEETING, is_ref, ref_of
from collabtui.domain.via import mail_of
from collabtui.errors import Unknown
from collabtui.language.capture.people_names import match_people
from collabtui.mail.identity.trusted_auth_results import named_server
from collabtui.mail.parse.attached_files import attached_files
from collabtui.mail.parse.message import read
from collabtui.mail.quote.misleading_links import misleading_in_mail
from collabtui.mail.quote.new_text import new_text
from collabtui.screens.dialogs.field_parsers import known
from collabtui.screens.inbox.inbox_mail import MailData, clauses_of, refs_in
from collabtui.store.queries.actions import action, action_id, dependents
from collabtui.store.queries.corrections import correction_of_mail
from collabtui.store.queries.departments import answer_brought_by
from collabtui.store.queries.mails import inbox_mail, inbox_raw
from collabtui.store.queries.meetings import meeting
from collabtui.store.queries.trail_entries import trail
from collabtui.text.width import on_a_line

if TYPE_CHECKING:
    from collabtui.store.engine_connection import Connection
    from collabtui.store.queries.rows.mail_rows import TimedRequestRow

UNNAMED_SERVER = "authserv-id-unset"
"""The reason of a mail whose server is not believed, as none is."""


def read_mail(reader: "Connection", number: int, today: date) -> MailData:
    mail = inbox_mail(reader, number)
    asked = (*mail["updates"], *mail["requests"])
    named = [one["ref"] for one in asked] + [ref for clause in clauses_of(mail) for ref in refs_in(clause)]
    refs = [
        ref for ref in dict.fromkeys(filter(None, named)) if is_ref(ref, ACTION, MEETING) and _is_there(reader, ref)
    ]
    moved = {one["ref"] for one in mail["requests"] if one["ask"] == "postpone" and one["ref"]}
    to_whom = {one["to"]: match_people(one["to"], known(reader)) for one in mail["requests"] if one["to"]}
    raw = inbox_raw(reader, number)
    received = read(raw)
    return MailData(
        mail,
        "" if mail["new_text"] else new_text(received.body, None).shown,
        {ref: action(reader, ref, today=today) for ref in refs if is_ref(ref, ACTION)},
        {ref: meeting(reader, ref) for ref in refs if is_ref(ref, MEETING)},
        {ref: dependents(reader, ref, today=today) for ref in moved},
        _moved_from(reader, mail["requests"], ref_of(INCOMING, mail["id"])) if mail["state"] == "applied" else {},
        named_server(received) if mail["reason"] == UNNAMED_SERVER else "",
        named_server(received) if mail["trust"] == "verified" else "",
        frozenset(name for name, one in to_whom.items() if one.found is None),
        frozenset(name for name, one in to_whom.items() if one.candidates),
        correction_of_mail(reader, ref_of(INCOMING, mail["id"])),
        answer_brought_by(reader, ref_of(INCOMING, mail["id"])) if mail["position"] else None,
        on_a_line(topic(mail["subject"])),
        misleading_in_mail(received.body),
        tuple(file.name for file, _ in attached_files(raw, 0)),
    )


def _moved_from(reader: "Connection", requests: "Sequence[TimedRequestRow]", mail: str) -> dict[str, str]:
    named = dict.fromkeys(one["ref"] for one in requests if one["ref"] and (one["due"] or one["start"]))
    return {
        ref: str(change["old"])
        for ref in named
        for change in reversed(trail(reader, ref))  # the newest stands
        if change["field"] in ("due", "start") and change["old"] and mail_of(change["via"]) == mail
    }


def _is_there(reader: "Connection", ref: str) -> bool:
    """A mail may name any number."""
    try:
        action_id(reader, ref) if is_ref(ref, ACTION) else meeting(reader, ref)
    except Unknown:
        return False
    return True
