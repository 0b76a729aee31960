"""`collabtui inbox tie` and `inbox answer`: whose address it is, and a word to whoever wrote."""

from typing import NamedTuple

from collabtui.cli.base.context import Context
from collabtui.cli.base.grammar import FilePath
from collabtui.cli.base.input_files import read_bytes
from collabtui.domain.refs import INCOMING, number_of, ref_of


class LinkSenderArgs(NamedTuple):
    id: str
    person: str


class AnswerMailArgs(NamedTuple):
    id: str
    file: FilePath = "-"


def link_address(context: Context, arguments: LinkSenderArgs) -> None:
    """Said before it is done: what waits from this address is read again as that person's."""
    from collabtui.domain.mail.mail_records import Incoming
    from collabtui.lifecycle.base.directory import find_person
    from collabtui.lifecycle.mail_in.link_address import link_to_person

    ref = ref_of(INCOMING, arguments.id)
    store = context.workspace.store
    sender = store.get(Incoming, ref).sender
    person = link_to_person(context.acting(), ref, find_person(store, arguments.person).ref)
    if context.options.json:
        context.show({"id": number_of(ref), "address": sender, "person": person.name})
    context.say("inbox.linked", address=sender, name=person.name)


def answer_mail(context: Context, arguments: AnswerMailArgs) -> None:
    """The text of a file, or what is typed into standard input. It is queued; the worker sends it."""
    from collabtui.errors import Refused
    from collabtui.lifecycle.mail_in.outcome_mails import answer

    ref = ref_of(INCOMING, arguments.id)
    try:
        text = read_bytes(arguments.file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("answer.not_text", path=arguments.file) from error
    queued = answer(context.acting(), ref, text)
    if context.options.json:
        context.show({"id": number_of(ref), "outbox": number_of(queued.ref), "to": queued.to})
    context.say("inbox.answer_queued", ref=queued.ref, to=queued.to)
