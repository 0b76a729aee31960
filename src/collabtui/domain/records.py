"""The one registry of record types, and which of them a ref belongs to."""

import re

from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.access.role_grant import MatterReading, RoleGrant
from collabtui.domain.action import Action
from collabtui.domain.column_meaning import ColumnMeaning
from collabtui.domain.kept_report import KeptReport
from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.learned_phrase import LearnedPhrase
from collabtui.domain.mail.mail_records import Cursor, Incoming, Outgoing, Reminded, Unfetched
from collabtui.domain.mail.trusted_server import TrustedServer
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.matters.matter import Matter, Risk
from collabtui.domain.matters.resource import Resource
from collabtui.domain.meetings.meeting import Decision, Entry, Meeting, Question, SignOff
from collabtui.domain.meetings.minutes_versions import MinutesVersion
from collabtui.domain.meetings.series import Series
from collabtui.domain.meetings.vote import Vote
from collabtui.domain.model import Record
from collabtui.domain.people import Department, Person
from collabtui.domain.refs import kept_ref
from collabtui.domain.saved_view import SavedView
from collabtui.errors import Unknown

RECORDS: tuple[type[Record], ...] = (
    Department, Person, Matter, Risk, ChangeRequest, Resource, Meeting, Series, Entry, Decision, Question, SignOff,
    Vote, MinutesVersion, Action, Outgoing, Incoming, TrustedServer, CustomWord, LearnedPhrase, SavedView,
    ColumnMeaning, KeptReport, MailAccount, RoleGrant, MatterReading,
    Cursor, Unfetched, Reminded,
)  # fmt: skip
_BY_PREFIX = {model.prefix: model for model in RECORDS if model.kept.numbered}
_REF = re.compile(r"(X-|[A-Z]+)\d{1,18}(?:-\d{1,18})?")


def model_of(ref: str) -> type[Record]:
    """`A12` → Action, `X-2026-001` → Matter; in any letter case. Raises `Unknown` (ref.unknown)."""
    match = _REF.fullmatch(kept_ref(ref))
    if match is None or match[1] not in _BY_PREFIX:
        raise Unknown("ref.unknown", ref=ref)
    return _BY_PREFIX[match[1]]
