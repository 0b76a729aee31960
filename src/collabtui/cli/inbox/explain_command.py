"""`collabtui explain`: what each message would do now, and why; changes nothing."""

from typing import TYPE_CHECKING, Literal, NamedTuple, TypedDict, cast

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import FilePath, Parser
from collabtui.cli.base.input_files import read_bytes
from collabtui.domain.refs import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collabtui.domain.mail.mail_records import Incoming
    from collabtui.domain.mail.reply import Clause, MailKind, Strength, Trust, Verdict
    from collabtui.domain.meetings.meeting import Partstat
    from collabtui.language.replies.marking.explained_words import ClauseWord, WordRole
    from collabtui.store.queries.rows.mail_rows import NewerWordRow, ProposalRow, RequestRow, UpdateRow


class ExplainArgs(NamedTuple):
    file: tuple[FilePath, ...]


def register(parser: Parser) -> None:
    parser.does(explain_files, ExplainArgs)


def explain_files(context: Context, arguments: ExplainArgs) -> None:
    from collabtui.cli.inbox.explain_text import show
    from collabtui.lifecycle.mail_in.receive import explain_words

    messages = [read_bytes(name) for name in arguments.file]
    for name, raw in zip(arguments.file, messages, strict=True):
        explained = explain_words(context.workspace.as_worker(), raw)
        if context.options.json:
            context.out.data(as_json(*explained), indent=None)
        else:
            show(context, name, explained)


class ExplainedWord(TypedDict):
    """One word of a clause."""

    start: int
    """Characters start…end (end excluded) of the readable body."""
    end: int
    text: str
    role: "WordRole"
    in_the_way: bool
    """Whether it is why the clause does not count."""


class ExplainedClause(TypedDict):
    """One clause of the new text."""

    start: int
    """Characters start…end (end excluded) of the readable body."""
    end: int
    text: str
    refs: list[str]
    rule: str
    strength: "Strength"
    proposals: list[int]
    """Numbers of the proposals that were read in it."""
    phrase: str | None
    """The learnt phrase by which it was read, if it was."""
    weighed: list[str]
    """Of what is only likely: the words that spoke for it most."""
    words: list[ExplainedWord]
    """Those that say something."""


class ExplainedRow(TypedDict):
    """One mail as `explain --json` gives it."""

    id: int | None
    """None for a mail that is not kept."""
    message_id: str | None
    sender: str | None
    trust: "Trust"
    kind: "MailKind"
    verdict: "Verdict"
    reason: str
    """Why the verdict is what it is: a code."""
    updates: "list[UpdateRow]"
    requests: "list[RequestRow]"
    proposals: "list[ProposalRow]"
    sign_off: Literal["agreed", "corrected"] | None
    rsvp: "Partstat | None"
    answer: str | None
    newer: "list[NewerWordRow]"
    """What of it changes nothing, since somebody has spoken of it later than it was written."""
    remark: str | None
    """What a calendar's answer says beside the attendance: it is kept with it."""
    clauses: list[ExplainedClause]
    """All that was said, in the order of the mail."""
    taken_in_before: bool
    """Whether it is passed over, since it is here already: the other keys say how it would be read, and nothing of it
    is done or sent once more."""


def as_json(
    incoming: "Incoming", words: "Sequence[Sequence[ClauseWord]]" = (), taken_in_before: bool = False
) -> "ExplainedRow":
    """The keys of `explain --json`, which other programs read, in their order; `words` are those of each clause."""
    clauses = incoming.understanding.clauses if incoming.understanding else ()
    words = words or [()] * len(clauses)
    return {
        "id": number_of(incoming.ref) or None,
        "message_id": incoming.message_id or None,
        "sender": incoming.sender or None,
        "trust": incoming.trust,
        "kind": incoming.kind,
        "verdict": incoming.verdict,
        "reason": incoming.reason,
        "updates": [
            cast("UpdateRow", one.model_dump(mode="json", include={"ref", "status", "percent", "note"}))
            for one in incoming.updates
        ],
        "requests": [
            cast("RequestRow", one.model_dump(mode="json", exclude={"start", "end"})) for one in incoming.requests
        ],
        "proposals": [
            cast("ProposalRow", one.model_dump(mode="json", exclude={"to", "text"}))
            for one in (incoming.understanding.proposals if incoming.understanding else ())
        ],
        "sign_off": incoming.sign_off,
        "rsvp": incoming.rsvp,
        "answer": incoming.answer,
        "newer": [cast("NewerWordRow", one.model_dump(mode="json")) for one in incoming.newer],
        "remark": _remark(incoming),
        "clauses": [
            _clause(one, of_clause, incoming.new_text.shown if incoming.new_text else "")
            for one, of_clause in zip(clauses, words, strict=True)
        ],
        "taken_in_before": taken_in_before,
    }


def _remark(incoming: "Incoming") -> str | None:
    """None where there is none."""
    if incoming.kind == "calendar-reply":
        return (incoming.new_text.text if incoming.new_text else "") or None
    return (incoming.understanding.rsvp_remark if incoming.understanding else "") or None


def _clause(clause: "Clause", words: "Sequence[ClauseWord]", shown: str) -> ExplainedClause:
    return {
        "start": clause.span.start,
        "end": clause.span.end,
        "text": clause.text,
        "refs": list(clause.refs),
        "rule": clause.rule,
        "strength": clause.strength,
        "proposals": list(clause.proposals),
        "phrase": clause.phrase or None,
        "weighed": [shown[one.start : one.end] for one in clause.weighed],
        "words": [cast("ExplainedWord", one._asdict()) for one in words],
    }
