"""A value of a record in words: 4 Dec for 2026-12-04, 已承诺 for `promised`, a person's name for P3."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from collabtui.domain.access.mail_account import MailAccount
from collabtui.domain.access.role_grant import RoleGrant
from collabtui.domain.kept_report import KeptReport
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.change_request import ChangeRequest
from collabtui.domain.people import Person
from collabtui.domain.refs import ENTRY, RESOURCE, RISK, SIGN_OFF, VOTE, Ref, is_ref
from collabtui.errors import Unknown
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue
from collabtui.text.code_words import CODES, code_in_words
from collabtui.text.part_words import part_name

PEOPLE = frozenset({"owner", "clerk", "contact", "person", "deputy", "away_deputy", "merged_into", "successor"})
CODES_OF: Mapping[tuple[str, str], str] = {
    (SIGN_OFF, "state"): "sign_off",
    (ChangeRequest.prefix, "state"): "change.state",
    (ChangeRequest.prefix, "kind"): "change.of",
    (RESOURCE, "state"): "resource.state",
    (RESOURCE, "kind"): "resource.kind",
    (RISK, "state"): "risk.state",
    (VOTE, "state"): "vote.state",
    (ENTRY, "kind"): "entry",
    (KeptReport.prefix, "kind"): "report.kind",
    (Outgoing.prefix, "kind"): "outbox.kind",
    (Incoming.prefix, "reason"): "reason",
    (RoleGrant.prefix, "role"): "given_role",
}
"""As `CODES`, where they are those of one type of record, by the prefix of its refs."""
_OF_PEOPLE = ("attendance", "partstat", "role")
"""Fields of a participant whose values are codes."""
_LONG = 36
"""Letters of a value that are shown."""
LONG_TITLE = 60
"""Of how a thing is called."""


class ValueWords:
    def __init__(self, words: Catalogue, zone: ZoneInfo, reader: Reader) -> None:
        """`zone` is the reader's of these words; `reader` knows the names of people."""
        self._words = words
        self._zone = zone
        self._reader = reader

    def value(self, ref: str, field: str, value: Any) -> str:
        """Of a field of the record `ref`, as the store keeps it."""
        if value in (None, "", [], ()):
            return self._words("undo.empty")
        if isinstance(value, bool):
            return self._words("key.yes" if value else "key.no")
        if isinstance(value, list | tuple):
            return in_short(self._words("list.separator").join(dict.fromkeys(self._part(one) for one in value)))
        if isinstance(value, dict):
            return in_short(self._part(value))
        return self._single(ref, field, str(value))

    def people_apart(self, some: Sequence[Any], others: Sequence[Any]) -> tuple[str, str] | None:
        """Of participants who are the same people on both sides what differs of them, `张伟 到场` and `张伟 无`. None
        for everything else."""
        here, there = ({one["person"]: one for one in side if _is_participant(one)} for side in (some, others))
        if not here or here.keys() != there.keys() or len(here) != len(some):
            return None
        differ = {who: [name for name in _OF_PEOPLE if here[who].get(name) != there[who].get(name)] for who in here}
        if not all(differ.values()):
            return None
        return self._people(here, differ), self._people(there, differ)

    def _people(self, known: Mapping[str, Any], fields: Mapping[str, Sequence[str]]) -> str:
        """Each with the words for these fields of his."""
        codes = {who: [(name, one.get(name)) for name in fields[who]] for who, one in known.items()}
        texts = (
            " ".join([self.name(who), *(self._words(f"{name}.{code}" if code else "undo.empty") for name, code in own)])
            for who, own in codes.items()
        )
        return self._words("list.separator").join(texts)

    def name(self, person: str) -> str:
        """Of a person by his ref; the ref where nobody has it."""
        try:
            return self._reader.get(Person, person).name
        except Unknown:
            return person

    def _single(self, ref: str, field: str, text: str) -> str:
        if field == "running_slot":
            return str(int(text) + 1)
        if field == "percent":
            return f"{text} %"
        if field in PEOPLE:
            return self.name(text)
        if is_ref(text, MailAccount.prefix):
            return self._reader.get(MailAccount, text).name
        return self._coded(ref, field, text) or self._moment(text) or in_short(text)

    def _coded(self, ref: str, field: str, text: str) -> str:
        """The words for a code; empty where the field has none."""
        parsed = Ref.parse(ref)
        codes = (parsed and CODES_OF.get((parsed.prefix, field))) or CODES.get(field)
        return code_in_words(self._words, codes, text)

    def _moment(self, text: str) -> str:
        """A day or an instant as people read it; empty for what is neither."""
        try:
            if len(text) == len("2026-03-04"):
                return self._words.short_day(date.fromisoformat(text))
            return self._words.instant(datetime.fromisoformat(text).astimezone(self._zone)) if text[4:5] == "-" else ""
        except ValueError:
            return ""

    def _part(self, part: Any) -> str:
        if not isinstance(part, dict):
            return str(part)
        if "choice" in part and "person" in part:
            key = "undo.empty" if not part["choice"] else f"vote.{part['choice']}"
            return f"{self.name(part['person'])} {self._words(key) if key in self._words else part['choice']}"
        if isinstance(person := part.get("person"), str) and part_name(part) == person:
            return self.name(person)
        if "minutes" in part and "title" in part:
            lead = f" @{part['lead']}" if part.get("lead") else ""
            beside = filter(None, [*part.get("material", ()), part.get("outcome")])
            return " · ".join([f"{part['title']} {part['minutes']}m{lead}", *beside])
        if "outcome" in part:
            outcome = self._words(f"state.{part['outcome']}")
            return self._words("undo.outcome", what=in_short(part_name(part)), outcome=outcome)
        return part_name(part)


def _is_participant(part: Any) -> bool:
    return isinstance(part, dict) and "person" in part and "attendance" in part


def in_short(text: str, most: int = _LONG) -> str:
    """On one line that a notice has room for, with what is said behind it."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
