"""`collabtui action add|update`: an action entered, or its status, date, owner, deliverable and note changed."""

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from collabtui.cli.action.action_command import day_of
from collabtui.cli.base.context import Context, warn_of
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.names_read import names_read, say_names_read
from collabtui.cli.base.send_queued import send_assignment_mails
from collabtui.domain.action_status import Status
from collabtui.domain.refs import kept_ref
from collabtui.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from collabtui.domain.mail.reply import Request, Update
    from collabtui.domain.model import Finding
    from collabtui.lifecycle.base.acting import Acting


class AddActionArgs(NamedTuple):
    title: str
    owner: str = ""
    due: str = ""
    deliverable: str = ""
    module: str = ""
    matter: str = ""
    collaborator: tuple[str, ...] = ()
    doer: str | None = None
    depends_on: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    check: tuple[str, ...] = ()
    no_mail: bool = False


class UpdateActionArgs(NamedTuple):
    ref: str
    status: Status | None = None
    percent: int | None = None
    note: str | None = None
    due: str | None = None
    reason: str | None = None
    collaborator: tuple[str, ...] = ()
    doer: str | None = None
    owner: str | None = None
    deliverable: str | None = None
    module: str | None = None
    depends_on: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    check: tuple[str, ...] = ()
    no_mail: bool = False


def register(parser: Parser) -> None:
    parser.verb("add", add_action, AddActionArgs)
    parser.verb("update", update_action, UpdateActionArgs)


def add_action(context: Context, arguments: AddActionArgs) -> None:
    from collabtui.domain.meetings.draft import ActionDraft
    from collabtui.language.stated_checks import stated_checks
    from collabtui.lifecycle.actions import edit_actions
    from collabtui.lifecycle.actions.action_warnings import absence_warnings, day_warnings, unread_warnings

    draft = ActionDraft(
        title=arguments.title,
        owner=arguments.owner,
        collaborators=arguments.collaborator,
        doer=arguments.doer,
        due=day_of(context, arguments.due) if arguments.due else None,
        deliverable=arguments.deliverable,
        module=arguments.module,
        depends_on=arguments.depends_on,
        risk="\n".join(arguments.risk),
        checks=tuple(line for one in arguments.check for line in stated_checks(one)) or None,
    )
    added = edit_actions.add_action(_acting(context, arguments), draft, arguments.matter)
    typed = (arguments.owner, arguments.doer, *arguments.collaborator)
    _done(context, added.ref, "action.added", typed, title=added.title)
    acting = context.acting()
    _warn(context, absence_warnings(acting, added), day_warnings(acting, added), unread_warnings(acting, added))


def update_action(context: Context, arguments: UpdateActionArgs) -> None:
    from collabtui.language.stated_checks import stated_checks
    from collabtui.lifecycle.actions.action_warnings import absence_warnings, day_warnings, unread_warnings
    from collabtui.lifecycle.actions.change_action import ActionChange, change_action

    _refuse_contradictions(arguments)
    change = ActionChange(
        owner=arguments.owner,
        doer=arguments.doer,
        collaborators=tuple(filter(None, arguments.collaborator)) if arguments.collaborator else None,
        risk="\n".join(arguments.risk) if arguments.risk else None,
        deliverable=arguments.deliverable,
        checks=tuple(line for one in arguments.check for line in stated_checks(one)),
        module=arguments.module,
        depends_on=tuple(filter(None, arguments.depends_on)) if arguments.depends_on else None,
        postponed=_postponed(context, arguments),
        update=_update(arguments) if _says_more(arguments) else None,
        reason=None if _is_note(arguments) else arguments.reason,
    )
    changed = change_action(_acting(context, arguments), arguments.ref, change)
    typed = (arguments.owner, arguments.doer, *arguments.collaborator)
    _done(context, kept_ref(arguments.ref), "action.updated", typed, title="")
    acting = context.acting()
    if arguments.due or arguments.depends_on:
        _warn(context, day_warnings(acting, changed))
    if any(typed):
        _warn(context, absence_warnings(acting, changed), unread_warnings(acting, changed))


def _update(arguments: UpdateActionArgs) -> "Update":
    from collabtui.domain.mail.reply import Update

    status = arguments.status or ("done" if arguments.percent == 100 else "in-progress" if arguments.percent else None)
    note = arguments.reason if arguments.reason and _is_note(arguments) else arguments.note
    return Update(ref=arguments.ref, status=status, percent=arguments.percent, note=note)


def _is_note(arguments: UpdateActionArgs) -> bool:
    """Whether the reason goes with the status as its remark: that of a new date goes with the date, and by itself it is
    a further word on why it does not go on."""
    return not arguments.due and (arguments.status in ("done", "blocked") or arguments.percent is not None)


def _postponed(context: Context, arguments: UpdateActionArgs) -> "Request | None":
    from collabtui.domain.mail.reply import Request

    if not arguments.due:
        return None
    day = day_of(context, arguments.due)
    return Request(ref=arguments.ref, ask="postpone", due=day, reason=arguments.reason)


def _refuse_contradictions(arguments: UpdateActionArgs) -> None:
    percent = arguments.percent
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("action.bad_percent", value=percent)
    if arguments.status == "done" and percent not in (None, 100):
        raise Refused("action.done_is_100", value=percent)
    texts = (arguments.doer, arguments.owner, arguments.deliverable, arguments.module)
    lists = (arguments.collaborator, arguments.risk, arguments.check, arguments.depends_on)
    if not any(text is not None for text in texts) and not any(lists) and not _says_more(arguments):
        raise Refused("action.nothing_given", ref=kept_ref(arguments.ref))


def _says_more(arguments: UpdateActionArgs) -> bool:
    """Whether anything but people and risks is to change."""
    given = (arguments.status, arguments.percent, arguments.due, arguments.note, arguments.reason)
    return any(one is not None for one in given)


def _done(context: Context, ref: str, key: str, typed: "Iterable[str | None]", **values: str) -> None:
    """`typed`: names of people."""
    read = names_read(context, typed)
    if context.options.json:
        from collabtui.store.queries.actions import action

        context.show({**action(context.reader, ref, today=context.today), **({"read_as": read} if read else {})})
    else:
        context.say(key, ref=ref, **values)
    say_names_read(context, read)
    send_assignment_mails(context)


def _warn(context: Context, *warnings: "Iterable[Finding]") -> None:
    warn_of(context, chain(*warnings))


def _acting(context: Context, arguments: AddActionArgs | UpdateActionArgs) -> "Acting":
    """With `--no-mail` nobody hears by mail which part he has in it."""
    acting = context.acting()
    return acting.quiet() if arguments.no_mail else acting
