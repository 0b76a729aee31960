"""`collabtui inbox`: the mails that came in, and what waits for the facilitator."""

from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.base.context import Context, warn_of
from collabtui.cli.base.grammar import FilePath, Parser
from collabtui.cli.base.input_files import read_text_bytes
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.cli.inbox.inbox_words import ReplayArgs, TeachArgs, replay_inbox, teach_word
from collabtui.cli.inbox.take_command import TakeTableArgs, take_table
from collabtui.cli.inbox.words_command import say_offer
from collabtui.domain.refs import INCOMING, OUTGOING, is_ref, number_of, ref_of
from collabtui.domain.via import Via
from collabtui.errors import Conflict, Refused
from collabtui.text.meaning_lines import (
    absence_line,
    newer_line,
    own_answer_line,
    position_line,
    proposal_line,
    request_line,
    update_line,
)
from collabtui.text.width import on_a_line

if TYPE_CHECKING:
    from collabtui.domain.mail.mail_records import Incoming
    from collabtui.store.queries.rows.mail_rows import InboxMailRow


class LinkSenderArgs(NamedTuple):
    id: str
    person: str


class AnswerMailArgs(NamedTuple):
    id: str
    file: FilePath = "-"


class ListInboxArgs(NamedTuple):
    waiting: bool = False


class MailArgs(NamedTuple):
    id: str


class ShowMailArgs(NamedTuple):
    id: str
    save: str | None = None


class ApplyMailArgs(NamedTuple):
    id: str
    due: str | None = None
    owner: str | None = None
    """Who does what is to be put right."""
    proposal: int | None = None
    line: str | None = None
    text: str | None = None


class RejectMailArgs(NamedTuple):
    id: str
    reason: str | None = None


def register(parser: Parser) -> None:
    parser.verb("list", list_inbox, ListInboxArgs)
    parser.verb("show", show_mail, ShowMailArgs)
    parser.verb("apply", apply_mail, ApplyMailArgs)
    parser.verb("reject", reject_mail, RejectMailArgs)
    parser.verb("undo", undo_mail, MailArgs)
    parser.verb("tie", link_address, LinkSenderArgs)
    parser.verb("answer", answer_mail, AnswerMailArgs)
    parser.verb("take", take_table, TakeTableArgs)
    parser.verb("teach", teach_word, TeachArgs)
    parser.verb("replay", replay_inbox, ReplayArgs)


def list_inbox(context: Context, arguments: ListInboxArgs) -> None:
    from collabtui.store.queries.mails import inbox, inbox_lines

    if context.options.json:
        context.show(inbox(context.reader, waiting=arguments.waiting))
        return
    rows = inbox_lines(context.reader, waiting=arguments.waiting)
    if not rows:
        context.say("inbox.none")
    words = context.words
    outdated = ("older-than-known", "older-in-part")
    lines = [
        (
            one["id"],
            words(f"state.{one['state']}"),
            one["sender"],
            one["subject"],
            words(f"reason.{one['reason']}") if one["reason"] in outdated else "",
        )
        for one in rows
    ]
    context.out.lines(table(lines, width=terminal_width(context.out)))


def show_mail(context: Context, arguments: ShowMailArgs) -> None:
    from collabtui.cli.inbox.files_of_mail import files_of_mail, offer_tables, show_files
    from collabtui.store.queries.mails import INBOX_KEYS, REQUEST_KEYS, inbox_mail, inbox_raw, verdict_now
    from collabtui.system.real_path import expanded_path

    mail, raw = inbox_mail(context.reader, arguments.id), inbox_raw(context.reader, arguments.id)
    files = files_of_mail(raw, expanded_path(arguments.save) if arguments.save else None)
    if context.options.json:
        requests = [{name: value for name, value in one.items() if name in REQUEST_KEYS} for one in mail["requests"]]
        shown = {name: value for name, value in mail.items() if name in INBOX_KEYS}
        shown["verdict"] = verdict_now(mail)
        shown["becomes"] = _becomes(context, arguments.id) if mail["state"] == "waiting" else []
        context.show(shown | {"requests": requests, "files": files})
        return
    from collabtui.cli.inbox.marked_text import show_marked, show_misleading_links

    words = context.words
    context.out.line(f"{mail['sender'] or '?'}  {on_a_line(mail['subject'])}")
    context.say(
        "inbox.judged", trust=mail["trust"], verdict=_verdict(context, mail), reason=words(f"reason.{mail['reason']}")
    )
    show_files(context, files)
    if mail["state"] != "applied":
        offer_tables(context, ref_of(INCOMING, arguments.id), files)
    show_misleading_links(context, raw)
    _show_readings(context, mail)
    if mail["state"] == "waiting":
        from collabtui.cli.inbox.made_of_mail import say_to_tell, say_would_make

        _say_whose(context, ref_of(INCOMING, arguments.id))
        say_to_tell(context, ref_of(INCOMING, arguments.id))
        say_would_make(context, ref_of(INCOMING, arguments.id))
    if read := mail["new_text"]:
        context.say("inbox.marked")
        show_marked(context, read["shown"], [(one["span"]["start"], one["span"]["end"]) for one in read["lines"]])


def _verdict(context: Context, mail: "InboxMailRow") -> str:
    """Once somebody has decided what waited for it, what became of it."""
    from collabtui.store.queries.mails import verdict_now

    verdict = verdict_now(mail)
    is_decided = verdict == "review" and mail["state"] in ("applied", "rejected")
    return context.words(f"state.{mail['state']}" if is_decided else f"verdict.{verdict}")


def _show_readings(context: Context, mail: "InboxMailRow") -> None:
    """Print what was read in a mail, and what is offered and not yet decided."""
    for update in mail["updates"]:
        context.out.line(f"  {update_line(context.words, update)}")
    for request in mail["requests"]:
        context.out.line(f"  {request_line(context.words, request)}")
    for newer in mail["newer"]:
        context.out.line(f"  {newer_line(context.words, newer, context.workspace.config.organiser.zone)}")
    for proposal in mail["proposals"]:
        if proposal["ask"] == "absence" and mail["state"] == "applied":
            context.out.line(f"  {absence_line(context.words, proposal)}")
        elif proposal["n"] not in mail["settled"]:
            context.out.line(f"  {proposal_line(context.words, proposal)}")
    for answer in mail["own_answers"]:
        mark = "✓" if answer["certain"] and mail["verdict"] == "apply" else "?"
        context.out.line(f"  {own_answer_line(context.words, answer, mark)}")
    if mail["position"]:
        context.out.line(f"  {position_line(context.words, mail['position'])}")


def _becomes(context: Context, typed: str) -> list[dict[str, str | None]]:
    from collabtui.cli.inbox.made_of_mail import would_make

    made = would_make(context, ref_of(INCOMING, typed)).things
    return [{"ref": one.ref or None, "kind": one.kind, "text": one.text} for one in made]


def apply_mail(context: Context, arguments: ApplyMailArgs) -> None:
    from collabtui.cli.action.action_command import day_of
    from collabtui.lifecycle.history.overruled_words import with_overruled
    from collabtui.lifecycle.mail_in import review

    ref = ref_of(INCOMING, arguments.id)
    if arguments.line is not None or arguments.text is not None:
        _take_up(context, ref, arguments)
        return
    from collabtui.cli.inbox.made_of_mail import say_made, say_to_tell

    due = day_of(context, arguments.due) if arguments.due else None
    chosen = None if arguments.proposal is None else (arguments.proposal,)
    acting = context.acting()
    after, overruled = with_overruled(
        acting.store, ref, lambda: review.apply_waiting(acting, ref, proposals=chosen, due=due, owner=arguments.owner)
    )
    key = _where_it_waits(after) if after.state == "waiting" else _outcome(context, after)
    newer = [{"ref": one.ref, "value": one.value, "at": one.at.isoformat(), "by": one.by} for one in overruled]
    _done(context, ref, key, overruled=newer)
    for one in overruled:
        value, at = context.words(f"newer.value.{one.value}"), one.at.astimezone(context.zone)
        context.say("inbox.overruled", ref=one.ref, value=value, at=at, by=one.by)
    for request in after.requests:
        if request.start and request.ref:
            context.say("inbox.meeting_moved", ref=request.ref, start=request.start.astimezone(context.zone))
    _say_whose(context, after.ref)
    say_made(context, after.ref)
    say_to_tell(context, after.ref)
    _say_deputy(context, after)
    say_offer(context, ref)


def _say_whose(context: Context, ref: str) -> None:
    """Whose an action is by now, where it is not its writer's any more: a yes is then said for somebody else."""
    from collabtui.domain.mail.mail_records import Incoming
    from collabtui.lifecycle.mail_in.shown_requests import others_actions

    store = context.workspace.store
    for one in others_actions(store, store.get(Incoming, ref)):
        context.say("inbox.now_of", ref=one.ref, owner=one.owner)


def _say_deputy(context: Context, after: "Incoming") -> None:
    """Who comes instead is still to be invited, or to be added by hand."""
    from collabtui.lifecycle.mail_in.answerable.deputy_comes import deputy_of

    if found := deputy_of(context.workspace.store, context.acting(), after):
        context.say(f"inbox.deputy.{found.outcome}", name=found.name, ref=found.ref)


def _take_up(context: Context, ref: str, arguments: ApplyMailArgs) -> None:
    """What a mail wants the minutes to say otherwise; its writer hears of it, and gets the next version."""
    from collabtui.lifecycle.live.correct_by_mail import take_up_of_mail

    answer = take_up_of_mail(context.acting(), ref, arguments.line, (arguments.text or "").strip(), arguments.proposal)
    if context.options.json:
        context.show({"id": number_of(ref), "done": "taken_up"})
    context.say("inbox.taken_up", ref=ref, meeting=answer.meeting)


def _where_it_waits(after: "Incoming") -> str:
    understood = after.understanding
    if understood is not None and understood.stance == "none" and not after.requests:
        return "inbox.waits_in_matter"
    corrects = after.sign_off == "corrected" or any(one.ask == "correct" for one in after.requests)
    return "inbox.waits_in_minutes" if corrects else "inbox.waits_on"


def _outcome(context: Context, after: "Incoming") -> str:
    """Whether anything was granted, or is otherwise for it: mails aside, which only say so."""
    from collabtui.lifecycle.mail_in.answerable.counted_without_name import is_counted

    if is_counted(context.workspace.store, after):
        return "inbox.counted"
    return "inbox.applied" if after.requests or _did(context, after) else "inbox.settled_alone"


def _did(context: Context, after: "Incoming") -> bool:
    """Whether anything was recorded by it, mails aside."""
    changes = context.workspace.store.changes(via=str(Via.mail(after.ref)))
    return any(not is_ref(change.ref, INCOMING, OUTGOING) for change in changes)


def reject_mail(context: Context, arguments: RejectMailArgs) -> None:
    """Of a mail that only corrects minutes each correction is refused, with the reason; its writer hears of it."""
    from collabtui.lifecycle.live.correct_by_mail import refuse_of_mail
    from collabtui.lifecycle.mail_in import review

    ref = ref_of(INCOMING, arguments.id)
    try:
        after = review.reject(context.acting(), ref)
    except Refused as error:
        if error.key != "inbox.correct_in_minutes":
            raise
        refuse_of_mail(context.acting(), ref, (arguments.reason or "").strip())
        _done(context, ref, "inbox.rejected")
        return
    if after.state == "waiting":
        _done(context, after.ref, _where_it_waits(after))
    else:
        _done(context, after.ref, "inbox.rest_rejected" if _did(context, after) else "inbox.rejected")


def undo_mail(context: Context, arguments: MailArgs) -> None:
    from collabtui.lifecycle.history.mails_that_gave_way import mails_that_gave_way
    from collabtui.lifecycle.history.undo_words import UndoWords
    from collabtui.lifecycle.mail_in import review

    try:
        undone = review.undo_mail(context.acting(), ref_of(INCOMING, arguments.id))
    except Conflict as error:
        raise UndoWords(context.words, context.zone, context.workspace.store).worded(error) from error
    _done(context, ref_of(INCOMING, arguments.id), "inbox.undone")
    if gave_way := mails_that_gave_way(
        context.workspace.store, {one.ref for one in undone.updates}, context.acting().now
    ):
        context.say("undo.gave_way", mails=gave_way)


def _done(context: Context, ref: str, key: str, **more: object) -> None:
    """`more`: what programs are told besides."""
    if context.options.json:
        context.show({"id": number_of(ref), "done": key.partition(".")[2], **more})
    context.say(key, ref=ref)


def link_address(context: Context, arguments: LinkSenderArgs) -> None:
    """Said before it is done: what waits from this address is read again as that person's."""
    from collabtui.domain.mail.mail_records import Incoming
    from collabtui.lifecycle.base.directory import find_person
    from collabtui.lifecycle.mail_in.link_address import link_to_person

    ref = ref_of(INCOMING, arguments.id)
    store = context.workspace.store
    sender = store.get(Incoming, ref).sender
    person = link_to_person(context.acting(), ref, find_person(store, arguments.person).ref)
    if context.options.json:
        context.show({"id": number_of(ref), "address": sender, "person": person.name})
    context.say("inbox.linked", address=sender, name=person.name)


def answer_mail(context: Context, arguments: AnswerMailArgs) -> None:
    """The text of a file, or what is typed into standard input. It is queued; the worker sends it."""
    from collabtui.lifecycle.bookings.recipient_findings import answer_findings
    from collabtui.lifecycle.mail_in.outcome_mails import answer

    ref = ref_of(INCOMING, arguments.id)
    try:
        text = read_text_bytes(arguments.file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("answer.not_text", path=arguments.file) from error
    queued = answer(context.acting(), ref, text)
    if context.options.json:
        context.show({"id": number_of(ref), "outbox": number_of(queued.ref), "to": queued.to})
    context.say("inbox.answer_queued", ref=queued.ref, to=queued.to)
    warn_of(context, answer_findings(context.acting(), ref, queued))
