"""Teaching the grammar a word: "this word means…", after a look at what else it would change."""

from collections.abc import Iterator

from collabtui.domain.action import Action
from collabtui.domain.mail.custom_word import CustomWord
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import Understanding
from collabtui.errors import Refused
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.teachable import KINDS, folded, is_word, known_as
from collabtui.language.replies.words.vocabulary import TaughtWords
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.reread_kept_mail import read_again
from collabtui.lifecycle.mail_in.taught_names import refuse_name
from collabtui.lifecycle.mail_in.taught_words import taught_words
from collabtui.lifecycle.mail_in.words_tried_on_kept_mails import Changed, mails_reread
from collabtui.store.interface import Reader, Transaction


def would_change(acting: Acting, words: TaughtWords) -> list[Changed]:
    """The kept mails that would be understood otherwise with these words too, the last read first. Changes nothing.

    `words` has kind → words, `{"done": ["搞掂"]}`; what they may be is checked as in `teach`."""
    _check(acting.store, words)
    return list(_changed(acting.store, words))


def teach(acting: Acting, words: TaughtWords) -> list[Changed]:
    """From now on replies are read with these words too. What has been done stays done; a mail that now says something
    else, and that nobody has decided or overtaken since, is read again and waits with what it proposes.

    Raises `Refused`: teach.kind (value, known), teach.no_word (value), teach.known (value, kinds) where the grammar
    knows the word already, teach.is_name (value, label, ref) where somebody or something is called so."""
    with acting.transaction() as tx:
        _check(tx, words)
        changed = list(_changed(tx, words))
        for kind, taught in words.items():
            for word in taught:
                _put(tx, acting, word.strip(), kind)
        for one in changed:
            mail = tx.get(Incoming, one.ref)
            if not _decided(mail) and not _overtaken(tx, mail, one.after):
                read_again(tx, acting, mail)
        return changed


def forget(acting: Acting, word: str) -> CustomWord:
    """From now on the word means what it meant before. Raises `Refused` (teach.never) when it was never taught."""
    with acting.transaction() as tx:
        found = [one for one in tx.find(CustomWord) if folded(one.word) == folded(word) and not one.withdrawn]
        if not found:
            raise Refused("teach.never", value=word)
        return tx.put(found[0].model_copy(update={"withdrawn": True}))


def _decided(mail: Incoming) -> bool:
    """Whether the facilitator has said yes or no to what it asked."""
    return mail.state in ("rejected", "undone") or (mail.state == "applied" and bool(mail.requests))


def _overtaken(reader: Reader, mail: Incoming, understood: Understanding) -> bool:
    """Whether what it speaks of has changed since, so that proposing it would be old news."""
    return any(reader.get(Action, update.ref).updated_at > mail.received_at for update in understood.updates)


def _check(reader: Reader, words: TaughtWords) -> None:
    present = taught_words(reader)
    for kind, taught in words.items():
        if kind not in KINDS:
            raise Refused("teach.kind", value=kind, known=KINDS)
        for word in taught:
            if not is_word(word):
                raise Refused("teach.no_word", value=word)
            refuse_name(reader, word)
            if known := known_as(word, present):
                raise Refused("teach.known", value=word, kinds=sorted(known))


def _put(tx: Transaction, acting: Acting, word: str, kind: str) -> None:
    """A word that was forgotten is the same record again."""
    before = tx.find(CustomWord, word=word, limit=1)
    known = (
        before[0]
        if before
        else CustomWord(ref=tx.next_ref(CustomWord), word=word, kind=kind, at=acting.now, by=acting.actor)
    )
    tx.put(known.model_copy(update={"kind": kind, "at": acting.now, "by": acting.actor, "withdrawn": False}))


def _changed(reader: Reader, words: TaughtWords) -> Iterator[Changed]:
    """Only mails with one of the words in them can be meant, so only these are read again."""
    present = taught_words(reader)
    more = {kind: (*present.get(kind, ()), *words.get(kind, ())) for kind in {*present, *words}}
    parts = [folded(word) for taught in words.values() for word in taught]
    yield from mails_reread(
        reader,
        parts,
        lambda text, context: understand(text, context, present),
        lambda text, context: understand(text, context, more),
    )
