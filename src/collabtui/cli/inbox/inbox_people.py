"""`collabtui inbox tie` and `inbox answer`: whose address it is, and a word to whoever wrote."""

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import Given
from collabtui.cli.base.input_files import read_bytes
from collabtui.cli.outbox_command import ref_of


def tie_address(context: Context, arguments: Given) -> None:
    """Said before it is done: what waits from this address is read again as that person's."""
    from collabtui.domain.mail.mail_records import Incoming
    from collabtui.lifecycle.base.directory import find_person
    from collabtui.lifecycle.mail_in.link_address import link_to_person

    ref = ref_of("I", arguments.id)
    store = context.workspace.store
    sender = store.get(Incoming, ref).sender
    person = link_to_person(context.acting(), ref, find_person(store, arguments.person).ref)
    if context.options.json:
        context.show({"id": int(ref[1:]), "address": sender, "person": person.name})
    context.say("inbox.tied", address=sender, name=person.name)


def answer_mail(context: Context, arguments: Given) -> None:
    """The text of a file, or what is typed into standard input. It is queued; the worker sends it."""
    from collabtui.errors import Refused
    from collabtui.lifecycle.mail_in.outcome_mails import answer

    ref = ref_of("I", arguments.id)
    name = arguments.file or "-"
    try:
        text = read_bytes(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("answer.not_text", path=name) from error
    queued = answer(context.acting(), ref, text)
    if context.options.json:
        context.show({"id": int(ref[1:]), "outbox": int(queued.ref[1:]), "to": queued.to})
    context.say("inbox.answer_queued", ref=queued.ref, to=queued.to)
