"""A report as it is pasted into a group, or posted there by its robot: short, plain, each owner by `@name`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from collabtui.config import GroupService
from collabtui.domain.matters.channel import Channel, channel_of_reports
from collabtui.domain.matters.matter import Matter
from collabtui.errors import Refused
from collabtui.formats.documents.report_documents import ReportedAction, WeekReport, week_sentence
from collabtui.formats.documents.status_documents import why
from collabtui.formats.documents.weekly import ReportedMilestone, people_day
from collabtui.lifecycle.reports.made_report import LeadershipReport, MadeReport, StatusReport
from collabtui.lifecycle.reports.matter_statuses import MatterStatus
from collabtui.store.interface import Reader
from collabtui.text.catalogue import Catalogue

LIMITS: dict[GroupService, int] = {"wecom": 2048, "dingtalk": 18_000, "feishu": 18_000}
"""Bytes of UTF-8. A text of WeCom's robot holds 2048; DingTalk and Feishu count the whole body, 20 000 bytes and 20 KB,
of which some is left for what stands around the text."""
SHORT = 2048
"""What fits everywhere."""
_MANY = 15
"""Lines of one kind: a group reads no more."""


class _Omitted(NamedTuple):
    lines: int
    """Which a part has beyond those that a group reads."""


def group_text(made: MadeReport, words: Catalogue, service: GroupService | None = None) -> str:
    """Whole lines, as many as the service takes; the last one says how many were left out.

    Raises `Refused` (report.confidential: ref) for a confidential matter: nobody knows who reads a group."""
    if made.confidential:
        raise Refused("report.confidential", ref=made.matter)
    return _within(list(_lines(made, words)), LIMITS[service] if service else SHORT, words)


def group_of(reader: Reader, made: MadeReport) -> Channel | None:
    """The channel of the matter that the report is pasted into or posted in; None where it has none, and of a report on
    several."""
    return channel_of_reports(reader.get(Matter, made.matter).channels) if made.matter else None


def _plain(line: str) -> str:
    """One line, in which nothing is a tag of a service's own: `<at user_id="all">` calls everybody."""
    return " ".join(line.split()).replace("<", "＜")


def _within(lines: Sequence[str | _Omitted], limit: int, words: Catalogue) -> str:
    kept = list(lines)
    text = _joined(kept, words)
    while len(text.encode()) > limit and kept:
        kept.pop()
        left_out = sum(line.lines if isinstance(line, _Omitted) else 1 for line in lines[len(kept) :])
        text = _joined([*kept, _Omitted(left_out)], words)
    return text


def _joined(lines: Sequence[str | _Omitted], words: Catalogue) -> str:
    return "\n".join(
        words("group.more", n=line.lines) if isinstance(line, _Omitted) else _plain(line) for line in lines
    )


def _lines(made: MadeReport, words: Catalogue) -> Iterator[str | _Omitted]:
    about = made.titles.get(made.matter or "", "")
    title = words(f"group.{made.kind}", about=f" {about} ({made.matter})" if about else "")
    yield f"{title} {words.short_day(made.week.first)}–{words.short_day(made.week.last)}"
    match made.kind:
        case "leadership":
            yield from _status_lines(cast("LeadershipReport", made.content)["matters"], words)
        case "status":
            status = cast("StatusReport", made.content)
            light = words(f"light.{status['standing']['light']}")
            yield f"{light}{words('form.colon')}{why(status['standing'], words)}"
            yield from _week(made, status["week"], words)
        case "week":
            yield from _week(made, cast("WeekReport", made.content), words)


def _status_lines(rows: Sequence[MatterStatus], words: Catalogue) -> Iterator[str]:
    if not rows:
        yield words("report.no_matters")
    for row in rows:
        light = words(f"light.{row['light']}")
        yield f"[{light}] {row['title']} ({row['ref']}){words('form.colon')}{why(row, words)}"


def _week(made: MadeReport, found: WeekReport, words: Catalogue) -> Iterator[str | _Omitted]:
    yield week_sentence(words, made.week, made.today, found)
    yield from _part("group.milestones", [_milestone(row, words) for row in found["milestones"]], words)
    decided = [f"· {row['ref']} {row['text']}" for row in found.get("decisions", ())]
    yield from _part("group.decided", decided, words)
    late = [row for row in found["next"] if row["overdue"]]
    coming = [row for row in found["next"] if not row["overdue"]]
    yield from _part("group.late", [_action(row, "▲", words) for row in late], words)
    yield from _part("group.coming", [_action(row, "·", words) for row in coming], words)
    risks = [f"· {row['ref']} [{words('level.' + row['level'])}] {row['text']}" for row in found["risks"]]
    yield from _part("group.risks", risks, words)
    if silent := list(dict.fromkeys(f"@{row['name']}" for row in found["silent"])):
        yield words("group.silent", names=" ".join(silent[:_MANY]))


def _part(key: str, lines: Sequence[str], words: Catalogue) -> Iterator[str | _Omitted]:
    if lines:
        yield words(key)
        yield from lines[:_MANY]
    if more := lines[_MANY:]:
        yield _Omitted(len(more))


def _milestone(row: ReportedMilestone, words: Catalogue) -> str:
    mark = "✓" if row["reached"] else "▲" if row["overdue"] else "·"
    return f"{mark} {people_day(words, row['reached'] or row['day'])} {row['text']}"


def _action(row: ReportedAction, mark: str, words: Catalogue) -> str:
    owner = f" @{row['owner']['name']}" if row["owner"] else ""
    due = f" {people_day(words, row['due'])}" if row["due"] else ""
    return f"{mark} {row['ref']} {row['title']}{owner}{due}"
