"""`collabtui matter confidential`: who may read a matter."""

from typing import NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Parser
from collabtui.cli.base.names_read import warn_that_nobody_reads
from collabtui.cli.base.send_queued import send_assignment_mails
from collabtui.errors import Refused


class ConfidentialArgs(NamedTuple):
    ref: str
    readers: tuple[str, ...] = ()
    open: bool = False


def register(parser: Parser) -> None:
    parser.verb("confidential", confidential, ConfidentialArgs)


def confidential(context: Context, arguments: ConfidentialArgs) -> None:
    """With readers they alone read it; with neither it is shown."""
    from collabtui.lifecycle.matters import confidential_matters

    ref, acting = _named(context, arguments.ref), context.acting()
    if arguments.open and arguments.readers:
        raise Refused("matter.open_or_readers", ref=ref)
    if arguments.open:
        found = confidential_matters.make_open(acting, ref)
    elif arguments.readers:
        found = confidential_matters.make_confidential(acting, ref, arguments.readers)
    else:
        found = confidential_matters.confidentiality(context.workspace.store, acting, ref)
    separator = context.words("list.separator")
    readers, left_out = ([person.name for person in people] for people in (found.readers, found.left_out))
    if context.options.json:
        is_confidential = bool(found.matter.confidential)
        unread = [one.department for one in found.unread]
        context.show({
            "ref": ref, "confidential": is_confidential, "readers": readers, "left_out": left_out, "unread": unread,
        })  # fmt: skip
    if not found.matter.confidential:
        context.say("matter.is_open", ref=ref)
        send_assignment_mails(context)
        return
    context.say(
        "matter.is_confidential", ref=ref, readers=separator.join(readers) or context.words("matter.no_readers")
    )
    if left_out:
        context.warn("matter.reads_nothing", ref=ref, names=separator.join(left_out))
    if arguments.readers:
        send_assignment_mails(context)
    if found.asked_next:
        context.say("matter.asked_next", matter=ref, departments=separator.join(found.asked_next))
    warn_that_nobody_reads(context, ref)


def _named(context: Context, typed: str) -> str:
    """By its ref also one that is hidden from who acts: an administrator says who reads it. Raises `Unknown`."""
    from collabtui.domain.refs import is_ref
    from collabtui.store.queries.lookup import matter_ref

    return matter_ref(context.whole_reader if is_ref(typed) else context.reader, typed)
