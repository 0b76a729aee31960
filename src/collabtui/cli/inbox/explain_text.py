"""The text of `collabtui explain`: the way that a mail would go, step by step.

who and what ─▶ the words that are new, what was read in them marked ─▶ each clause and its rule ─▶ its words
─▶ what comes of it ─▶ the answer that would be sent
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from collabtui.cli.base.context import Context
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.cli.inbox.marked_text import TextMark, marked, show_misleading_links
from collabtui.text.meaning_lines import (
    NewerMeaning,
    ProposalMeaning,
    RequestMeaning,
    UpdateMeaning,
    absence_line,
    newer_line,
    position_line,
    proposal_line,
    request_line,
    rule_sentence,
    update_line,
)
from collabtui.text.width import on_a_line

if TYPE_CHECKING:
    from collabtui.domain.mail.mail_records import Incoming
    from collabtui.domain.mail.reply import Clause, NewText, ReplyLine, Strength
    from collabtui.language.replies.marking.explained_words import ClauseWord
    from collabtui.lifecycle.mail_in.receive import Explained

ASKS = frozenset({"postpone", "reassign", "cancel", "correct"})
"""Rules whose clauses wait for the facilitator as requests."""
_SIGNS: "Mapping[Strength, str]" = MappingProxyType(
    {"apply": "✓", "note": "✎", "propose": "?", "wait": "!", "none": "·"}
)


def show(context: Context, name: str, explained: "Explained") -> None:
    incoming = explained.incoming
    context.out.line(f"── {name}")
    _assessment(context, incoming)
    if explained.taken_in_before:
        context.say("explain.taken_in_before")
    show_misleading_links(context, incoming.raw)
    if incoming.new_text and incoming.new_text.lines:
        clauses = incoming.understanding.clauses if incoming.understanding else ()
        _read(context, incoming.new_text, clauses)
        _words_of_clauses(context, clauses, explained.words)
    understanding = incoming.understanding
    some = understanding and (understanding.stance or understanding.proposals)
    if incoming.updates or incoming.requests or incoming.sign_off or incoming.rsvp or some:
        _outcome(context, explained)
    if incoming.answer:
        context.say("explain.answer_before" if explained.taken_in_before else "explain.answer")
        context.out.line("\n".join(f"  │ {line}" for line in incoming.answer.rstrip().splitlines()))


def _assessment(context: Context, incoming: "Incoming") -> None:
    words = context.words
    rows = (
        (words("explain.sender"), incoming.sender),
        (words("explain.subject"), on_a_line(incoming.subject)),
        (words("explain.trust"), words(f"trust.{incoming.trust}")),
        (words("explain.kind"), words(f"kind.{incoming.kind}")),
        (words("explain.verdict"), f"{words(f'verdict.{incoming.verdict}')} · {words(f'reason.{incoming.reason}')}"),
    )
    context.out.lines([f"  {line}" for line in table(rows)])


def _read(context: Context, new: "NewText", clauses: "Sequence[Clause]") -> None:
    others = sum(map(_speaks, new.shown.split("\n"))) - sum(map(_speaks, new.text.split("\n")))
    context.out.coloured(_heading(context, max(others, 0)))
    own = [(line.span.start, _own_line(context, new.shown, line, clauses)) for line in new.lines]
    cited = [(span.start, marked(context, new.shown, span.start, span.end, ())) for span in new.cited]
    for _, line in sorted([*own, *cited]):
        context.out.coloured(f"  │ {line}")
    context.say("explain.clauses")
    rows = [
        (_sign(one), one.text.replace("\n", " "), " ".join(one.refs), _rule(context, one, new.shown)) for one in clauses
    ]
    width = terminal_width(context.out)
    context.out.lines([f"  {line}" for line in table(rows, width=width and width - 2)])


def _words_of_clauses(context: Context, clauses: "Sequence[Clause]", words: "Sequence[Sequence[ClauseWord]]") -> None:
    """What was made of each word; what stood in the way is marked."""
    rows = [
        (_sign(clause), "  ".join(_word(context, word) for word in of_clause))
        for clause, of_clause in zip(clauses, words, strict=False)
        if of_clause and clause.rule != "talk"
    ]
    if rows:
        context.say("explain.words")
        width = terminal_width(context.out)
        context.out.lines([f"  {line}" for line in table(rows, width=width and width - 2)])


def _word(context: Context, word: "ClauseWord") -> str:
    role = context.words(f"explain.role.{word.role}")
    return f"{'!' if word.in_the_way else ''}{' '.join(word.text.split())}={role}"


def _heading(context: Context, others: int) -> str:
    """Says with its own words how what is read, and what waits, looks."""
    words = context.words
    samples = {
        name: marked(
            context, words(f"explain.{name}"), 0, len(words(f"explain.{name}")), [TextMark(0, 999, counts=counts)]
        )
        for name, counts in (("read", True), ("waits", False))
    }
    more = words("explain.others", n=others) if others else ""
    return "\n  " + words("explain.new_text", **samples) + more


def _speaks(line: str) -> bool:
    return any(map(str.isalnum, line))


def _own_line(context: Context, shown: str, line: "ReplyLine", clauses: "Iterable[Clause]") -> str:
    under = f"{line.item} " if line.item else ""
    return under + _marked_line(context, shown, line, clauses)


def _marked_line(context: Context, shown: str, line: "ReplyLine", clauses: "Iterable[Clause]") -> str:
    """The clauses of one line; each is marked by what comes of it."""
    start, end = line.span.start, line.span.end
    marks = [
        TextMark(max(one.span.start, start), min(one.span.end, end), counts=one.counts or one.rule == "reason")
        for one in clauses
        if one.span.start < end and start < one.span.end and one.rule != "talk"
    ]
    return marked(context, shown, start, end, marks)


def _rule(context: Context, clause: "Clause", shown: str) -> str:
    """The rule that it met, and the learnt phrase that it was read by, with where that comes from; of what is only
    likely, the words that spoke for it most."""
    rule = rule_sentence(context.words, clause.rule)
    if clause.weighed:
        weighed = (" ".join(shown[one.start : one.end].split()) for one in clause.weighed)
        return context.words("explain.weighed", rule=rule, words=" · ".join(weighed))
    if not clause.phrase:
        return rule
    from collabtui.domain.mail.learned_phrase import LearnedPhrase

    kept = context.workspace.store.get(LearnedPhrase, clause.phrase)
    mails = " ".join(source.mail for source in kept.sources)
    return context.words("explain.phrase", rule=rule, ref=kept.ref, by=kept.by, mails=mails)


def _sign(clause: "Clause") -> str:
    return "?" if clause.counts and clause.rule in ASKS else _SIGNS[clause.strength]


def _outcome(context: Context, explained: "Explained") -> None:
    does = "changes" if explained.incoming.verdict == "apply" else "proposed"
    context.say("explain.changes_before" if explained.taken_in_before else f"explain.{does}")
    context.out.lines([f"  {line}" for line in _lines(context, explained.incoming)])


def _lines(context: Context, incoming: "Incoming") -> Iterator[str]:
    words = context.words
    yield from (update_line(words, cast("UpdateMeaning", one.model_dump(mode="json"))) for one in incoming.updates)
    yield from (request_line(words, cast("RequestMeaning", one.model_dump(mode="json"))) for one in incoming.requests)
    if incoming.sign_off:
        yield words(f"explain.sign_off.{incoming.sign_off}")
    if incoming.rsvp:
        for_whom = incoming.understanding.rsvp_for if incoming.understanding else ""
        key = "explain.rsvp_for" if for_whom else "explain.rsvp"
        remark = incoming.understanding.rsvp_remark if incoming.understanding else ""
        yield " · ".join(filter(None, (words(key, partstat=words(f"partstat.{incoming.rsvp}"), name=for_whom), remark)))
    zone = context.workspace.config.organiser.zone
    for word in incoming.newer:
        yield newer_line(words, cast("NewerMeaning", word.model_dump(mode="json")), zone)
    understanding = incoming.understanding
    for one in understanding.proposals if understanding else ():
        line = absence_line if one.ask == "absence" and incoming.verdict == "apply" else proposal_line
        yield line(words, cast("ProposalMeaning", one.model_dump(mode="json")))
    if understanding and understanding.stance:
        yield position_line(
            words, {"stance": understanding.stance, "contact": understanding.contact, "text": understanding.statement}
        )
