"""`collabtui explain`: what each message would do now, and why; changes nothing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from collabtui.cli.context import Context
from collabtui.cli.files import read_bytes
from collabtui.cli.grammar import Given, Parser
from collabtui.cli.output import printable_lines

if TYPE_CHECKING:
    from collabtui.domain.letters import Incoming

READ, END = "\x1b[7m", "\x1b[0m"


def register(parser: Parser) -> None:
    parser.takes("file", "paths")
    parser.does(explain_files)


def explain_files(context: Context, arguments: Given) -> None:
    from collabtui.lifecycle.receive import explain

    messages = [read_bytes(name) for name in arguments.file]
    for name, raw in zip(arguments.file, messages, strict=True):
        incoming = explain(context.office.worker_desk(), raw)
        if context.options.json:
            context.out.data(as_json(incoming), indent=None)
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
        "requests": [one.model_dump(mode="json", exclude={"start", "end"}) for one in incoming.requests],
        "sign_off": incoming.sign_off,
        "rsvp": incoming.rsvp,
        "answer": incoming.answer,
    }


def _show(context: Context, name: str, incoming: "Incoming") -> None:
    words = context.words
    context.out.line(f"── {name}")
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
        spans = [(line.span.start, line.span.end) for line in incoming.new_text.lines]
        show_marked(context, incoming.new_text.shown, spans)
        for clause in incoming.understanding.clauses:
            mark = "✓" if clause.counts else "·"
            context.out.line(f"  {mark} {clause.text!r}  {' '.join(clause.refs)}  {words(f'rule.{clause.rule}')}")
    if incoming.answer:
        context.say("explain.answer")
        context.out.line("\n".join(f"  │ {line}" for line in incoming.answer.splitlines()))


def show_marked(context: Context, shown: str, spans: Sequence[tuple[int, int]]) -> None:
    """The whole body: what was read stands out on a terminal, and between brackets elsewhere."""
    colour = context.out.terminal and not context.environ.get("NO_COLOR")
    before, after = (READ, END) if colour else ("⟦", "⟧")
    pieces, at = [], 0
    for start, end in spans:
        pieces += [printable_lines(shown[at:start]), before, printable_lines(shown[start:end]), after]
        at = end
    pieces.append(printable_lines(shown[at:]))
    lines = "".join(pieces).split("\n")
    context.out.coloured("\n".join(f"  │ {line}" for line in lines))
