"""`collabtui report`: the week, the leadership's page, who waits for whom, who has how much, promises kept, answers."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from collabtui.cli.base.context import Context, warn_of
from collabtui.cli.base.grammar import OutputPath, Parser
from collabtui.errors import Refused

if TYPE_CHECKING:
    from collabtui.config import GroupService
    from collabtui.domain.count_working_days import Week
    from collabtui.domain.kept_report import FigureKind, WeeklyKind
    from collabtui.formats.documents.document import Document
    from collabtui.lifecycle.reports.made_report import MadeReport
    from collabtui.text.catalogue import Catalogue


ReportFormat = Literal["md", "html", "docx", "pdf"]
FORMATS: tuple[ReportFormat, ...] = ("md", "html", "docx", "pdf")


class ReportArgs(NamedTuple):
    matter: str | None = None
    format: ReportFormat | None = None
    locale: Literal["zh", "en"] | None = None
    out: OutputPath | None = None
    to: tuple[str, ...] = ()
    send: bool = False


class SentReportArgs(NamedTuple):
    matter: str | None = None
    week: str | None = None
    format: ReportFormat | None = None
    locale: Literal["zh", "en"] | None = None
    out: OutputPath | None = None
    to: tuple[str, ...] = ()
    send: bool = False
    keep: bool = False
    group: Literal["wecom", "dingtalk", "feishu"] | None = None
    post: bool = False


class LeadershipArgs(NamedTuple):
    week: str | None = None
    format: ReportFormat | None = None
    locale: Literal["zh", "en"] | None = None
    out: OutputPath | None = None
    to: tuple[str, ...] = ()
    send: bool = False
    keep: bool = False
    group: Literal["wecom", "dingtalk", "feishu"] | None = None
    post: bool = False


class KeptArgs(NamedTuple):
    limit: int = 20


class LoadReportArgs(NamedTuple):
    department: str | None = None
    matter: str | None = None
    format: ReportFormat | None = None
    locale: Literal["zh", "en"] | None = None
    out: OutputPath | None = None
    to: tuple[str, ...] = ()
    send: bool = False


def register(parser: Parser) -> None:
    parser.verb("week", report_week, SentReportArgs)
    parser.verb("leadership", report_leadership, LeadershipArgs)
    parser.verb("status", report_status, SentReportArgs)
    parser.verb("kept", list_kept, KeptArgs)
    parser.verb("department", report_departments, ReportArgs)
    parser.verb("load", report_load, LoadReportArgs)
    parser.verb("promises", report_promises, ReportArgs)
    parser.verb("answers", report_answers, ReportArgs)


def report_week(context: Context, arguments: SentReportArgs) -> None:
    """This week, in the organiser's zone, or a past one."""
    _sent_report(context, arguments, "week", _matter(context, arguments))


def report_leadership(context: Context, arguments: LeadershipArgs) -> None:
    """One page: each matter in a colour, and why."""
    _sent_report(context, SentReportArgs(None, *arguments), "leadership", None)


def report_status(context: Context, arguments: SentReportArgs) -> None:
    """The status of one matter, for its contacts. Raises `Refused` (report.needs_matter)."""
    matter = _matter(context, arguments)
    if matter is None:
        raise Refused("report.needs_matter")
    _sent_report(context, arguments, "status", matter)


def list_kept(context: Context, arguments: KeptArgs) -> None:
    """The reports that were sent or put by, the newest first."""
    from collabtui.cli.base.text_table import table, terminal_width
    from collabtui.lifecycle.reports.kept_reports import kept_reports

    found = kept_reports(context.visible, limit=arguments.limit)
    if context.options.json:
        fields = {"ref", "kind", "week", "matter", "at", "by", "sent_to"}
        context.show([one.model_dump(mode="json", include=fields) for one in found])
        return
    separator = context.words("list.separator")
    lines = (
        (one.ref, one.week, context.words(f"report.kind.{one.kind}"), one.matter or "", separator.join(one.sent_to))
        for one in found
    )
    context.out.lines(list(table(lines, width=terminal_width(context.out))) or [context.words("report.none_kept")])


def _sent_report(context: Context, arguments: SentReportArgs, kind: "WeeklyKind", matter: str | None) -> None:
    """Show it; or send it, keep it, make it ready for a group, post it there."""
    from collabtui.lifecycle.reports.made_report import made_report
    from collabtui.lifecycle.reports.send_report import names_left_out

    acting = context.acting()
    made = made_report(context.reader, acting.visible, acting, kind, matter, _week(context, arguments.week))
    if names_left_out(made):
        context.warn("report.left_out", n=made.left_out)
    if arguments.group or arguments.post:
        give_group_text(context, made, _words(context, arguments), arguments.group, post=arguments.post)
    elif arguments.send or arguments.to:
        _send(context, made, arguments.to)
    elif arguments.keep:
        from collabtui.lifecycle.reports.send_report import keep_report

        kept = keep_report(acting, made)
        if context.options.json:
            context.show({"ref": kept.ref, "week": kept.week})
        context.say("report.kept", ref=kept.ref, week=kept.week)
    else:
        _give(context, arguments, made.content, lambda words, _: made.document(words))
        _say_source(context, made)
        if kind == "status":
            _say_recipients(context, made)


def _say_recipients(context: Context, made: "MadeReport") -> None:
    """Who gets it with `--send`, who of them only numbers, and which department that was asked has nobody to get it."""
    from collabtui.cli.base.names_read import warn_of_unread
    from collabtui.domain.matters.matter import Matter
    from collabtui.lifecycle.reports.send_report import recipients, without_contact

    matter = context.workspace.store.get(Matter, made.matter or "")
    if matter.contacts:
        people = recipients(context.workspace.store, made, ())
        context.warn("report.would_go", names=[one.name for one in people])
        warn_of_unread(context, matter.ref, (one.ref for one in people))
    if missing := without_contact(matter):
        context.warn("report.no_contact", departments=missing)


def _say_source(context: Context, made: "MadeReport") -> None:
    """Where a past week comes from."""
    if made.kept:
        context.warn("report.from_kept", day=context.words.day(made.kept.at.astimezone(context.zone).date()))
    elif made.week.last < context.today:
        context.warn("report.from_trail")


def _send(context: Context, made: "MadeReport", names: "tuple[str, ...]") -> None:
    from collabtui.cli.base.names_read import warn_of_unread
    from collabtui.cli.base.send_queued import send_queued
    from collabtui.lifecycle.bookings.absence_finding import absence_on
    from collabtui.lifecycle.reports.send_report import recipients, send_report

    people = recipients(context.workspace.store, made, names)
    warn_of_unread(context, made.matter, (one.ref for one in people))
    away = (absence_on(context.workspace.store, one, context.today) for one in people)
    warn_of(context, filter(None, away))
    queued = send_report(context.acting(), made, people)
    if context.options.json:
        context.show({"sent": [{"ref": mail.ref, "to": mail.to} for mail in queued]})
    if not queued:
        context.say("report.nothing_new")
        return
    context.say("report.queued", n=len(queued), names=[mail.to for mail in queued])
    send_queued(context)


def _week(context: Context, name: str | None) -> "Week | None":
    """Of a number alone the last such week. Raises `Refused`: report.week_unknown (value), report.week_ahead
    (value)."""
    from collabtui.domain.count_working_days import last_week_numbered, week_named

    if name is None:
        return None
    week = week_named(name) or last_week_numbered(name, context.today)
    if week is None:
        raise Refused("report.week_unknown", value=name)
    if week.first > context.today:
        raise Refused("report.week_ahead", value=name)
    return week


def report_departments(context: Context, arguments: ReportArgs) -> None:
    _figures(context, arguments, "department")


def report_load(context: Context, arguments: LoadReportArgs) -> None:
    _figures(context, arguments, "load", arguments.department or "")


def report_promises(context: Context, arguments: ReportArgs) -> None:
    """Of the last quarter, as on the page of reports."""
    _figures(context, arguments, "promises")


def report_answers(context: Context, arguments: ReportArgs) -> None:
    """Of the last quarter, as on the page of reports."""
    _figures(context, arguments, "answers")


def _figures(
    context: Context, arguments: ReportArgs | LoadReportArgs, kind: "FigureKind", department: str = ""
) -> None:
    """Show the numbers of today, or send them."""
    from collabtui.lifecycle.reports.made_report import made_figures
    from collabtui.lifecycle.reports.send_report import names_left_out

    acting = context.acting()
    made = made_figures(context.reader, acting.visible, acting, kind, _matter(context, arguments), department)
    if names_left_out(made):
        context.warn("report.left_out", n=made.left_out)
    if arguments.send or arguments.to:
        _send(context, made, arguments.to)
    else:
        _give(context, arguments, made.content, lambda words, _: made.document(words))


def _matter(context: Context, arguments: ReportArgs | LoadReportArgs | SentReportArgs) -> str | None:
    """Its ref. Raises `Unknown` (matter.unknown)."""
    from collabtui.store.queries.lookup import matter_ref

    return matter_ref(context.reader, arguments.matter) if arguments.matter else None


def _words(context: Context, arguments: ReportArgs | LoadReportArgs | SentReportArgs) -> "Catalogue":
    from collabtui.text.catalogue import Catalogue

    return Catalogue(arguments.locale, today=lambda: context.today) if arguments.locale else context.words


def _give(
    context: Context,
    arguments: ReportArgs | LoadReportArgs | SentReportArgs,
    found: object,
    made: "Callable[[Catalogue, dict[str, str]], Document]",
) -> None:
    """JSON for programs, else the document: Markdown unless another format is named. Raises `Refused` (form.*,
    pdf.*)."""
    from collabtui.cli.base.deliver import deliver, needs_file
    from collabtui.cli.matter.form_commands import wanted_format
    from collabtui.store.queries.lookup import titles

    if context.options.json and not arguments.out:
        context.show(found)
        return
    kind = wanted_format(arguments.format, arguments.out, FORMATS)
    document = made(_words(context, arguments), titles(context.reader))
    if kind == "md":
        from collabtui.formats.documents.document_markdown import write_markdown

        deliver(context, write_markdown(document).encode(), kind, arguments.out)
        return
    from collabtui.lifecycle.matters.forms.filling import written

    if kind != "pdf":
        deliver(context, written(context.acting(), document, kind), kind, arguments.out)
        return
    from collabtui.system.pdf_printer import printed

    needs_file(context, kind, arguments.out)
    deliver(context, printed(written(context.acting(), document, "html")), kind, arguments.out)


def give_group_text(
    context: Context, made: "MadeReport", words: "Catalogue", service: "GroupService | None", *, post: bool
) -> None:
    """Show the text as it would be pasted; with `post` the configured robot posts it. Raises `Refused` (robot.*;
    report.confidential: ref)."""
    from collabtui.lifecycle.reports.group_text import group_of, group_text

    robot, channel = context.config.robot, group_of(context.visible, made)
    if post and service and robot.service and service != robot.service:
        raise Refused("robot.other_service", service=robot.service, value=service)
    text = group_text(made, words, service or (robot.service or None))
    if not post:
        if context.options.json:
            channels = {"channel": channel.model_dump()} if channel else {}
            context.show({"text": text, "bytes": len(text.encode()), **channels})
        else:
            context.out.lines(text.splitlines())
            if channel:
                context.warn("group.belongs_in", channel=f"{channel.name} {channel.where}".strip())
        return
    from collabtui.lifecycle.reports.send_report import keep_report
    from collabtui.mail.transport.group_robot import RobotSecrets, check_robot, host_of, post_to_group

    secrets = RobotSecrets(robot, os.environ, name=channel.robot if channel else "")
    check_robot(robot, secrets)
    keep_report(context.acting(), made)
    post_to_group(robot, secrets, text, context.clock())
    if context.options.json:
        context.show({"posted": True, "service": robot.service, "bytes": len(text.encode())})
    if channel and channel.robot:
        context.say("robot.posted_in", channel=channel.name, host=host_of(robot))
    else:
        context.say("robot.posted", service=robot.service, host=host_of(robot))
