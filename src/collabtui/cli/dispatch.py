"""Nouns and verbs: which module a command is in. Only that module is imported."""

import errno
import gc
import importlib
import os
from collections.abc import Callable
from typing import Any, TypeVar

from collabtui.cli.base.context import Context, has_changed, opened, say_what_stays
from collabtui.cli.base.grammar import Parser, Usage, unknown
from collabtui.cli.base.options import Options, without_value
from collabtui.cli.base.unreadable_errors import error_as_seen
from collabtui.domain.refs import INCOMING, OUTGOING, is_ref, ref_of
from collabtui.domain.via import COMMAND
from collabtui.errors import CollabError, Damaged, Refused, Unreachable
from collabtui.text.catalogue import Catalogue

NOUNS = {
    "init": "init_command", "doctor": "doctor_command", "person": "person_command",
    "department": "department_command", "meeting": "meeting_command",
    "action": "action.action_command", "matter": "matter.matter_command", "risk": "risk_command",
    "resource": "resource_command", "account": "account_command",
    "role": "role_command",
    "decision": "decision_command",
    "inbox": "inbox.inbox_command", "words": "inbox.words_command",
    "outbox": "outbox_command", "receive": "receive_command", "explain": "inbox.explain_command",
    "sync": "sync_command", "watch": "watch_command", "remind": "remind_command", "status": "status.status_command",
    "report": "report_command", "trail": "trail_command", "undo": "undo_command",
    "redo": "redo_command", "template": "template_command",
    "backup": "backup.backup_command", "restore": "backup.restore_command", "export": "backup.export_command",
    "import": "backup.import_command", "move": "backup.move_command",
}  # fmt: skip
"""Each noun with its module in this package, which has `register(parser)`; in the order of the help."""
NUMBERED = {"inbox": INCOMING, "words": INCOMING, "outbox": OUTGOING}
"""Nouns whose mails are named by their numbers."""
ADMINISTERED = (["matter", "confidential"], ["matter", "edit"])
"""What an administrator may do with a matter that he may not see: say who does."""
DOORS = ("serve", "demo")
"""Commands that bring screens, and have doors of their own, as the bare command has."""

EXHAUSTED = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN)
"""Errors by which a system says that it, or a limit of the account, gives no more."""

_OF_DATABASE = ("database.", "store.")
"""How the keys of errors begin by which a database is away, or takes no more."""
T = TypeVar("T", bound=tuple[Any, ...])
OVERVIEW = ("help", "--help")


def dispatch(options: Options, rest: list[str]) -> int:
    return guarded(options, lambda context: _dispatched(context, rest))


def guarded(options: Options, command: Callable[[Context], int]) -> int:
    """Run a command and return its exit code; an error becomes one sentence on standard error."""
    with opened(options) as context:
        try:
            code = command(context)
        except KeyboardInterrupt:
            code = 130
        except Exception as error:
            if (refused := say_refusal(context, error)) is None:
                raise
            code = refused
        return context.ended(code)


def run_door(
    noun: str, command: "Callable[[Context, T], int | None]", line: type[T], options: Options, arguments: list[str]
) -> int:
    """Run one of `DOORS`, or show its help, and return its exit code; `line` is the tuple of what it takes."""

    def run(context: Context) -> int:
        parser = Parser(noun, f"collabtui {noun}")
        parser.does(command, line)
        if context.options.help:
            context.out.line(parser.help(context.words))
            return 0
        chosen, given = parser.parse(arguments)
        return chosen(context, given) or 0

    return guarded(options, run)


def say_refusal(context: Context, error: Exception) -> int | None:
    """Say what an error means to people, and return the exit code; None where it is a mistake of the program."""
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in EXHAUSTED):
        context.err.sentence(context.words("home.exhausted", why=os.strerror(getattr(error, "errno", errno.ENOMEM))))
        return 1
    if isinstance(error, OSError):
        if error.filename is None:
            return None
        why = error.strerror or str(error)
        context.err.sentence(context.words("home.unreadable", path=str(error.filename), why=why))
        return 1  # a name that is too long, a folder that may not be entered, wherever it is looked at
    known = error if isinstance(error, CollabError) else None
    if known is None or known.key == "store.unreadable":  # a query met a record that it cannot name
        known = damage_behind(context) or known
    if known is None:
        return None
    context.err.sentence(_sentence(context, known))
    say_way_back(context, known)
    if isinstance(known, Unreachable) and known.key.startswith(_OF_DATABASE) and has_changed(context):
        context.warn("cli.kept")
    return 2 if isinstance(known, Usage) else 1


def _sentence(context: Context, error: CollabError) -> str:
    try:
        seen = error_as_seen(context, error)
    except CollabError:  # nobody can be asked what he may see
        seen = error
    return str(context.words(seen.key, **seen.values))


def say_way_back(context: Context, error: CollabError) -> None:
    """Name the newest copy of a database that cannot be read, or is gone from beside it, and what puts it in place."""
    if isinstance(error, Damaged) or error.key == "store.missing":
        from collabtui.lifecycle.backup.way_back import way_back

        way = way_back(context.home, context.raw_config)
        if isinstance(error, Damaged) or way.key == "backup.way_back":
            context.warn(way.key, **way.values)


def damage_behind(context: Context) -> Refused | None:
    """The fault of the database, where a command met what none of ours writes: a lost page, a value that no record
    can hold. None where it is sound, so that the fault is the program's own."""
    from collabtui.cli.backup.check_data_command import first_unreadable

    try:
        return first_unreadable(context)
    except Damaged as error:
        return error
    except Exception:  # noqa: BLE001  # it cannot be looked at: what the command met is raised, and not this
        return None


def _dispatched(context: Context, rest: list[str]) -> int:
    if context.options.version:
        context.out.line(f"collabtui {_version()}")
        return 0
    if name := without_value(rest):
        raise Usage("usage.no_value", prog="collabtui", option=name)
    if not rest and not context.options.help:
        raise Refused("cli.no_terminal")
    if not rest or rest[0] in OVERVIEW:
        context.out.line(overview(context.words))
        return 0
    context.options.check()
    parser = parser_of(rest[0])
    if context.options.help:
        chosen, _ = parser.chosen(rest[1:])
        context.out.line(chosen.help(context.words))
        return 0
    try:
        command, given = parser.parse(rest[1:])
    except Usage as error:
        from collabtui.cli.base.options_elsewhere import with_its_commands  # whoever types it right does without

        near = [rest[0], *(noun for noun in NOUNS if noun != rest[0])]
        raise with_its_commands(error, map(parser_of, near)) from None
    if rest[:2] not in ADMINISTERED:
        refuse_hidden(context, rest[0], given)
    gc.freeze()  # what was imported is never looked through
    gc.enable()
    code = command(context, given) or 0
    if context.options.fixed:
        say_what_stays(context)
    return code


def refuse_hidden(context: Context, noun: str, given: "tuple[Any, ...]") -> None:
    """Raises Refused `permission.closed` where who acts names something of a matter that he may not see."""
    typed = [one for part in given for one in (part if isinstance(part, tuple) else (part,)) if isinstance(one, str)]
    refs = [one for one in typed if is_ref(one)]
    if noun in NUMBERED and (mail := getattr(given, "id", None)):
        refs.append(ref_of(NUMBERED[noun], mail))
    if not refs or not context.has_database:
        return
    from collabtui.store.queries.row_reader import roles_count

    if roles_count(context.whole_reader):
        from collabtui.lifecycle.access.hidden_matters import refuse_hidden

        refuse_hidden(context.workspace.as_user(COMMAND), refs)


def parser_of(noun: str) -> Parser:
    """A noun with its verbs and their arguments. Raises `Usage` for a word that is no noun."""
    if noun not in NOUNS:
        raise unknown("usage.noun", noun, [*NOUNS, *DOORS])
    module = importlib.import_module(f"collabtui.cli.{NOUNS[noun]}")
    parser = Parser(noun, f"collabtui {noun}")
    module.register(parser)
    return parser


def overview(words: Catalogue) -> str:
    """All commands with what they do, a line each."""
    lines = [words("help.overview"), ""]
    lines += [f"  {noun:<10} {words(f'help.{noun}')}" for noun in (*NOUNS, *DOORS)]
    return "\n".join([*lines, "", words("help.common")])


def _version() -> str:
    """From what is installed; a source tree that is not has none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("collabtui")
    except PackageNotFoundError:
        return "(source)"
