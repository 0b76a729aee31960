"""`collabtui meeting`: plan, move, invite, cancel, record, publish minutes, export; a series too."""

from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.cli.base.context import Context, warn_of
from collabtui.cli.base.deliver import deliver
from collabtui.cli.base.grammar import FilePath, NoArgs, Option, OutputPath, Parser, Positional
from collabtui.cli.base.input_files import read_bytes, read_text_bytes
from collabtui.cli.base.send_queued import send_queued
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.cli.meeting_exceptions import ExceptionsArgs, show_or_add_exceptions
from collabtui.cli.meeting_scope import asked_scope
from collabtui.domain.refs import kept_ref
from collabtui.errors import Refused

if TYPE_CHECKING:
    from collabtui.domain.meetings.draft import AgendaDraft
    from collabtui.domain.meetings.meeting import Meeting
    from collabtui.domain.meetings.series_split import Scope
    from collabtui.domain.model import Finding
    from collabtui.store.queries.rows.meeting_rows import SignedCorrectionRow, SignOffRow


class NewMeetingArgs(NamedTuple):
    file: Option[FilePath]


class OneMeetingArgs(NamedTuple):
    ref: str


class EditMeetingArgs(NamedTuple):
    ref: str
    file: FilePath | None = None
    series: bool = False
    scope: Literal["one", "following", "all"] | None = None


class MoveArgs(NamedTuple):
    ref: str
    when: str
    scope: Literal["one", "following", "all"] | None = None
    queue_only: bool = False


class MeetNowArgs(NamedTuple):
    title: Positional[str | None] = None
    with_: tuple[str, ...] = ()


class InviteArgs(NamedTuple):
    ref: str
    queue_only: bool = False
    as_written: bool = False


class CancelArgs(NamedTuple):
    ref: str
    queue_only: bool = False
    series: bool = False
    scope: Literal["one", "following", "all"] | None = None


class RecordArgs(NamedTuple):
    ref: str
    file: FilePath = "-"
    allow_unclear: bool = False


class MinutesArgs(NamedTuple):
    ref: str
    send: bool = False
    allow_incomplete: bool = False
    queue_only: bool = False
    person: str | None = None


class MaterialArgs(NamedTuple):
    ref: str
    files: Positional[tuple[FilePath, ...]] = ()
    there: tuple[str, ...] = ()
    send: bool = False
    queue_only: bool = False


class ExportMeetingArgs(NamedTuple):
    ref: str
    format: Option[Literal["md", "html", "txt", "ics", "json", "docx"]]
    out: OutputPath | None = None


class SignOffsArgs(NamedTuple):
    ref: str
    for_: str | None = None
    reason: str = ""


_Sending = InviteArgs | CancelArgs | MinutesArgs | MaterialArgs
"""What has `queue_only`."""


def register(parser: Parser) -> None:
    parser.verb("new", new_meeting, NewMeetingArgs)
    parser.verb("list", list_meetings, NoArgs)
    parser.verb("show", show_meeting, OneMeetingArgs)
    parser.verb("edit", edit_meeting, EditMeetingArgs)
    parser.verb("move", move, MoveArgs)
    parser.verb("now", meet_at_once, MeetNowArgs)
    parser.verb("invite", invite, InviteArgs)
    parser.verb("cancel", cancel, CancelArgs)
    parser.verb("material", show_or_send_material, MaterialArgs)
    parser.verb("exceptions", show_or_add_exceptions, ExceptionsArgs)
    parser.verb("record", record, RecordArgs)
    parser.verb("minutes", show_or_send_minutes, MinutesArgs)
    parser.verb("sign-offs", show_sign_offs, SignOffsArgs)
    parser.verb("export", export_meeting, ExportMeetingArgs)


def new_meeting(context: Context, arguments: NewMeetingArgs) -> None:
    from collabtui.formats.file_encoding import LINES_OF_A_MEETING, decode_text
    from collabtui.lifecycle.meetings import plan

    draft = _draft(context, decode_text(read_text_bytes(arguments.file), LINES_OF_A_MEETING))
    planned = plan.new_meeting(context.acting(), draft)
    _planned(context, planned.meeting.ref, "meeting.planned", planned.findings)


def edit_meeting(context: Context, arguments: EditMeetingArgs) -> None:
    from collabtui.lifecycle.meetings.agenda_text import agenda_text

    scope = asked_scope(context, arguments.ref, _named_scope(arguments), "agenda.scope")
    if arguments.file:
        _edit(context, arguments.ref, scope, read_text_bytes(arguments.file))
        return
    from collabtui.cli.base.edit_text import edited

    if scope != "one":
        from collabtui.lifecycle.meetings.plan_series import series_text

        text = series_text(context.acting(), arguments.ref, context.words.locale, scope)
    else:
        text = agenda_text(context.workspace.store, arguments.ref, context.words.locale)
    with edited(text, context.environ, suffix=".md") as typed:
        _edit(context, arguments.ref, scope, typed)


def move(context: Context, arguments: MoveArgs) -> None:
    from collabtui.lifecycle.meetings.move_meeting import move_meeting

    scope = asked_scope(context, arguments.ref, arguments.scope, "agenda.scope")
    moved = move_meeting(context.acting(), arguments.ref, arguments.when, scope)
    for finding in moved.findings:
        context.warn("warning", finding=finding)
    start = moved.meeting.start.astimezone(context.zone)
    key = "meeting.moved" if moved.queued else "meeting.moved_quietly"
    context.say(key, ref=moved.meeting.ref, start=start, n=len({mail.person for mail in moved.queued}))
    sent = None if arguments.queue_only or not moved.queued else send_queued(context)
    if context.options.json:
        context.show({"ref": moved.meeting.ref, "queued": len(moved.queued), "sent": sent})


def meet_at_once(context: Context, arguments: MeetNowArgs) -> None:
    from collabtui.formats.agenda.agenda_names import read_name
    from collabtui.lifecycle.live.meet_now import meet_now

    title = arguments.title or context.words("planning.now_title")
    names = [read_name(name, 1) for name in arguments.with_]
    planned = meet_now(context.acting(), title, names)
    _planned(context, planned.meeting.ref, "meeting.runs_now", planned.findings)


def _named_scope(arguments: EditMeetingArgs | CancelArgs) -> "Scope | None":
    """`--series` is the word for the meeting and all that follow from before there were three."""
    if arguments.series and arguments.scope not in (None, "following"):
        raise Refused("series.scope_twice", scope=arguments.scope)
    return "following" if arguments.series else arguments.scope


def _edit(context: Context, ref: str, scope: "Scope", agenda: bytes) -> None:
    from collabtui.formats.file_encoding import LINES_OF_A_MEETING, decode_text
    from collabtui.lifecycle.meetings import edit_series_dates, plan

    draft = _draft(context, decode_text(agenda, LINES_OF_A_MEETING))
    if scope == "one":
        planned = plan.edit_meeting(context.acting(), ref, draft)
    else:
        planned = edit_series_dates.edit_series(context.acting(), ref, draft, scope)
    _planned(context, planned.meeting.ref, "meeting.edited", planned.findings)


def _draft(context: Context, text: str) -> "AgendaDraft":
    from collabtui.formats.agenda.agenda_file import read_agenda

    return read_agenda(text, today=context.today, timezone=context.config.organiser.timezone)


def _planned(context: Context, ref: str, key: str, findings: tuple[object, ...]) -> None:
    from collabtui.domain.meetings.meeting import Meeting

    for finding in findings:
        context.warn("warning", finding=finding)
    _warn_of_unread(context, context.workspace.store.get(Meeting, ref))
    if context.options.json:
        from collabtui.store.queries.meetings import meeting

        context.show(meeting(context.reader, ref))
    context.say(key, ref=ref)


def list_meetings(context: Context, _: NoArgs) -> None:
    from collabtui.store.queries.meetings import meetings

    rows = meetings(context.reader)
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("meeting.none")
    else:
        lines = (
            (
                one["ref"],
                one["start"][:16].replace("T", " "),
                context.words(f"state.{one['state']}"),
                f"↻ {one['series']['ref']}" if "series" in one else "",
                one["title"],
            )
            for one in rows
        )
        context.out.lines(table(lines, width=terminal_width(context.out)))


def show_meeting(context: Context, arguments: OneMeetingArgs) -> None:
    from collabtui.store.queries.meetings import meeting

    found = meeting(context.reader, arguments.ref)
    if context.options.json:
        context.show(found)
        return
    from collabtui.domain.meetings.meeting import Meeting
    from collabtui.lifecycle.bookings.absence_finding import absence_until
    from collabtui.lifecycle.bookings.away_then import away_then
    from collabtui.lifecycle.due.for_meetings.carried_agenda_due import carry_news
    from collabtui.lifecycle.meetings.agenda_text import agenda_with_series

    store = context.workspace.store
    shown = store.get(Meeting, arguments.ref)
    context.out.line(agenda_with_series(store, arguments.ref, context.words.locale))
    if shown.state == "cancelled":  # beside it: the agenda reads in again
        context.warn("meeting.is_cancelled", ref=shown.ref)
    for one in away_then(store, shown).values():
        away = absence_until(one.person.name, one.until, one.deputy)
        context.warn(away.key, **away.values)
    warn_of(context, carry_news(context.acting(), shown))


def invite(context: Context, arguments: InviteArgs) -> None:
    from collabtui.lifecycle.meetings.invite import invite as invite_all
    from collabtui.lifecycle.meetings.unclear_leads import unclear_leads

    unclear = [] if arguments.as_written else unclear_leads(context.acting().store, arguments.ref)
    if unclear:  # the screens ask; his name goes to all
        slot, names = unclear[0]
        raise Refused("invite.unclear_lead", title=slot.title, lead=slot.lead, names=list(names), ref=arguments.ref)
    invited = invite_all(context.acting(), arguments.ref)
    _warn_of_unread(context, invited.meeting)
    _sent(context, arguments, "meeting.invited", invited.meeting.ref, len(invited.queued))


def _warn_of_unread(context: Context, meeting: "Meeting") -> None:
    from collabtui.lifecycle.base.access.unread_by import unread_participants

    warn_of(context, unread_participants(context.workspace.store, context.acting().facilitator, meeting.ref))


def show_or_send_material(context: Context, arguments: MaterialArgs) -> None:
    """The mail that each who takes part would get with these files; with `--send` they go out. `--there` takes down
    what has arrived."""
    from collabtui.lifecycle.attachments.material_mails import mark_there, material_letters, send_material
    from collabtui.lifecycle.base.queue_mail import rendered
    from collabtui.mail.parse.attached_files import file_to_attach

    acting = context.acting()
    if not arguments.files:
        _material_there(context, arguments)
        return
    files = [file_to_attach(one, read_bytes(one)) for one in arguments.files]
    if arguments.send or arguments.queue_only:
        done = send_material(acting, arguments.ref, files)
        if done.arrived:
            context.say("material.arrived", names=list(done.arrived))
        if arguments.there:
            mark_there(acting, arguments.ref, arguments.there)
        _sent(context, arguments, "material.sent", done.meeting.ref, len(done.queued))
        return
    letters = [(one, rendered(acting, one)) for one in material_letters(acting.store, acting, arguments.ref, files)]
    if context.options.json:
        context.show([{"to": one.person.email, "subject": text.subject, "text": text.text} for one, text in letters])
        return
    for one, text in letters:
        context.out.line(f"─── {one.person.name} <{one.person.email}>  {text.subject}")
        context.out.line(text.text)
    context.say("material.would_go" if letters else "material.is_out", ref=kept_ref(arguments.ref), n=len(letters))


def _material_there(context: Context, arguments: MaterialArgs) -> None:
    """What of the material has arrived is taken down; then each line of it, and whether it is there."""
    from collabtui.domain.meetings.agenda import material_missing, material_of
    from collabtui.domain.meetings.material_line import as_read
    from collabtui.domain.meetings.meeting import Meeting
    from collabtui.lifecycle.attachments.material_mails import mark_there

    acting = context.acting()
    if arguments.there:
        mark_there(acting, arguments.ref, arguments.there)
    meeting = acting.store.get(Meeting, arguments.ref)
    missing = material_missing(meeting)
    if context.options.json:
        context.show([{"material": one, "there": one not in missing} for one in material_of(meeting)])
        return
    for one in material_of(meeting):
        state = "agenda.material_waited_for" if one in missing else "agenda.material_there"
        context.out.line(f"{as_read(one)}  {context.words(state)}")


def cancel(context: Context, arguments: CancelArgs) -> None:
    from collabtui.lifecycle.meetings.invite import cancel as call_off

    scope = asked_scope(context, arguments.ref, _named_scope(arguments), "agenda.off")
    cancelled = call_off(context.acting(), arguments.ref, scope)
    context.say("meeting.cancelled", ref=cancelled.meeting.ref, n=cancelled.readers)
    for vote, readers in cancelled.ended_votes.items():
        context.say("meeting.vote_ended" if readers else "meeting.vote_ended_untold", ref=vote, n=readers)
    _leave(context, arguments, cancelled.meeting.ref, len(cancelled.queued))


def _sent(context: Context, arguments: _Sending, key: str, ref: str, queued: int) -> None:
    context.say(key, ref=ref, n=queued)
    _leave(context, arguments, ref, queued)


def _leave(context: Context, arguments: _Sending, ref: str, queued: int) -> None:
    sent = None if arguments.queue_only else send_queued(context)
    if context.options.json:
        context.show({"ref": ref, "queued": queued, "sent": sent})


def record(context: Context, arguments: RecordArgs) -> None:
    if arguments.file == "-":
        _record_stream(context, arguments.ref)
        return
    from collabtui.cli.record_echo import warn_once, warn_unclear
    from collabtui.formats.file_encoding import LINES_OF_A_MEETING, decode_text
    from collabtui.lifecycle.live import run
    from collabtui.lifecycle.live.record_stream import record_unclear

    lines = decode_text(read_text_bytes(arguments.file), LINES_OF_A_MEETING).splitlines()
    warned = list["Finding"]()
    if arguments.allow_unclear:
        kept = record_unclear(context.acting(), arguments.ref, lines)
        for one in kept:
            warn_unclear(context, one)
        taken = [one.captured for one in kept if one.captured]
    else:
        taken = run.record(context.acting(), arguments.ref, lines)
    for captured in taken:
        warn_once(context, captured, warned)
    made = [captured.thing.ref for captured in taken if captured.thing]
    if context.options.json:
        context.show({"ref": kept_ref(arguments.ref), "lines": len(taken), "made": made})
    context.say("meeting.recorded", ref=kept_ref(arguments.ref), n=len(taken), made=made)


def _record_stream(context: Context, ref: str) -> None:
    """Standard input. Raises `Refused` at the end: record.commands where commands in it were refused, record.left_out
    where lines were."""
    from collabtui.cli.record_echo import lines_of_input, say_taken, warn_left_out, when_free
    from collabtui.lifecycle.live.record_stream import RecordStream

    stream, taken, warned, left_out = RecordStream(context.acting, ref), [], list["Finding"](), 0
    for line in lines_of_input():
        if isinstance(line, Refused):
            warn_left_out(context, line)
            left_out += 1
        elif one := when_free(context, lambda: stream.take(line)):  # noqa: B023  # called at once
            say_taken(context, one, warned)
            taken.append(one)
    when_free(context, stream.finish)
    kept = [one.captured for one in taken if one.captured]
    made = [captured.thing.ref for captured in kept if captured.thing]
    if context.options.json:
        context.show({"ref": kept_ref(ref), "lines": len(kept), "made": made})
    context.say("meeting.recorded", ref=kept_ref(ref), n=len(kept), made=made)
    refused = len(taken) - len(kept)
    if left_out:
        raise Refused("record.left_out", n=refused + left_out)
    if refused:
        raise Refused("record.commands", n=refused)


def show_or_send_minutes(context: Context, arguments: MinutesArgs) -> None:
    from collabtui.lifecycle.minutes import publish

    if arguments.send:
        published = publish.publish(context.acting(), arguments.ref, allow_incomplete=arguments.allow_incomplete)
        for finding in published.findings:
            context.warn("warning", finding=finding)
        _sent(context, arguments, "meeting.published", published.meeting.ref, len(published.queued))
        return
    previews = publish.preview_minutes(context.acting(), arguments.ref)
    if arguments.person:
        from collabtui.lifecycle.base.directory import find_person

        person = find_person(context.workspace.store, arguments.person)
        previews = [one for one in previews if one[0].person.ref == person.ref]
    if context.options.json:
        context.show([{"to": one.person.email, "subject": text.subject, "text": text.text} for one, text in previews])
        return
    for recipient, text in previews:
        context.out.line(f"─── {recipient.person.name} <{recipient.person.email}>  {text.subject}")
        context.out.line(text.text)


def show_sign_offs(context: Context, arguments: SignOffsArgs) -> None:
    from collabtui.store.queries.meetings import sign_offs

    if arguments.for_:
        _sign_for(context, arguments.ref, arguments.for_, arguments.reason)

    rows = sign_offs(context.reader, arguments.ref)
    if context.options.json:
        context.show(rows)
    elif not rows:
        context.say("sign_off.none", ref=kept_ref(arguments.ref))
    else:
        newest = max(one["minutes_version"] for one in rows)
        lines = (
            (
                one["minutes_version"],
                one["person"]["name"] if one["person"] else "",
                context.words(_sign_off_state(one, newest)),
                _answer_text(context, one),
            )
            for one in rows
        )
        context.out.lines(table(lines, width=terminal_width(context.out)))


def _sign_off_state(row: "SignOffRow", newest: int) -> str:
    """Who was to answer the newest version, and is not waited for, has left."""
    has_left = row["state"] == "replaced" and row["minutes_version"] == newest
    return "sign_off.left" if has_left else f"sign_off.{row['state']}"


def _sign_for(context: Context, ref: str, name: str, reason: str) -> None:
    from collabtui.lifecycle.base.directory import find_person
    from collabtui.lifecycle.minutes.sign_for_somebody import sign_for

    person = find_person(context.workspace.store, name)
    signed = sign_for(context.acting(), kept_ref(ref), person.ref, reason)
    context.say("sign_off.signed_for", name=person.name, ref=signed.meeting)


def _answer_text(context: Context, row: "SignOffRow") -> str:
    if row["recorded_by"]:
        return context.words("sign_off.recorded", by=row["recorded_by"], reason=row["text"] or "")
    return _corrections(context, row["corrections"]) or row["text"] or ""


def _corrections(context: Context, corrections: "list[SignedCorrectionRow]") -> str:
    """Each with what became of it."""
    shown = (f"{one['text']} ({context.words('state.' + one['outcome'])})" for one in corrections)
    return "; ".join(shown)


def export_meeting(context: Context, arguments: ExportMeetingArgs) -> None:
    from collabtui.lifecycle.export.meeting_export import export_meeting as export

    data = export(context.acting(), arguments.ref, arguments.format)
    deliver(context, data, arguments.format, arguments.out)
