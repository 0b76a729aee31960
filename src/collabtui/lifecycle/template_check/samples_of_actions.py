"""Sample data for the mails about actions: reminders, the one mail a day, a part that somebody takes."""

from dataclasses import replace
from typing import get_args

from collabtui.language.exception_parts import ExceptionParts
from collabtui.lifecycle.assignments.assignment_mails import ActionList
from collabtui.lifecycle.due.daily_mail import NOTES, NumberedLine, day_context
from collabtui.lifecycle.due.owed import DailyLine, Owed
from collabtui.lifecycle.template_check.sample_values import DUE, LATER, NOW, Samples
from collabtui.text.templates import TemplateContext


def of_actions(samples: Samples) -> dict[str, TemplateContext]:
    line = {"number": 1, "action": samples.action, "days": -3}
    return {
        "reminder": {
            "upcoming": [_owed(samples, 2, ref="A14", title=samples.texts.request)],
            "overdue": [_owed(samples, -3)],
        },
        "escalation": escalated(samples),
        "nudge": {"lines": [line]},
        "part": _part(samples),
        "trouble": {"lines": [_trouble(samples)]},
        "daily": {"daily": _daily(samples)},
        "progress": {"matter": samples.accepted, "by": NOW, "lines": [line]},
    }


def escalated(samples: Samples) -> TemplateContext:
    """The late actions of others, as a head reads of them."""
    empty: TemplateContext = {name: [] for name in ("upcoming", "unled", "own_heads", "away", "unreached")}
    return {**empty, "overdue": [_owed(samples, -3)]}


def _trouble(samples: Samples) -> TemplateContext:
    change, action = samples.texts.change, samples.action
    remark = ExceptionParts(change["reason"], change["impact"], change["decision"], change["what"], samples.texts.note)
    return {
        "kind": "blocked", "action": action, "matter": samples.matter, "owner": samples.reader.name,
        "department": samples.reader.department, "waiting": [action], "asked": [samples.matter.initiator], "own": True,
        "exception": remark._replace(solver=samples.texts.colleague, until=str(DUE)),
    }  # fmt: skip


def _owed(samples: Samples, days: int, **other: str) -> TemplateContext:
    change = samples.texts.change
    exception = ExceptionParts(change["reason"], change["impact"], change["decision"], change["what"])
    action = samples.action.model_copy(update=other)
    absent = samples.reader.model_copy(update={"away_until": LATER}) if days < 0 else None
    owed = {
        "action": action,
        "owner": samples.reader,
        "days": days,
        "exception": exception,
        "in_place_of": absent,
        "answered": NOW,
        "matter": samples.matter.title,
    }
    return {"number": 1, "owed": owed}


def _daily(of: "Samples") -> TemplateContext:
    """A late one, one without a date, one that others hold up, and a notice of each kind."""
    lines = [
        NumberedLine(1, DailyLine("overdue", of.action, -3, in_place_of=of.reader)),
        NumberedLine(2, DailyLine("progress", of.action.model_copy(update={"due": None}), None, of.matter.title)),
        NumberedLine(3, DailyLine("held-up", of.action, 2, causes=(of.action,))),
    ]
    owed = Owed("risk-owed", of.risk.ref, of.risk.text, DUE, 0)
    return day_context(lines, [replace(owed, kind=kind) for kind in NOTES])


def _part(samples: Samples) -> TemplateContext:
    """A part of each kind."""
    sample, name = samples.texts, samples.reader.name
    cause = {
        "kind": "moved", "action": samples.action, "owner": sample.colleague, "away": LATER, "deputy": name,
        "before": DUE, "too_late": True,
    }  # fmt: skip
    line = {
        "number": 1, "action": samples.action, "owner": name, "overdue": True, "support": sample.note, "does": True,
        "before": LATER, "matter": samples.matter.title, "relieved": False, "causes": [cause],
        "why": sample.note, "doers": sample.colleague, "gone": sample.colleague, "left": name,
    }  # fmt: skip
    lists = {name: [line] for name in get_args(ActionList)}
    contact = {"department": samples.reader.department, "matter": samples.matter, "asked": sample.request}
    contact["absent"] = sample.colleague
    relieved = {"department": samples.reader.department, "matter": samples.matter, "contact": samples.texts.colleague}
    standby = {"risk": samples.risk, "matter": samples.matter.title, "owner": name}
    return {
        "by": sample.organiser, **lists, "contacts": [contact], "relieved_contacts": [relieved],
        "relieved_heads": [{"department": samples.reader.department, "into": sample.matter["initiator"], "head": name}],
        "standbys": [standby], "risks": [standby], "risks_released": [standby], "matters": [samples.matter],
        "clerked": [{"matter": samples.matter, "owner": samples.texts.colleague}],
    }  # fmt: skip
