"""`collabtui undo`: one's own last changes, each with what it would put back, and taking one of them back."""

from typing import TYPE_CHECKING, NamedTuple, TypedDict

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser, Positional, Usage
from collabtui.cli.base.send_queued import send_queued
from collabtui.cli.base.text_table import table, terminal_width
from collabtui.domain.refs import kept_ref, ref_order
from collabtui.errors import Conflict, Refused

if TYPE_CHECKING:
    from collabtui.lifecycle.history.undo_last import NextUndo
    from collabtui.lifecycle.history.undo_plan import UndoPlan
    from collabtui.lifecycle.history.undo_words import UndoWords

LISTED = 20
"""Changes that the list has, unless another number is asked for."""


class UndoArgs(NamedTuple):
    ref: Positional[str | None] = None
    list: bool = False
    limit: int = LISTED
    yes: bool = False


class _ShownValue(TypedDict):
    """What is put back of one value, as JSON."""

    ref: str
    title: str
    field: str | None
    now: object
    then: object


class _ShownPlan(TypedDict):
    """A change as JSON: `n` picks it."""

    n: int
    at: str
    via: str
    possible: bool
    refusal: str | None
    """The key of `why`, the same in every language."""
    why: str | None
    withdrawn: list[str]
    values: list[_ShownValue]
    held: list[str]
    notified: list[str]


def register(parser: Parser) -> None:
    parser.does(undo, UndoArgs)


def undo(context: Context, arguments: UndoArgs) -> None:
    """Take back the last change that can be, the one with this number, or the last one of this record."""
    if arguments.list:
        if arguments.limit < 0:
            raise Usage("usage.number", prog="collabtui undo", option="--limit", value=str(arguments.limit))
        _show_list(context, arguments)
        return
    from collabtui.lifecycle.history.undo_last import undo_batch

    acting, words = context.acting(), _words(context)
    try:
        found = _found(context, arguments.ref)
    except Conflict as error:
        raise words.worded(error) from error
    what, notified = words.summary(found.plan), words.notified(found.plan)
    if notified and not arguments.yes:
        raise Refused("undo.notified_yes", what=what, notified=notified)
    for plan in found.skipped:
        context.warn("undo.passed", what=words.summary(plan), why=words.why_not(plan))
    undone = undo_batch(acting, found.plan.batch)
    if context.options.json:
        context.show(_shown(found.plan, words))
    for line in words.lines(found.plan):
        context.say("undo.done", what=line)
    if undone.not_sent:
        context.say("undo.held", n=max(undone.held, len(undone.not_sent)), names=undone.not_sent)
    if undone.gave_way:
        context.say("undo.gave_way", mails=undone.gave_way)
    if undone.corrections:
        context.say("undo.corrected", n=undone.corrections)
        send_queued(context)


def _found(context: Context, named: str | None) -> "NextUndo":
    """What is to be taken back. Raises `Unknown` (undo.unknown: batch; ref.unknown: ref) and as `next_undo` does."""
    from collabtui.domain.records import model_of
    from collabtui.domain.whole_number import whole_number
    from collabtui.lifecycle.history.undo_last import next_undo, planned_undo

    acting = context.acting()
    if named is None:
        return next_undo(acting)
    number = whole_number(named)
    if number is not None:
        return planned_undo(acting, number)
    ref = kept_ref(named)
    return next_undo(acting, acting.store.get(model_of(ref), ref).ref)


def _show_list(context: Context, arguments: UndoArgs) -> None:
    from itertools import islice

    from collabtui.lifecycle.history.undo_plan import plans

    ref = kept_ref(arguments.ref or "")
    some = (plan for plan in plans(context.acting()) if not ref or ref in plan.refs)
    found, words = list(islice(some, arguments.limit)), _words(context)
    if context.options.json:
        context.show([_shown(plan, words) for plan in found])
        return
    if not found:
        context.say("undo.list_empty")
    lines = (_line(context, words, plan) for plan in found)
    context.out.lines(table(lines, width=terminal_width(context.out)))


def _line(context: Context, words: "UndoWords", plan: "UndoPlan") -> tuple[str, ...]:
    """Number, when, through what, what is put back, and why not or who is told."""
    remark = context.words("undo.cannot", why=words.why_not(plan)) if plan.refusal else words.notified(plan)
    return (str(plan.batch), context.moment(plan.at.isoformat()), plan.via, words.summary(plan), remark)


def _words(context: Context) -> "UndoWords":
    from collabtui.lifecycle.history.undo_words import UndoWords

    return UndoWords(context.words, context.zone, context.workspace.store)


def _shown(plan: "UndoPlan", words: "UndoWords") -> _ShownPlan:
    return {
        "n": plan.batch,
        "at": plan.at.isoformat(),
        "via": plan.via,
        "possible": plan.refusal is None,
        "refusal": plan.refusal.key if plan.refusal else None,
        "why": words.why_not(plan) or None,
        "withdrawn": sorted((one.now.ref for one in plan.records if one.is_withdrawn), key=ref_order),
        "values": [
            {"ref": one.ref, "title": one.title, "field": one.field or None, "now": one.now, "then": one.then}
            for one in plan.values
        ],
        "held": [mail.ref for mail in plan.held],
        "notified": list(plan.notified),
    }
