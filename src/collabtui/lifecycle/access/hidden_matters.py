"""Restricted matters that are hidden from somebody: their refs, so that no row of them is found, and their texts, which
may stand anywhere else."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.matters.matter import Matter
from collabtui.domain.model import Record
from collabtui.domain.records import model_of
from collabtui.domain.refs import kept_ref
from collabtui.errors import Refused, Unknown, UnreadableRecord
from collabtui.lifecycle.access.reading_rights import rights_of
from collabtui.lifecycle.base.access.record_relation import matters_of
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.base.confidential_mails import hidden_texts_in_part
from collabtui.store.interface import Store


class HiddenMatters(NamedTuple):
    """The refs and texts that one person may not see, or whoever walks by."""

    refs: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    """As they stand, and as they stand within JSON; the longest first."""

    def without(self, text: str, label: str) -> str:
        """With the label in the place of what is hidden."""
        for one in self.texts:
            text = text.replace(one, label)
        return text


def hidden_from(acting: Acting) -> HiddenMatters:
    """Empty while no roles count."""
    rights = rights_of(acting.store, acting.config, acting.actor)
    found = rights.hidden(acting.store) if rights else ()
    return HiddenMatters(tuple(one.ref for one in found), texts_of_matters(acting.store, found))


def texts_of_matters(store: Store, matters: Iterable[Matter]) -> tuple[str, ...]:
    """As they stand, and as they stand within JSON; the longest first."""
    texts = hidden_texts_in_part(store, matters)
    return tuple(dict.fromkeys(form for one in texts for form in (one, json.dumps(one, ensure_ascii=False)[1:-1])))


def refuse_hidden(acting: Acting, refs: Iterable[str]) -> None:
    """Before anything is done with what somebody has named. Raises `Refused` (permission.closed: ref, name, names)
    where it belongs to a matter that he may not see; what is not there is for the command to say."""
    rights = rights_of(acting.store, acting.config, acting.actor)
    if rights is None:
        return
    for ref in refs:
        for matter in matters_about(acting.store, ref):
            if not rights.may_see(matter):
                raise Refused("permission.closed", ref=kept_ref(ref), name=acting.actor, names=rights.who_sees(matter))


def refuse_parts(acting: Acting) -> None:
    """Before everything is handed out in one piece. Raises `Refused` (permission.not_all: name, names) for who may not
    see all of it: a part of it would be taken for the whole."""
    rights = rights_of(acting.store, acting.config, acting.actor)
    hidden = rights.hidden(acting.store) if rights else ()
    if rights and hidden:
        names = [name for name in rights.who_sees(hidden[0]) if all(name in rights.who_sees(one) for one in hidden)]
        raise Refused("permission.not_all" if names else "permission.nobody_all", name=acting.actor, names=names)


def matters_about(store: Store, ref: str) -> Iterator[Matter]:
    """The matters of a record, also of one that cannot be read; none of one that is not there."""
    try:
        yield from _about(store, store.get(model_of(ref), ref))
    except Unknown:
        return
    except UnreadableRecord:
        for record in store.find_in_part(model_of(ref), ref=kept_ref(ref)):
            yield from _about(store, record)


def _about(store: Store, record: Record) -> Iterator[Matter]:
    """The matters that it is of; those of a mail by what it lists, and of an answer by what it answers, too."""
    yield from matters_of(store, record)
    refs: list[str] = []
    if isinstance(record, Outgoing):
        refs = [*(one.ref for one in record.items), *filter(None, (record.series, record.change))]
    elif isinstance(record, Incoming):
        named = (*(one.ref for one in record.updates), *(one.ref for one in record.requests), record.answers)
        refs = [*filter(None, named)]
    for ref in refs:
        yield from matters_about(store, ref)
