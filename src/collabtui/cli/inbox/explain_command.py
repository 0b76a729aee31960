"""`collabtui explain`: what each message would do now, and why; changes nothing."""

from typing import TYPE_CHECKING, Any

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Given, Parser
from collabtui.cli.base.input_files import read_bytes

if TYPE_CHECKING:
    from collabtui.domain.mail.mail_records import Incoming


def register(parser: Parser) -> None:
    parser.takes("file", "paths")
    parser.does(explain_files)


def explain_files(context: Context, arguments: Given) -> None:
    from collabtui.cli.inbox.explain_text import show
    from collabtui.lifecycle.mail_in.receive import explain

    messages = [read_bytes(name) for name in arguments.file]
    for name, raw in zip(arguments.file, messages, strict=True):
        incoming = explain(context.workspace.as_worker(), raw)
        if context.options.json:
            context.out.data(as_json(incoming), indent=None)
        else:
            show(context, name, incoming)


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
        "proposals": [
            one.model_dump(mode="json", exclude={"to"})
            for one in (incoming.understanding.proposals if incoming.understanding else ())
        ],
        "sign_off": incoming.sign_off,
        "rsvp": incoming.rsvp,
        "answer": incoming.answer,
    }
