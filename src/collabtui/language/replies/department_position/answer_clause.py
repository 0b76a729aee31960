"""One clause of a department's answer: what it says, and where it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule
from collabtui.domain.mail.reply import Clause
from collabtui.language.replies.contact_clause import NamedContact
from collabtui.language.replies.marking.marking import Marked
from collabtui.language.replies.words.vocabulary import Token

Says = Literal["for", "against", "contact", "promise", "gift", "harmless", "other"]


@dataclass
class AnswerClause:
    marked: Marked
    tokens: list[Token]
    ends: str
    """The mark it ends with, or the kind of word that the next one begins with."""
    says: Says = "other"
    code: ClauseDoubt | Literal[""] = ""
    contact: NamedContact | None = None
    promised: date | None = None
    withdraws: bool = False
    """It takes a former no back, and says nothing else."""
    refers: bool = False
    """It names whom to ask: beside a yes the contact, and no yes by itself."""
    objects: bool = False
    """It is most likely a no."""
    explains: bool = False
    """It stands behind the colon, or the `because`, of a no."""
    mistyped: bool = False
    """Its yes is another word, and near one (Aprove, 同易): it is asked back."""
    softened: bool = False
    """Its yes is given with a shrug (同意吧): it is asked back."""
    wants_no_change: bool = False
    """It says no more than that nothing has to be changed: alone most likely a yes, and nothing beside one."""

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        # a day may hold a word that says something by itself: two more weeks
        return max(token.end for token in self.tokens)

    def has(self, *names: str) -> bool:
        return any(token.of(*names) for token in self.tokens)

    @property
    def written(self) -> str:
        return self.marked.block.written(self.start, self.end)

    def clause(self) -> Clause:
        counts = self.says in ("for", "against", "contact", "promise", "gift")
        span = self.marked.block.span(self.start, self.end)
        return Clause(span=span, text=self.written, rule=self._rule, counts=counts)

    @property
    def _rule(self) -> ClauseRule:
        if self.says == "harmless":
            return "talk"
        if self.says == "gift":
            return "for"
        if self.says != "other":
            return self.says
        if self.objects:
            return "against"
        return "reason" if self.explains else self.code or "no-stance"

    @property
    def folded(self) -> str:
        """As it is compared: small letters, one way of writing."""
        return self.marked.text[self.start : self.end]

    @property
    def names_other_day(self) -> bool:
        """同意，26号更好 (agreed, the 26th is better); what was asked for is no other."""
        asked = [(token.start, token.end) for token in self.tokens if token.of("asked-thing")]
        return any(
            self.start <= one.start < self.end and not any(start < one.end and one.start < end for start, end in asked)
            for one in self.marked.days
        )


SO = ("so", "所以", "因此")
"""A clause that begins so draws its answer from the one before it."""
