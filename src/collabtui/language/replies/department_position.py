"""A department's answer to what it was asked: yes, no, or something that a person has to look at.

Nothing is a yes or a no but a clause that says this alone: whatever else stands in it, or beside a yes, may take it
back (`agree if the budget comes`, 同意张伟的建议). The words are data, `words/stance.*.json`; they are known only where
a department was asked, so they take nothing from the other readings.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import dropwhile, pairwise, takewhile
from typing import Literal

from collabtui.domain.mail.reason_codes import ClauseDoubt, ClauseRule
from collabtui.domain.mail.reply import Asking, Clause
from collabtui.domain.matters.department_answer import Stance
from collabtui.language.late_patterns import late_regex
from collabtui.language.lexicon import LANGUAGES, read_words
from collabtui.language.replies.across_pieces.strange_signs import stands_by_strange_sign
from collabtui.language.replies.contact_clause import NamedContact, contact_in, reaches, signs
from collabtui.language.replies.invitation_and_minutes_answers import is_harmless, is_name, offers
from collabtui.language.replies.items.titles import is_word
from collabtui.language.replies.marking.marking import Marked, Marker
from collabtui.language.replies.own_grammars.acknowledgement import only_acknowledges
from collabtui.language.replies.own_grammars.asked_date import asked_date, names_of_date
from collabtui.language.replies.own_grammars.beside_yes.no_objection import (
    asks_for_objections,
    denies_objections,
    makes_no_difference,
)
from collabtui.language.replies.own_grammars.beside_yes.offered_gift import gives_what_was_asked
from collabtui.language.replies.own_grammars.beside_yes.room_to_spare import has_room_to_spare
from collabtui.language.replies.own_grammars.courteous_ends import excuses_delay, greets_by_name
from collabtui.language.replies.own_grammars.gift_terms import names_of_gift
from collabtui.language.replies.own_grammars.objections_in_own_words import is_conditional, objects
from collabtui.language.replies.own_grammars.offered_people import delays_in, offers_as_many
from collabtui.language.replies.own_grammars.promised_delivery import promise_in
from collabtui.language.replies.own_grammars.questions_beside import only_wants_to_know
from collabtui.language.replies.own_grammars.ways_of_yes import (
    behind_opinion,
    phrases_of_change,
    phrases_of_yes,
)
from collabtui.language.replies.own_grammars.wishes_beside import finds_fine, wants_no_change, wishes_only
from collabtui.language.replies.pieces import Piece
from collabtui.language.replies.taking_back.pending import has_to_be_checked, is_pending
from collabtui.language.replies.words.hedge_kinds import DOUBT_OF_STANCE
from collabtui.language.replies.words.mistyped_words import is_mistyped_alone
from collabtui.language.replies.words.overlay import OverlaySpan, covered
from collabtui.language.replies.words.vocabulary import COURTESY, STATEMENTS, WORK, TaughtWords, Token, kinds

Says = Literal["for", "against", "contact", "promise", "gift", "harmless", "other"]
_ALONE = kinds("assent dissent around asked-thing me department mark greeting thanks receipt the")
"""What may stand in a clause that says yes or no."""
_SOFTENS = "吧"
_POLITE_BESIDE = COURTESY | kinds("mark me department greeting thanks")
_NOW = ("现在", "现", "now")
"""Beside a yes; 现在不行 (not now) is no no, and what holds so far may not hold on."""
_WITHDRAWS = _ALONE - kinds("assent dissent") | kinds("withdrawing objected of-before")
"""What may stand in a clause that takes a former no back."""
_POLITE = COURTESY | kinds("receipt offer person me text")
"""What alone needs nobody to look: thanks, a greeting, a name, that it came."""
_COURTEOUS = COURTESY | kinds("mark receipt me department around person thanked")
_LOOKED = _COURTEOUS | kinds("looked asked-thing perfect the")
"""计划已审阅 (the plan was read), which is neither."""
_CUTS = frozenset(",;!?。…—")
_CODES: tuple[tuple[ClauseDoubt, frozenset[str]], ...] = (
    ("question", kinds("question particle")),
    ("condition", kinds("condition condition-first except")),
    ("hearsay", kinds("hearsay says third")),
    ("quotation", kinds("quote example")),
    ("hedged", DOUBT_OF_STANCE),
    ("negated", kinds("negated")),
)
"""Why a clause is neither, the first that is met."""
_AGAINST_A_NO = ("question", "condition", "hearsay", "quotation")
"""What stands beside a no takes it back; a doubt or a denial only explains it."""


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


@dataclass
class _Statement:
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
    statements: list[_Statement] = []
    closing = False
    for one in marked:
        if one.unread:
            whole = Token(kinds("text"), 0, len(one.text), one.text)
            statements.append(_Statement(one, [whole], "", "other", "unknown"))
            continue
        if any(token.of("boilerplate") for token in one.tokens):
            closing = True
            continue
        clauses = _clauses(one._replace(tokens=_with_names(one, marker, asking)))
        _read_all(clauses, marker, asking, closing=closing)
        _settle_own_question(clauses)
        closing = closing or any(clause.says == "harmless" and _closes(clause, clauses) for clause in clauses)
        statements += clauses
    _settle_gifts(statements, marker, asking)
    return _together(statements)


def _settle_gifts(statements: Sequence[_Statement], marker: Marker, asking: Asking) -> None:
    """Beside a yes to a request what is given for it takes nothing back."""
    if asking.kind != "request" or not asking.wanted or not any(one.says in ("for", "contact") for one in statements):
        return
    wanted, *called = (
        marker.words.folding.fold(one).text.strip() for one in (asking.wanted, *_called(asking.department))
    )
    for run in _joined_by_and(statements):
        text = run[0].marked.text[run[0].start : run[-1].end]
        stands = run[-1].ends not in ("?", "reason", "contrast")
        if stands and _are_plain(run) and gives_what_was_asked(text, wanted, called):
            for one in run:
                one.says, one.code = "gift", ""


def _are_plain(run: Iterable[_Statement]) -> bool:
    return all(one.says == "other" and not one.explains for one in run)


def _joined_by_and(statements: Sequence[_Statement]) -> list[list[_Statement]]:
    """能提供5000元和一台服务器 is cut at 和."""
    found: list[list[_Statement]] = []
    for before, one in zip((None, *statements), statements, strict=False):
        if before and before.ends == "and" and before.says == one.says == "other" and before.marked is one.marked:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _with_names(marked: Marked, marker: Marker, asking: Asking) -> Sequence[Token]:
    """What was asked, and the sender himself, by their names."""
    text = marked.text
    found = []
    called = _called(asking.department)
    found += phrases_of_yes(text, [marker.words.folding.fold(one).text.strip() for one in called])
    if asking.kind == "change" and asking.approves is None:
        found += phrases_of_change(text)
    found += [OverlaySpan(start, end, "asked-thing") for start, end in _called_briefly(text, asking, marker)]
    for kind, names in (("asked-thing", asking.topics), ("me", (asking.name,)), ("department", called)):
        for name in (marker.words.folding.fold(one).text.strip() for one in names):
            at = text.find(name) if name else -1
            while at >= 0:
                if is_word(text, at, at + len(name)):
                    found.append(OverlaySpan(at, at + len(name), kind))
                at = text.find(name, at + 1)
    if asking.gift and not any(token.of("dissent") for token in marked.tokens):
        # 8万不行 is no no: less may be given
        found += [OverlaySpan(start, end, "asked-thing") for start, end in names_of_gift(text, asking.gift)]
    topics = [marker.words.folding.fold(one).text for one in asking.topics] if asking.kind == "change" else []
    found += [OverlaySpan(one.start, one.end, "asked-thing") for one in marked.tokens if _is_asked_day(one, topics)]
    found += [OverlaySpan(start, end, "asked-thing") for start, end in delays_in(text, topics)]
    if topics and (asked := _asked_date(marker, topics)):
        found += [OverlaySpan(start, end, "asked-thing") for start, end in names_of_date(text, marked.days, asked)]
    return covered(text, marked.tokens, found)


_LONGEST_PART = 6
"""Characters of what was asked."""
_HEAD_ENDS = late_regex(r" (?:of|for|in|at|on|to|with|from|between|by|across) ")


def _called_briefly(text: str, asking: Asking, marker: Marker) -> Iterator[tuple[int, int]]:
    """本次检查, of 联合开展校园食品安全检查; 同意共用, of 共用演播室; this inspection of such a topic."""
    for topic in (marker.words.folding.fold(one).text.strip() for one in asking.topics):
        if topic.isascii():
            words = _HEAD_ENDS.split(topic)[0].split()
            pattern = rf"\b(?:the|this|that) {re.escape(words[-1])}\b" if words else ""
        else:
            lengths = range(min(_LONGEST_PART, len(topic)), 1, -1)
            ends = "|".join(re.escape(topic[-length:]) for length in lengths)
            begins = "|".join(re.escape(topic[:length]) for length in lengths)
            pattern = rf"(?:本次|此次|这次|该项?|这个|这项|此项?)(?:{ends})|(?<=同意|赞成|支持|认可)(?:{begins})(?!\w)"
        yield from (found.span() for found in re.finditer(pattern, text) if pattern)


def _called(department: str) -> tuple[str, ...]:
    """财务部, 财务; Legal Department, Legal."""
    short = department.removesuffix("中心").removesuffix("部")
    for common in (" Department", " Dept", " Team", " Division", " Office"):
        short = short.removesuffix(common)
    short = short.removeprefix("Department of ")
    return (*((department, short) if len(short) > 1 else (department,)), *_ends_of_name(department))


_OFFICE = late_regex(r"[\u4e00-\u9fff]{3,}[部科处室组队班课站]")
_SHORTEST_END = 3
"""Characters."""


def _ends_of_name(department: str) -> Sequence[str]:
    """运营部, of 热线运营部."""
    if not _OFFICE.fullmatch(department):
        return ()
    return [department[at:] for at in range(2, len(department) - _SHORTEST_END + 1)]


def _asked_date(marker: Marker, topics: Sequence[str]) -> date | None:
    return asked_date(topics, marker.situation.locale, marker.situation.written)


def _is_asked_day(token: Token, topics: Sequence[str]) -> bool:
    """May works for us, to a launch that moves to May."""
    places = ((topic, topic.find(token.text)) for topic in topics) if token.of("day") else ()
    return any(at >= 0 and is_word(topic, at, at + len(token.text)) for topic, at in places)


def _clauses(marked: Marked) -> Sequence[_Statement]:
    """Cut at marks, at `but`, and behind what says something at `and` and `because`. A question mark of its own asks
    about the clause before it (同意。?)."""
    found: list[_Statement] = []
    taken: list[Token] = []
    kinds: set[str] = set()  # of what is taken, which is long in a line without a mark
    for token in marked.tokens:
        cut = _cut_at(marked, token, taken, kinds)
        if cut and taken:
            found.append(_Statement(marked, taken, cut))
            taken, kinds = [], set()
        elif cut == "?" and found:
            found[-1].ends = cut
        elif cut == "?":
            found.append(_Statement(marked, [token], cut))
        if not cut or cut == "contrast" or token.text in _HOLDS_A_NO:
            taken.append(token)
            kinds |= token.kinds
    if taken:
        found.append(_Statement(marked, taken, ""))
    return found


def _cut_at(marked: Marked, token: Token, taken: Sequence[Token], kinds: Set[str]) -> str:
    answered = not kinds.isdisjoint({"assent", "dissent", "contact", "stands"})
    if token.of("contrast") and not token.of("around"):
        return "contrast"
    if answered and token.of("reason") and kinds.isdisjoint({"contact", "stands"}):
        return "reason"
    if token.text in _HOLDS_A_NO and _refused(marked, token, taken):
        return "reason"
    if token.of("and") and not kinds.isdisjoint({"assent", "dissent", "looked"}):
        return "and"
    if not token.of("mark"):
        return ""
    if token.text in _CUTS or (token.text == "-" and answered and _apart(marked.text, token)):
        return token.text
    following = marked.text[token.end : token.end + 1]
    if token.text == "." and following in ("", " "):
        return "."
    if token.text != ":":
        return ""
    label = all(one.of("me", "department", "around", "mark") for one in taken)
    return ":" if label or not kinds.isdisjoint({"assent", "dissent"}) else ""


_HOLDS_A_NO = ("until", "till")


def _refused(marked: Marked, token: Token, taken: Sequence[Token]) -> bool:
    """I can't sign this off until I've seen the headcount: what a no waits for is why; not we can't until Friday."""
    dated = any(day.start <= token.end + 1 and token.end < day.end for day in marked.days)
    refused = any(one.of("dissent") for one in taken) and not any(one.of("assent") for one in taken)
    return refused and not dated


def _apart(text: str, token: Token) -> bool:
    """A dash between blanks; within a word it is a part of it."""
    return text[token.start - 1 : token.start] == " " == text[token.end : token.end + 1]


def _read_all(clauses: Sequence[_Statement], marker: Marker, asking: Asking, *, closing: bool) -> None:
    before: _Statement | None = None
    for clause in clauses:
        _read(clause, marker, asking, closing=closing)
        closing = closing or _is_own_name_before_title(clause)
        if before and before.contact and _goes_on(before, clause, marker):
            continue
        begun = (
            before and before.says == "against" and (before.ends in (":", "reason") or clause.tokens[0].of("reason"))
        )
        clause.explains = bool(begun or (before and before.explains)) and clause.says != "harmless"
        if clause.explains:
            clause.says = "other"
        before = clause


def _settle_own_question(clauses: Sequence[_Statement]) -> None:
    """Object? No, not at all: the no is one to the writer's own question, and so a yes, which is asked back."""
    for asked, answer in pairwise(clauses):
        if asked.ends != "?" or not asks_for_objections(_folded(asked)) or not denies_objections(_folded(answer)):
            continue
        asked.says, asked.code, asked.softened = "for", "", True
        following = clauses[clauses.index(answer) :]
        for clause in takewhile(lambda one: denies_objections(_folded(one)) and one.ends != "?", following):
            clause.says, clause.code, clause.softened = "for", "", True


def _stands_by_strange_sign(clause: _Statement, marker: Marker) -> bool:
    """agreed ≠, ~agreed~."""
    return stands_by_strange_sign(clause.marked.block, clause.start, clause.end, marker.situation, marker.words)


def _read(clause: _Statement, marker: Marker, asking: Asking, *, closing: bool) -> None:
    piece = Piece(clause.marked.block, clause.tokens, clause.start, clause.end, 0)
    tokens = clause.tokens
    asks = clause.ends == "?" or clause.has("particle", "question")
    yes, no = (sum(token.of(kind) for token in tokens) for kind in ("assent", "dissent"))
    beside_so = tokens[1:] if tokens[0].text in _SO else tokens
    alone = all(not token.kinds.isdisjoint(_ALONE) or _beside_a_yes(token, no) for token in beside_so)
    quoted = clause.marked.text.startswith(">")
    if clause.ends == "," and clause.start == 0 and greets_by_name(tokens):
        clause.says = "harmless"
    elif not (asks or quoted) and wants_no_change(_folded(clause)):
        _read_no_change(clause, asking)
    elif yes and clause.has("for-now") and not (asks or quoted):
        clause.code = "hedged"
    elif yes and not (asks or quoted or no) and (_is_softened(tokens) or _is_opinion(clause)):
        clause.says, clause.softened = "for", True
    elif not (asks or quoted or yes or no) and _is_mistyped_yes(tokens, marker):
        clause.says, clause.mistyped = "for", True
    elif not asks and not quoted and alone and not (yes and no) and (yes or no == 1):
        clause.says = "for" if yes else "against"
        clause.mistyped = any(token.of("assent") and _is_mistyped(clause, token, marker) for token in tokens)
        if yes and not clause.has("asked-thing") and _stands_by_strange_sign(clause, marker):
            clause.says, clause.code = "other", "open-words"
    elif not (asks or quoted or no) and offers_as_many(_folded(clause), _asked_for(marker, asking)):
        clause.says = "for"
    elif not asks and not quoted and (found := contact_in(clause.marked, tokens, marker.words)):
        clause.says, clause.contact = "contact", found
        clause.refers = not clause.has("contact", "stands", "responsible")
    elif not (asks or quoted or no) and (made := promise_in(clause.marked, tokens, marker.words, asking)):
        clause.says, clause.contact, clause.promised = "for" if yes else "promise", made.contact, made.day
    elif not asks and not quoted and not (yes or no) and _is_harmless(clause, piece, marker, closing=closing):
        clause.says = "harmless"
    else:
        clause.withdraws = not (asks or quoted or yes) and _takes_back_a_no(tokens)
        other = asking.kind == "change" and _names_other_day(clause)
        clause.code = "question" if asks else "quotation" if quoted else _code(tokens)
        if other and clause.code == "no-stance":
            clause.code = "contradiction"


def _read_no_change(clause: _Statement, asking: Asking) -> None:
    """To a plan most likely a yes; to a change it may be a no."""
    if asking.approves == "plan":
        clause.says, clause.softened, clause.wants_no_change = "for", True, True
    else:
        clause.code = "no-stance"


def _is_softened(tokens: Sequence[Token]) -> bool:
    """同意吧, 那就行吧 (fine, then)."""
    rest = [token for token in tokens if token.text != _SOFTENS]
    return len(rest) < len(tokens) and all(not token.kinds.isdisjoint(_ALONE) for token in rest)


def _is_opinion(clause: _Statement) -> bool:
    """我看行, I think it is fine: what he thinks may not be his department's answer."""
    behind = clause.start + behind_opinion(_folded(clause))
    rest = [token for token in clause.tokens if token.start >= behind]
    return behind > clause.start and bool(rest) and all(not token.kinds.isdisjoint(_ALONE) for token in rest)


def _is_mistyped_yes(tokens: Sequence[Token], marker: Marker) -> bool:
    """agred, 统一 for 同意: a word alone in its clause."""
    words = [token for token in tokens if not token.within(_POLITE_BESIDE)]
    return len(words) == 1 and is_mistyped_alone(marker.words, words[0].text, "agree")


def _beside_a_yes(token: Token, dissents: int) -> bool:
    """现在同意 (agreed now), agreed with everything: what a no beside it would be said of in part."""
    return not dissents and (token.text in _NOW or token.of("whole", "all-word"))


def _is_mistyped(clause: _Statement, token: Token, marker: Marker) -> bool:
    """Whether a word was put right when it was read; in Chinese that shows only beside what was written."""
    written = clause.marked.block.written(token.start, token.end)
    return token.of("slip") or marker.words.folding.fold(written).text.strip() != token.text.strip()


def _folded(clause: _Statement) -> str:
    return clause.marked.text[clause.start : clause.end]


def _asked_for(marker: Marker, asking: Asking) -> Sequence[str]:
    topics = asking.topics if asking.kind == "request" else ()
    return [marker.words.folding.fold(one).text for one in topics]


def _takes_back_a_no(tokens: Sequence[Token]) -> bool:
    """收回异议, `our earlier objection is withdrawn`."""
    named = any(token.of("objected") for token in tokens) and any(token.of("withdrawing") for token in tokens)
    return named and all(not token.kinds.isdisjoint(_WITHDRAWS) for token in tokens)


def _code(tokens: Sequence[Token]) -> ClauseDoubt:
    tells = [token for token in tokens if not _tells_others(token, tokens)]
    return next((code for code, of in _CODES if any(token.within(of) for token in tells)), "no-stance")


def _tells_others(token: Token, tokens: Sequence[Token]) -> bool:
    """The client has already been told, 我们觉得不妥: what was told to others, and not to the writer; what he thinks
    himself."""
    if token.text in _OPINES:
        at = tokens.index(token)
        return at == 0 or tokens[at - 1].of("subject", "me", "department")
    if token.text != "been told":
        return False
    last = token is tokens[-1] or all(one.of("mark") for one in tokens[tokens.index(token) + 1 :])
    return last and not any(one.text.partition("'")[0] in _WRITER for one in tokens)


_WRITER = ("i", "we")
_OPINES = ("觉得", "认为", "感觉")


def _is_harmless(clause: _Statement, piece: Piece, marker: Marker, *, closing: bool) -> bool:
    tokens = clause.tokens
    if not any(char.isalnum() for char in clause.written):
        return not any(token.within(STATEMENTS) or token.of("negated") for token in tokens)
    if all(token.within(_COURTEOUS) for token in tokens) or _is_name_called(clause, marker):
        return True
    if excuses_delay(_folded(clause)) or (clause.has("looked") and all(token.within(_LOOKED) for token in tokens)):
        return True
    if clause.has("offer") and offers(piece, offered=False):
        return True
    if clause.has("thanks") and is_harmless(piece, marker.words, after_closing=False):
        return not any(token.within(WORK) for token in tokens)
    return closing and signs(clause.tokens, clause.written)


def _is_own_name_before_title(clause: _Statement) -> bool:
    """Tom Baker, Head of Engineering."""
    return clause.says == "harmless" and clause.ends == "," and all(token.of("me", "mark") for token in clause.tokens)


def _closes(clause: _Statement, line: Sequence[_Statement]) -> bool:
    """Best regards; the sender's own name on a line of its own."""
    return clause.has("closing") or (len(line) == 1 and all(token.of("me", "mark") for token in clause.tokens))


def _is_name_called(clause: _Statement, marker: Marker) -> bool:
    """张伟; Hi Li Ming."""
    called = list(dropwhile(lambda token: token.of("greeting", "mark"), clause.tokens))
    if not called:
        return False
    piece = Piece(clause.marked.block, called, called[0].start, clause.end, 0)
    return is_name(piece, marker.words)


def _goes_on(before: _Statement, clause: _Statement, marker: Marker) -> bool:
    """What stands directly behind a contact: his address or telephone, and then more of it may follow; another name
    makes it unclear who is meant."""
    addresses = [token.text for token in clause.tokens if token.of("address")]
    if clause.ends != "?" and reaches(clause.tokens) and len(addresses) < 2:
        clause.says, clause.code = "harmless", ""
        assert before.contact  # noqa: S101  # asked by the caller
        before.contact = before.contact.at(addresses[0] if addresses else "").reached_by(clause.written)
        return True
    if clause.says == "harmless" and _is_name_called(clause, marker) and not clause.has("greeting", "thanks"):
        # 对接人王芳，李明: which of them? Not 谢谢 (thanks), which begins as a name may
        clause.says, clause.code = "other", "contradiction"
    return False


def _together(statements: Sequence[_Statement]) -> Position:
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
    likely = stance == "none" and _is_likely(relevant)
    is_no = stance == "none" and not likely and _objects(relevant)
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


def _is_curt(clause: _Statement) -> bool:
    letters = any(char.isalnum() for char in clause.written)
    return letters and not any(token.within(_POLITE) for token in clause.tokens)


def _is_of_the_question(clause: _Statement) -> bool:
    """Whether it says yes as one does to a request, or names what was asked."""
    return clause.has("asked-thing") or any(one.of("assent") and not one.of("bare-assent") for one in clause.tokens)


def _stance(statements: Sequence[_Statement]) -> tuple[Stance, ClauseDoubt | Literal[""]]:
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


def _denies_a_no(clause: _Statement) -> bool:
    """Can't object, can't agree; no, no, nobody here is against it."""
    nobody = clause.has("dissent") and any(token.text in _NOBODY for token in clause.tokens)
    return clause.code == "negated" and (clause.has("object") or nobody)


_OF_A_TELLER = kinds("third person surname me mark and")
_TOLD_LATIN, _TOLD_HAN = 6, 3
"""Characters of what is told, behind the word for telling and beside who tells it."""


def _gives_hearsay_as_reason(clause: _Statement) -> bool:
    """不同意，业主群已经通知过3月20日通电 (no: the owners were told of 20 March): behind a no why it is one. Not `says
    Bob`, 是王芳说的, whose no it is."""
    teller = max((at for at, token in enumerate(clause.tokens) if token.of("hearsay", "says")), default=0)
    behind = clause.tokens[teller + 1 :]
    words = "".join(token.text for token in behind if token.kinds.isdisjoint(_OF_A_TELLER))
    is_enough = len(words) >= (_TOLD_LATIN if words.isascii() else _TOLD_HAN)
    return is_enough and clause.code == "hearsay" and clause.ends != "?"


def _is_likely(statements: Sequence[_Statement]) -> bool:
    """A yes, or the one contact, beside what nobody reads: 财务看过了，同意; or a question that only wants to know
    something. No condition, no but, and no question that may take it back."""
    says = {clause.says for clause in statements}
    contacts = {clause.contact.text for clause in statements if clause.contact and clause.contact.text}
    days = {clause.promised for clause in statements if clause.promised}
    if "for" not in says or "against" in says or len(contacts) > 1 or len(days) > 1:
        return False
    others = [clause for clause in statements if clause.says == "other" and not _is_over(clause, statements)]
    return all(
        _asks_for_information(clause)
        or _only_wishes(clause)
        or _has_room_to_spare(clause)
        or _makes_no_difference(clause)
        or (
            clause.code == "no-stance"
            and not clause.has("contrast", "dissent", "more-time", "reserving")
            and not _folded(clause).startswith("先")  # 改可以，先给钱 (fine, but the money first)
            and (clause.has("provides") or not _agrees_to_other(clause))  # 可提供2名开发 beside 同意
            and not (is_pending(_folded(clause)) or has_to_be_checked(_folded(clause)))
        )
        for clause in others
    )


def _only_wishes(clause: _Statement) -> bool:
    """同意延期，但请提前通知客服 (a delay is agreed, but please tell support first); no problem with the extra week."""
    plain = clause.code in ("no-stance", "contradiction") and not clause.has("dissent", "contrast", "condition")
    if plain and finds_fine(_folded(clause)):
        return True
    reported = clause.code in ("no-stance", "hearsay", "hedged") and not _names_other_day(clause)
    return reported and wishes_only(_folded(clause))


def _has_room_to_spare(clause: _Statement) -> bool:
    """Fine by us. Item 1 could even be a few days earlier."""
    is_stated = clause.code not in ("question", "condition", "hearsay", "quotation")
    return is_stated and not clause.has("dissent") and has_room_to_spare(_folded(clause))


def _makes_no_difference(clause: _Statement) -> bool:
    """没意见，推就推吧 (no objection, later then); fine, no impact on us."""
    is_stated = clause.code not in ("question", "condition", "hearsay", "quotation") and clause.ends != "?"
    return is_stated and not clause.has("contrast") and makes_no_difference(_folded(clause))


def _asks_for_information(clause: _Statement) -> bool:
    """同意。什么时候生效？ (agreed; from when does it hold?)"""
    takes_back = clause.has("assent", "dissent", "hearsay") or _names_other_day(clause)
    return clause.code == "question" and not takes_back and only_wants_to_know(_folded(clause))


def _is_over(clause: _Statement, statements: Sequence[_Statement]) -> bool:
    """本来不同意，现在同意了 (at first not agreed, now it is); the 25th is a holiday, so the 29th is fine."""
    following = statements[statements.index(clause) + 1 :][:1]
    if not following or following[0].says != "for":
        return False
    so = following[0].tokens[0].text in _SO and following[0].has("asked-thing") and clause.code == "contradiction"
    of_then = clause.has("formerly") or clause.tokens[0].text in _THEN
    then = of_then and clause.has("dissent") and following[0].has("at-present")
    return (so or then) and not clause.has("contrast", "condition")


def _names_other_day(clause: _Statement) -> bool:
    """同意，26号更好 (agreed, the 26th is better); what was asked for is no other."""
    asked = [(token.start, token.end) for token in clause.tokens if token.of("asked-thing")]
    return any(
        clause.start <= one.start < clause.end and not any(start < one.end and one.start < end for start, end in asked)
        for one in clause.marked.days
    )


def _objects(statements: Sequence[_Statement]) -> bool:
    """An ordinary no beside reasons that nobody reads: 行政这边不建议改, that date doesn't work for us. No yes, no
    question, and nothing that others say; a condition only apart from it."""
    if any(clause.says not in ("other", "against") or clause.code in _SAID_OF_NOBODY for clause in statements):
        return False
    if any(is_conditional(_folded(clause)) for clause in statements):
        return False
    objecting = [clause for clause in statements if _is_objection(clause)]
    if any(_agrees_to_part(clause) for clause in statements if clause not in objecting):
        return False
    if any(clause.has("contrast") and clause not in objecting for clause in statements):
        # 有困难，但可以克服 (hard, but it can be done)
        return False
    for clause in objecting:
        clause.objects = True
    return bool(objecting)


def _agrees_to_part(clause: _Statement) -> bool:
    """延期可以，范围别动 (a delay is fine, leave the scope): a yes with a term, no objection; not 可以理解 (I see)."""
    content = [token for token in clause.tokens if not token.of("mark", "particle")]
    ends = bool(content) and content[-1].of("assent")
    begins = bool(content) and content[0].of("assent") and _AGREED_TO.match(_folded(clause)) is not None
    return (ends or begins) and not clause.has("dissent", "negated", "except")


_AGREED_TO = late_regex(r"同意|赞成|支持|(?:fine|ok|okay|happy|agreed|agree)(?: to| with| for)? (?!but\b)")
_THEN = ("之前", "以前", "此前", "先前", "原来", "起初")
_SO = ("so", "所以", "因此")
_SAID_OF_NOBODY = ("question", "hearsay", "quotation", "contradiction")


def _is_objection(clause: _Statement) -> bool:
    return clause.code != "condition" and not clause.has("person") and objects(_folded(clause))


def _agrees_to_other(clause: _Statement) -> bool:
    """同意张伟的建议 (agreed to what Zhang Wei proposes); not 派小刘支持两周 (Liu supports for two weeks)."""
    return clause.tokens[0].of("assent") or (clause.has("assent") and clause.has("person"))


def _statement(statements: Sequence[_Statement]) -> str:
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
