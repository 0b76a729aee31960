"""`collabtui decision`: votes by mail, counted and closed as a decision."""

from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, Positional
from collabtui.cli.base.send_queued import send_queued
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.refs import kept_ref

if TYPE_CHECKING:
    from collabtui.domain.meetings.vote import Vote
    from collabtui.store.queries.rows.meeting_rows import VoteRow


class AskVoteArgs(NamedTuple):
    meeting: str
    text: str
    choice: tuple[str, ...] = ()
    question: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    until: str = ""
    anonymous: bool = False
    send: bool = False


class ListVotesArgs(NamedTuple):
    open: bool = False


class OneVoteArgs(NamedTuple):
    ref: str


class CastVoteArgs(NamedTuple):
    ref: str
    person: str
    choice: str


class CloseVoteArgs(NamedTuple):
    ref: str
    choice: Positional[str | None] = None


def register(parser: Parser) -> None:
    parser.verb("ask", ask_vote, AskVoteArgs)
    parser.verb("list", list_votes, ListVotesArgs)
    parser.verb("show", show_vote, OneVoteArgs)
    parser.verb("vote", cast_vote, CastVoteArgs)
    parser.verb("close", close_vote, CloseVoteArgs)
    parser.verb("withdraw", withdraw_vote, OneVoteArgs)


def ask_vote(context: Context, arguments: AskVoteArgs) -> None:
    """Shown first; sent with `--send`."""
    from collabtui.cli.action.action_command import day_of
    from collabtui.lifecycle.votes import votes_by_mail

    until = day_of(context, arguments.until) if arguments.until else None
    draft = votes_by_mail.VoteDraft(
        arguments.meeting, arguments.text, arguments.choice, arguments.to, until, arguments.anonymous,
        arguments.question,
    )  # fmt: skip
    if not arguments.send:
        mails = votes_by_mail.preview_vote(context.acting(), draft)
        if context.options.json:
            context.show([{"to": one.person.email, "subject": text.subject, "text": text.text} for one, text in mails])
            return
        for one, text in mails:
            context.out.line(f"─── {one.person.name} <{one.person.email}>  {text.subject}")
            context.out.line(text.text)
        return
    asked = votes_by_mail.ask_vote(context.acting(), draft)
    key = "vote.questionnaire_asked" if arguments.question else "vote.asked"
    context.say(key, ref=asked.vote.ref, n=len(asked.queued), day=asked.vote.until)
    _warn_of_absent(context, asked.vote)
    sent = send_queued(context)
    if context.options.json:
        context.show({"ref": asked.vote.ref, "queued": len(asked.queued), "sent": sent})


def _warn_of_absent(context: Context, vote: "Vote") -> None:
    from collabtui.lifecycle.votes.votes_by_mail import absent_voters

    for person in absent_voters(context.workspace.store, vote):
        context.warn("vote.away", name=person.name, until=person.away_until)


def list_votes(context: Context, arguments: ListVotesArgs) -> None:
    from collabtui.store.queries.meetings import votes

    rows = votes(context.reader, only_open=arguments.open)
    if context.options.json:
        context.show(rows)
        return
    if not rows:
        context.say("vote.none")
    lines = [
        (one["ref"], one["meeting"], context.words(f"vote.state.{one['state']}"), _count(one), one["text"])
        for one in rows
    ]
    context.out.lines(table(lines, width=terminal_width(context.out)))


def _count(vote: "VoteRow") -> str:
    counts = [f"{one['key']} {one['votes']}" for one in vote["choices"] if one["votes"] is not None]
    return " · ".join((*counts, f"{len(vote['voters']) - len(vote['silent'])}/{len(vote['voters'])}"))


def show_vote(context: Context, arguments: OneVoteArgs) -> None:
    from collabtui.lifecycle.votes.vote_lines import anonymous_line, choice_in_words, count_lines
    from collabtui.store.queries.meetings import one_vote

    found = one_vote(context.reader, arguments.ref)
    if context.options.json:
        context.show(found)
        return
    words = context.words
    context.out.line(f"{found['ref']}  {found['text']}  {words('vote.state.' + found['state'])}")
    context.say("vote.until", meeting=found["meeting"], day=found["until"], decision=found["decision"] or "–")
    for shown in count_lines(found, words):
        context.out.line(f"  {shown}")
    if found["anonymous"]:
        context.out.line(f"  {anonymous_line(found, words)}")
        return
    rows = []
    for one in found["voters"]:
        at = context.moment(one["at"]) if one["at"] else ""
        name = one["person"]["name"] if one["person"] else "?"
        rows.append((name, choice_in_words(one["choice"], words), at, one["via"] or ""))
    context.out.lines(table(rows))


def cast_vote(context: Context, arguments: CastVoteArgs) -> None:
    """One that came by telephone or in the room."""
    from collabtui.lifecycle.votes import votes_by_mail

    abstains = arguments.choice.casefold() in ("abstain", context.words("vote.abstain").casefold())
    choice = "abstain" if abstains else arguments.choice
    vote = votes_by_mail.cast_vote(context.acting(), arguments.ref, arguments.person, choice)
    shown = context.words("vote.abstain") if abstains else choice
    _done(context, vote.ref, "vote.cast", name=arguments.person, choice=shown)


def close_vote(context: Context, arguments: CloseVoteArgs) -> None:
    from collabtui.domain.meetings.vote import Vote
    from collabtui.lifecycle.votes import votes_by_mail

    if context.acting().store.get(Vote, arguments.ref).questions:
        ended = votes_by_mail.end_questionnaire(context.acting(), arguments.ref)
        _done(context, arguments.ref, "vote.questionnaire_closed", n=ended.vote.answers)
        _send_outcome(context, len(ended.queued))
        return
    closed = votes_by_mail.close_vote(context.acting(), arguments.ref, arguments.choice or "")
    decision = closed.decision
    _done(context, arguments.ref, "vote.closed", decision=decision.ref, text=decision.text)
    _send_outcome(context, len(closed.queued))


def withdraw_vote(context: Context, arguments: OneVoteArgs) -> None:
    from collabtui.lifecycle.votes import votes_by_mail

    withdrawn = votes_by_mail.withdraw_vote(context.acting(), arguments.ref)
    _done(context, withdrawn.vote.ref, "vote.withdrawn")
    _send_outcome(context, len(withdrawn.queued))


def _send_outcome(context: Context, queued: int) -> None:
    """To those who were asked."""
    if queued:
        context.say("vote.outcome_queued", n=queued)
        send_queued(context)


def _done(context: Context, ref: str, key: str, **values: str | int) -> None:
    from collabtui.store.queries.meetings import one_vote

    if context.options.json:
        context.show(one_vote(context.reader, ref))
    context.say(key, ref=kept_ref(ref), **values)
