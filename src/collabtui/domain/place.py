"""Places on the pages: what a click, a search or an error sends its reader to, such as a line of a matter.

Imports no model: lists and first frames use it.
"""

import re
from typing import NamedTuple

from collabtui.domain.refs import ACTION, INCOMING, MATTER, MEETING, OUTGOING, PERSON, Ref

_PAGE_OF = {ACTION: "actions", INCOMING: "inbox", MATTER: "matters", MEETING: "meetings", OUTGOING: "outbox",
            PERSON: "people"}  # fmt: skip
_REQUEST, _WITHIN = "?", "#"
_PLAIN = r"(?a:[\w.@+-]+)"
"""A text: a compiled one would be made at each start, and most never ask."""

VOTES_PART = "votes"
"""The list of the votes of a meeting."""


class Place(NamedTuple):
    """`str()` gives ref and part, as errors and commands name it: `X-2026-001/C1#研发部`."""

    page: str
    ref: str = ""
    """What the page lists: a meeting, a matter, an action, a mail, a person, a step of the set-up; on the page of
    actions also a filter, `owner:a@b.test`. Empty for the page itself."""
    part: str = ""
    """What of it, as the page's rows are keyed: `D4`, `C1#研发部`, `?研发部`, `S3#0`, `step/retrospective`."""

    @classmethod
    def parse(cls, text: str) -> "Place":
        """The page follows from the kind of ref; what is no ref is a filter of actions. Raises ValueError for what no
        page lists: a decision, say, is found under its meeting."""
        ref, _, part = text.partition("/")
        parsed = Ref.parse(ref)
        if parsed is None:
            return cls("actions", text)
        if parsed.prefix not in _PAGE_OF:
            raise ValueError(f"no page lists {ref}")
        return cls(_PAGE_OF[parsed.prefix], ref, part)

    @classmethod
    def actions(cls, field: str, value: str) -> "Place":
        """The actions of which `field` of the filter is `value`."""
        return cls("actions", f"{field}:{value}" if re.fullmatch(_PLAIN, value) else f'{field}:"{value}"')

    @classmethod
    def request(cls, matter: str, department: str) -> "Place":
        """The place of a matter's request to a department."""
        return cls("matters", matter, request_part(department))

    @classmethod
    def opinion(cls, matter: str, change: str, department: str | None) -> "Place":
        """The place of a department's opinion on a change; without a department that of the change itself."""
        return cls("matters", matter, opinion_part(change, department) if department else change)

    @classmethod
    def step(cls, matter: str, step: str) -> "Place":
        return cls("matters", matter, step_part(step))

    @classmethod
    def correction(cls, meeting: str, sign_off: str, number: int) -> "Place":
        """A correction of minutes: the one of this number, from 0, in the answer of somebody who signs."""
        return cls("meetings", meeting, f"{sign_off}{_WITHIN}{number}")

    def __str__(self) -> str:
        return f"{self.ref}/{self.part}" if self.part else self.ref

    @property
    def department(self) -> str:
        """Of a request or of an opinion; empty for other places."""
        return self.part[1:] if self.part.startswith(_REQUEST) else split_part(self.part)[1]


def request_part(department: str) -> str:
    return f"{_REQUEST}{department}"


def opinion_part(change: str, department: str) -> str:
    return f"{change}{_WITHIN}{department}"


def step_part(step: str) -> str:
    return f"step/{step}"


def split_part(part: str) -> tuple[str, str]:
    """`C1#研发部` → C1, 研发部; `S3#0` → S3, 0; `D4` → D4 and nothing."""
    ref, _, within = part.partition(_WITHIN)
    return ref, within
