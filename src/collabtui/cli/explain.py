"""`collabtui explain`: what each message would do now, and why; changes nothing."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from collabtui.cli.context import Context
from collabtui.cli.dispatch import Parser
from collabtui.cli.files import read_bytes

if TYPE_CHECKING:
    from collabtui.domain.letters import Incoming
    from collabtui.domain.reply import NewText

QUOTED, READ, END = "\x1b[2m", "\x1b[7m", "\x1b[0m"


def register(parser: Parser) -> None:
    parser.takes("file", nargs="+")
    parser.set_defaults(command=explain_files)


def explain_files(context: Context, arguments: argparse.Namespace) -> None:
    from collabtui.lifecycle.receive import explain

    messages = [read_bytes(name) for name in arguments.file]
    for name, raw in zip(arguments.file, messages, strict=True):
        incoming = explain(context.office.worker_desk(), raw)
        if context.options.json:
            context.line(json.dumps(as_json(incoming), ensure_ascii=False, default=str))
        else:
            _show(context, name, incoming)


def as_json(incoming: "Incoming") -> dict[str, Any]:
    """The keys of PRODUCT 3, in its order."""
    return {
        "id": int(incoming.ref[1:]) or None,
        "message_id": incoming.message_id or None,
        "sender": incoming.sender or None,
        "trust": incoming.trust,
        "kind": incoming.kind,
        "verdict": incoming.verdict,
        "reason": incoming.reason,
        "updates": [
            one.model_dump(mode="json", include={"ref", "status", "percent", "note"}) for one in incoming.updates
        ],
        "requests": [one.model_dump(mode="json") for one in incoming.requests],
        "sign_off": incoming.sign_off,
        "rsvp": incoming.rsvp,
        "answer": incoming.answer,
    }


def _show(context: Context, name: str, incoming: "Incoming") -> None:
    words = context.words
    context.line(f"── {name}")
    context.say(
        "explain.judged",
        sender=incoming.sender,
        trust=words(f"trust.{incoming.trust}"),
        kind=words(f"kind.{incoming.kind}"),
        verdict=words(f"verdict.{incoming.verdict}"),
        reason=words(f"reason.{incoming.reason}"),
    )
    if incoming.new_text and incoming.understanding:
        context.say("explain.new_text")
        context.line(_marked(context, incoming.new_text))
        for clause in incoming.understanding.clauses:
            mark = "✓" if clause.counts else "·"
            context.line(f"  {mark} {clause.text!r}  {' '.join(clause.refs)}  {words(f'rule.{clause.rule}')}")
    if incoming.answer:
        context.say("explain.answer")
        context.line("\n".join(f"  │ {line}" for line in incoming.answer.splitlines()))


def _marked(context: Context, new_text: "NewText") -> str:
    """The whole body: what was read stands out on a terminal, and between brackets elsewhere."""
    from collabtui.cli.table import printable

    colour = context.out.isatty() and not context.environ.get("NO_COLOR")
    before, after = (READ, END) if colour else ("⟦", "⟧")
    shown, at = "", 0
    for line in new_text.lines:
        shown += new_text.shown[at : line.span.start] + before + new_text.shown[line.span.start : line.span.end] + after
        at = line.span.end
    shown += new_text.shown[at:]
    safe = (line if colour else printable(line) for line in shown.splitlines())
    return "\n".join(f"  │ {line}" for line in safe)
