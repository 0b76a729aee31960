"""`collabtui doctor`: the connection tried step by step, the templates, and the user's own agendas, themes, keys."""

import secrets
from typing import TYPE_CHECKING, NamedTuple

from collabtui.check_step import CheckStep
from collabtui.cli.base.context import Context, passwords
from collabtui.cli.base.grammar import Parser, Positional
from collabtui.cli.base.unreadable_errors import error_as_seen
from collabtui.cli.template_command import template_faults

if TYPE_CHECKING:
    from collections.abc import Iterator


class DoctorArgs(NamedTuple):
    check: bool = False
    archive: tuple[str, ...] = ()
    repair: str | None = None
    clear: bool = False
    trust: bool = False
    server: Positional[str | None] = None


def register(parser: Parser) -> None:
    parser.does(examine, DoctorArgs)


def examine(context: Context, arguments: DoctorArgs) -> int:
    """Exit code 1 when a step failed. With `--check` only the data are looked at, with `--repair` one record, with
    `--trust` and a server's name only that: none needs a connection."""
    if arguments.repair is not None or arguments.clear:
        from collabtui.cli.backup.repair_record_command import repair

        return repair(context, arguments.repair, clear=arguments.clear)
    if arguments.check or arguments.archive:
        from collabtui.cli.backup.check_data_command import check

        return check(context, arguments.archive)
    if arguments.server:
        return _trust_named(context, arguments.server, trust=arguments.trust)
    failed, server = 0, ""
    rows = []
    for step in _steps(context):
        failed += not step.ok
        server = str(step.values.get("found", server))
        why = context.words(step.error.key, **step.error.values) if step.error else ""
        rows.append({"step": step.key, "ok": step.ok, "why": why or None})
        if not context.options.json:
            context.out.line(f"{'✓' if step.ok else '✗'} {context.words(step.key, **step.values)}")
            if why:
                context.out.line(f"    {why}")
    if context.options.json:
        context.show(rows)
    if arguments.trust:
        _trust(context, server)
    return 1 if failed else 0


def _steps(context: Context) -> "Iterator[CheckStep]":
    """What stands on this machine, then, as each of its steps ends, the connection."""
    from collabtui.lifecycle.mail_in.trusted_server_lookup import as_trusted
    from collabtui.mail.transport.connection_check import check_connection
    from collabtui.worker.real_clock import wall_clock

    for of_user in (_configuration, _templates, _agendas, _themes, _keys, _robot, _database):
        yield from of_user(context)
    config = context.config
    if context.has_database:
        config = as_trusted(context.acting().store, config)
        for of_mail in (_unfetched, _set_aside, _health):
            yield from of_mail(context)
    yield from check_connection(config, passwords(context), clock=wall_clock, token=secrets.token_hex(8))


def _database(context: Context) -> list[CheckStep]:
    """Engine, version and latency of the organisation's database, and what follows it; none where it is a file."""
    from time import perf_counter

    from collabtui.lifecycle.organisation.organisation_database import compiling_of, replicas_of, server_of

    url, command = context.database_place
    if not url:
        return []
    found = CheckStep("check.database", server_of(url, command, perf_counter), compiling_of(url, command))
    steps = [found, *_rights(url, command)]
    return steps + [
        CheckStep("check.replica", {"name": one.name, "bytes": "?" if one.behind_bytes is None else one.behind_bytes})
        for one in replicas_of(url, command)
    ]


def _rights(url: str, command: str) -> list[CheckStep]:
    """Whether the database itself holds people to their roles, and a step that failed for each thing that lacks."""
    from collabtui.lifecycle.organisation.organisation_database import rights_of

    rights = rights_of(url, command)
    if rights.own_login:
        return [CheckStep("check.rights_own", {"login": rights.own_login})]
    if not rights.logins:
        return [CheckStep("check.rights_none")]
    values = {"n": rights.logins}
    return [CheckStep("check.rights", values, fault) for fault in rights.faults] or [CheckStep("check.rights", values)]


def _configuration(context: Context) -> list[CheckStep]:
    """A step that failed for each thing that other accounts may do with it or with the database; none where that is
    as it should be."""
    from collabtui.config_file import who_else_may_open, who_else_may_write
    from collabtui.errors import Refused

    found = {"config.writable": who_else_may_write(context.home), "database.opened": who_else_may_open(context.home)}
    return [CheckStep("check.config", {}, Refused(key, path=str(path))) for key, path in found.items() if path]


def _templates(context: Context) -> list[CheckStep]:
    return [
        CheckStep("check.template", {"name": broken.values.get("name", "")}, broken)
        for broken in template_faults(context)
    ] or [CheckStep("check.templates")]


def _agendas(context: Context) -> list[CheckStep]:
    """Of the user's own usual agendas each that planning would refuse; none where there are none."""
    from collabtui.formats.agenda.own_agendas import own_agendas

    found = own_agendas(context.home.templates, context.today)
    faults = [CheckStep("check.agenda", {"path": one.path}, one.fault) for one in found if one.fault]
    return faults or ([CheckStep("check.agendas", {"folder": found[0].path.parent})] if found else [])


def _themes(context: Context) -> list[CheckStep]:
    """Of the user's own themes each that the screens would leave out; none where there are none."""
    from collabtui.formats.own_themes import own_themes

    found = list(own_themes(context.home.themes))
    faults = [CheckStep("check.theme", {"path": one.path}, one.fault) for one in found if one.fault]
    return faults or ([CheckStep("check.themes", {"folder": context.home.themes})] if found else [])


def _keys(context: Context) -> list[CheckStep]:
    """None where the user has set no keys."""
    from collabtui.keymap.user_keys import read_user_keys

    path = context.home.keys
    if not path.exists():
        return []
    values = {"path": path}
    faults = read_user_keys(path).faults
    return [CheckStep("check.key", values, fault) for fault in faults] or [CheckStep("check.keys", values)]


def _robot(context: Context) -> list[CheckStep]:
    """None where no robot is configured; nothing is posted."""
    import os

    from collabtui.errors import CollabError
    from collabtui.mail.transport.group_robot import RobotSecrets, check_robot, host_of

    robot = context.config.robot
    if not robot.service:
        return []
    values = {"service": robot.service, "host": host_of(robot)}
    try:
        check_robot(robot, RobotSecrets(robot, os.environ))
    except CollabError as error:
        return [CheckStep("check.robot_of", values, error)]
    return [CheckStep("check.robot", values)]


def _unfetched(context: Context) -> list[CheckStep]:
    """A step that failed for each mail that the server has listed for a day and not handed out."""
    from collabtui.errors import Unreachable
    from collabtui.store.queries.status import LONG, unfetched_mails

    return [
        CheckStep(
            "check.unfetched",
            {"folder": mail["folder"], "uid": mail["uid"]},
            Unreachable(
                "imap.unfetched", not_read=mail["reason"], n=mail["tries"], since=context.moment(mail["since"])
            ),
        )
        for mail in unfetched_mails(context.reader, context.clock() - LONG)
    ]


def _health(context: Context) -> list[CheckStep]:
    """What did not hold of the data when they were last checked, the records that no pass works on, and the automatic
    copy that could not be made."""
    from collabtui.errors import Refused
    from collabtui.lifecycle.backup.health_note import HealthNote

    health = HealthNote(context.home.health_note).read()
    steps = []
    if health.faults:
        steps.append(CheckStep("check.data", {}, Refused("health.faults", n=health.faults)))
    steps += [CheckStep("check.data", {}, error_as_seen(context, row.error())) for row in health.set_aside]
    if fault := health.copy_fault:
        steps.append(CheckStep("check.copies", {"folder": fault.folder}, fault.error()))
    return steps


def _set_aside(context: Context) -> list[CheckStep]:
    """A step that failed for each mail that waits unread."""
    from collabtui.errors import Refused
    from collabtui.store.queries.status import set_aside_mails

    return [
        CheckStep(
            "check.set_aside",
            {"ref": mail["ref"], "sender": mail["sender"] or "?"},
            Refused("inbox.set_aside", ref=mail["ref"], why=context.words(f"reason.{mail['reason']}")),
        )
        for mail in set_aside_mails(context.reader)
    ]


def _trust_named(context: Context, server: str, *, trust: bool) -> int:
    from collabtui.cli.base.grammar import Usage

    if not trust:
        raise Usage("usage.too_many", prog="collabtui doctor", value=server)
    _trust(context, server)
    return 0


def _trust(context: Context, server: str) -> None:
    """From now on the Authentication-Results of that server are believed: the one that was named, or that wrote them on
    our own mail to ourselves. Raises `Refused` (doctor.nobody_to_trust) where nobody did."""
    from collabtui.errors import Refused
    from collabtui.lifecycle.mail_in.trusted_server_decision import seen_servers, trust_server

    if not server:
        raise Refused("doctor.nobody_to_trust")
    acting = context.acting()
    seen = {one.server: one for one in seen_servers(acting)}
    read = trust_server(acting, server)
    named = seen.get(server.strip().lower())
    mails = max((one.of for one in seen.values()), default=0)
    context.say("doctor.trusted", server=server, n=read)
    context.say("doctor.seen", server=server, n=named.mails if named else 0, of=mails)
