"""A department's answer to what it was asked: yes, no, or something that a person has to look at.

Nothing is a yes or a no but a clause that says this alone: whatever else stands in it, or beside a yes, may take it
back (`agree if the budget comes`, 同意张伟的建议). The words are data, `words/stance.*.json`; they are known only where
a department was asked, so they take nothing from the other readings.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from collabtui.domain.mail.reason_codes import ClauseDoubt
from collabtui.domain.mail.reply import Asking, Clause
from collabtui.domain.matters.department_answer import Stance
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.contact_clause import NamedContact
from collabtui.language.replies.department_position.answer_clause import AnswerClause
from collabtui.language.replies.department_position.clause_cuts import cut_clauses
from collabtui.language.replies.department_position.clause_reading import closes, read_clauses, settle_own_question
from collabtui.language.replies.department_position.likely_position import is_likely_yes, note_objections
from collabtui.language.replies.department_position.names_asked import names_of_department, with_names
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.own_grammars.acknowledgement import only_acknowledges
from collabtui.language.replies.own_grammars.beside_yes.offered_gift import gives_what_was_asked
from collabtui.language.replies.words.vocabulary import COURTESY, TaughtWords, Token, kinds


@dataclass(frozen=True)
class Position:
    stance: Stance | None
    """None where nothing at all was said."""
    statement: str = ""
    contact: str = ""
    contact_phone: str = ""
    """The telephone number beside his name, as written."""
    doubt: ClauseDoubt | Literal[""] = ""
    clauses: tuple[Clause, ...] = ()
    promised: date | None = None
    """The day by which the department delivers what it was asked for."""
    likely: bool = False
    """Whether it says yes, and nothing that is known to take that back: what else it says is not understood."""
    is_likely_no: bool = False
    """Whether it says no in words of its own, and nothing that is known to take that back."""
    is_bare: bool = False
    """A yes that names nothing (ok, 好的): what it is said to has to be beyond doubt."""


_POLITE = COURTESY | kinds("receipt offer person me text")
"""What alone needs nobody to look: thanks, a greeting, a name, that it came."""
_AGAINST_A_NO = ("question", "condition", "hearsay", "quotation")
"""What stands beside a no takes it back; a doubt or a denial only explains it."""


@cache
def _stance_words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for kind, words in read_words("stance", language)["kinds"].items():
            found.setdefault(kind, []).extend(words)
    return found


def with_stance_words(taught_words: TaughtWords) -> TaughtWords:
    """The words that a home has taught and those of this grammar."""
    found: dict[str, Sequence[str]] = dict(_stance_words())
    for kind, words in taught_words.items():
        found[kind] = (*found.get(kind, ()), *words)
    return found


def position(marked: Iterable[Marked], marker: Marker, asking: Asking) -> Position:
    """The position of a department, as all blocks together say it; they are marked with the words of
    `with_stance_words`."""
    statements: list[AnswerClause] = []
    closing = False
    for one in marked:
        if one.unread:
            whole = Token(kinds("text"), 0, len(one.text), one.text)
            statements.append(AnswerClause(one, [whole], "", "other", "unknown"))
            continue
        if any(token.of("boilerplate") for token in one.tokens):
            closing = True
            continue
        clauses = cut_clauses(one._replace(tokens=with_names(one, marker, asking)))
        read_clauses(clauses, marker, asking, closing=closing)
        settle_own_question(clauses)
        closing = closing or any(clause.says == "harmless" and closes(clause, clauses) for clause in clauses)
        statements += clauses
    _settle_gifts(statements, marker, asking)
    return _together(statements)


def _settle_gifts(statements: Sequence[AnswerClause], marker: Marker, asking: Asking) -> None:
    """Beside a yes to a request what is given for it takes nothing back."""
    if asking.kind != "request" or not asking.wanted or not any(one.says in ("for", "contact") for one in statements):
        return
    wanted, *called = (
        marker.words.folding.fold(one).text.strip() for one in (asking.wanted, *names_of_department(asking.department))
    )
    for run in _joined_by_and(statements):
        text = run[0].marked.text[run[0].start : run[-1].end]
        stands = run[-1].ends not in ("?", "reason", "contrast")
        if stands and _are_plain(run) and gives_what_was_asked(text, wanted, called):
            for one in run:
                one.says, one.code = "gift", ""


def _are_plain(run: Iterable[AnswerClause]) -> bool:
    return all(one.says == "other" and not one.explains for one in run)


def _joined_by_and(statements: Sequence[AnswerClause]) -> list[list[AnswerClause]]:
    """能提供5000元和一台服务器 is cut at 和."""
    found: list[list[AnswerClause]] = []
    for before, one in zip((None, *statements), statements, strict=False):
        if before and before.ends == "and" and before.says == one.says == "other" and before.marked is one.marked:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _together(statements: Sequence[AnswerClause]) -> Position:
    relevant = [clause for clause in statements if clause.says != "harmless"]
    first = statements[0] if len(statements) == 1 else None
    if not relevant and first and first.has("person", "text") and not first.has("greeting"):
        # 王芳: whether she is the contact, a person sees
        relevant = [first]
        first.says, first.code = "other", "no-stance"
    if not relevant:
        # for, 是: words that say nothing elsewhere, and all that there is here
        relevant = [clause for clause in statements if _is_curt(clause)]
        for clause in relevant:
            clause.says, clause.code = "other", "no-stance"
    if not relevant:
        return Position(None, clauses=tuple(clause.clause() for clause in statements))
    stance, doubt = _stance(relevant)
    contacts = {one.contact.text: one.contact for one in relevant if one.contact and one.contact.text}
    if stance == "for" and not contacts and only_acknowledges([(one.marked, one.tokens) for one in statements]):
        stance, doubt = "none", "hedged"
    likely = stance == "none" and is_likely_yes(relevant)
    is_no = stance == "none" and not likely and note_objections(relevant)
    contact = next(iter(contacts.values())) if (stance == "for" or likely) and contacts else NamedContact("")
    clauses = tuple(clause.clause() for clause in statements)
    if stance == "none":
        clauses = tuple(one.model_copy(update={"counts": False}) for one in clauses)
    promised = next((clause.promised for clause in relevant if clause.promised), None)
    promised = promised if stance == "for" or likely else None
    bare = stance == "for" and not contacts and not any(map(_is_of_the_question, relevant))
    return Position(
        stance=stance,
        statement=_statement(relevant),
        contact=contact.text,
        contact_phone=contact.phone,
        doubt=doubt,
        clauses=clauses,
        promised=promised,
        likely=likely,
        is_likely_no=is_no,
        is_bare=bare,
    )


def _is_curt(clause: AnswerClause) -> bool:
    letters = any(char.isalnum() for char in clause.written)
    return letters and not any(token.within(_POLITE) for token in clause.tokens)


def _is_of_the_question(clause: AnswerClause) -> bool:
    """Whether it says yes as one does to a request, or names what was asked."""
    return clause.has("asked-thing") or any(one.of("assent") and not one.of("bare-assent") for one in clause.tokens)


def _stance(statements: Sequence[AnswerClause]) -> tuple[Stance, ClauseDoubt | Literal[""]]:
    says = {clause.says for clause in statements}
    others = [clause for clause in statements if clause.says == "other" and not clause.explains]
    if "for" in says:
        others = [clause for clause in others if not clause.withdraws]
    contacts = {clause.contact.text for clause in statements if clause.contact and clause.contact.text}
    if "against" in says:
        if says & {"for", "contact", "promise", "gift"}:
            return "none", "contradiction"
        if any(_denies_a_no(clause) for clause in others):
            return "none", "contradiction"
        refused = next(at for at, clause in enumerate(statements) if clause.says == "against")
        reasons = [clause for clause in statements[refused + 1 :] if _gives_hearsay_as_reason(clause)]
        doubts = (clause.code for clause in others if not any(clause is one for one in reasons))
        stopped = next((code for code in doubts if code in _AGAINST_A_NO), None)
        return ("none", stopped) if stopped else ("against", "")
    if others:
        return "none", others[0].code
    if len(contacts) > 1 or len({clause.promised for clause in statements if clause.promised}) > 1:
        return "none", "contradiction"
    if any(clause.says == "for" and clause.mistyped for clause in statements):
        return "none", "slip"
    yes = [clause for clause in statements if clause.says == "for"]
    is_alone = all(clause.wants_no_change for clause in yes)
    if any(clause.softened and (is_alone or not clause.wants_no_change) for clause in yes):
        return "none", "hedged"
    # a day alone: by when, of what nobody has said yes to
    only_refers = says <= {"contact", "gift"} and all(clause.refers for clause in statements if clause.contact)
    return ("none", "no-stance") if only_refers or (says == {"promise"} and not contacts) else ("for", "")


_NOBODY = ("nobody", "no one", "none", "没人", "没有人", "无人")


def _denies_a_no(clause: AnswerClause) -> bool:
    """Can't object, can't agree; no, no, nobody here is against it."""
    nobody = clause.has("dissent") and any(token.text in _NOBODY for token in clause.tokens)
    return clause.code == "negated" and (clause.has("object") or nobody)


_OF_A_TELLER = kinds("third person surname me mark and")
_TOLD_LATIN, _TOLD_HAN = 6, 3
"""Characters of what is told, behind the word for telling and beside who tells it."""


def _gives_hearsay_as_reason(clause: AnswerClause) -> bool:
    """不同意，业主群已经通知过3月20日通电 (no: the owners were told of 20 March): behind a no why it is one. Not `says
    Bob`, 是王芳说的, whose no it is."""
    teller = max((at for at, token in enumerate(clause.tokens) if token.of("hearsay", "says")), default=0)
    behind = clause.tokens[teller + 1 :]
    words = "".join(token.text for token in behind if token.kinds.isdisjoint(_OF_A_TELLER))
    is_enough = len(words) >= (_TOLD_LATIN if words.isascii() else _TOLD_HAN)
    return is_enough and clause.code == "hearsay" and clause.ends != "?"


def _statement(statements: Sequence[AnswerClause]) -> str:
    """What was said, as written; of a no that explains itself only what it explains."""
    first = statements[0]
    explained = [clause for clause in statements if clause.explains]
    if first.says == "against" and explained and len(explained) == len(statements) - 1:
        statements = explained
    lines: list[str] = []
    for block in dict.fromkeys(id(clause.marked.block) for clause in statements):
        own = [clause for clause in statements if id(clause.marked.block) == block]
        lines.append(own[0].marked.block.written(own[0].start, own[-1].end))
    return "\n".join(lines)
