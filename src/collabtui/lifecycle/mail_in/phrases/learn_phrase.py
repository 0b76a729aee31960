"""Learning a phrase: offered after the second like decision, judged on all kept mails, kept, and forgotten again."""

from collections.abc import Iterator
from typing import NamedTuple

from collabtui.domain.mail.learned_phrase import KnownPhrase, LearnedPhrase, PhraseMeaning, PhraseSource
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reply import NewText, ReplyContext, Understanding
from collabtui.domain.refs import kept_ref
from collabtui.errors import Refused
from collabtui.language.replies.understand import understand
from collabtui.language.replies.words.teachable import folded
from collabtui.lifecycle.base.acting import Acting
from collabtui.lifecycle.mail_in.phrases.decided_clauses import DecidedClause, decided_clauses, source_of
from collabtui.lifecycle.mail_in.taught_names import named_so, refuse_name
from collabtui.lifecycle.mail_in.taught_words import taught_words
from collabtui.lifecycle.mail_in.words_tried_on_kept_mails import Changed, mails_reread
from collabtui.store.interface import Reader, Transaction

LOOKED_AT = 300
"""Newest mails in which like decisions are looked for."""
OFTEN_ENOUGH = 2
"""Like decisions after which a phrase is offered."""
_NEW = "F0"
"""The ref of a phrase that is not kept yet."""


class PhraseOffer(NamedTuple):
    """A phrase that could be kept. It is the whole office's where the decisions were on mails of several people."""

    words: str
    meaning: PhraseMeaning
    person: str | None
    sources: tuple[PhraseSource, ...]


def offered_phrase(reader: Reader, ref: str) -> PhraseOffer | None:
    """The phrase that the decision on this mail suggests; None where it is the first of its kind, where the same words
    were decided otherwise, where they were learnt, or forgotten, before, or where they are a name."""
    offer = _suggested(reader, ref)
    return None if offer is None or any(_same(reader, offer)) or named_so(reader, offer.words) else offer


def keep_phrase(acting: Acting, ref: str) -> LearnedPhrase:
    """From now on replies are read with the phrase that the decision on this mail suggests, also where it was forgotten
    before. Raises `Refused`: phrase.not_offered; phrase.changes (words, refs) where a kept mail that was decided, or
    anything but such a clause, would mean something else."""
    with acting.transaction() as tx:
        offer = _suggested(tx, ref)
        if offer is None or any(not one.withdrawn for one in _same(tx, offer)):
            raise Refused("phrase.not_offered", ref=ref)
        return put_phrase(tx, acting, offer, imported=False)


def put_phrase(tx: Transaction, acting: Acting, offer: PhraseOffer, *, imported: bool) -> LearnedPhrase:
    """Judges all kept mails first. Raises `Refused`: phrase.changes; teach.is_name (value, label, ref)."""
    refuse_name(tx, offer.words)
    changed = [one.ref for one in _against(tx, offer)]
    if changed:
        raise Refused("phrase.changes", words=offer.words, refs=changed)
    kept = {**offer._asdict(), "imported": imported, "at": acting.now, "by": acting.actor, "withdrawn": False}
    before = next(iter(_same(tx, offer)), None)
    if before:
        return tx.put(before.model_copy(update=kept))
    return tx.put(LearnedPhrase.model_validate({"ref": tx.next_ref(LearnedPhrase), **kept}))


def forget_phrase(acting: Acting, named: str) -> LearnedPhrase:
    """From now on the words mean what they meant before; what was done by them stays done. `named` is its ref or its
    words. Raises `Refused` (phrase.never)."""
    with acting.transaction() as tx:
        kept = [one for one in tx.find(LearnedPhrase) if not one.withdrawn]
        found = [one for one in kept if kept_ref(named) == one.ref or folded(named) == one.words]
        if not found:
            raise Refused("phrase.never", value=named)
        return tx.put(found[0].model_copy(update={"withdrawn": True}))


def _suggested(reader: Reader, ref: str) -> PhraseOffer | None:
    mail = reader.get(Incoming, ref)
    found = (_offer(reader, mail, decided) for decided in decided_clauses(reader, mail))
    return next((offer for offer in found if offer), None)


def _offer(reader: Reader, mail: Incoming, decided: DecidedClause) -> PhraseOffer | None:
    """None where such a clause was decided only once, or otherwise as well."""
    like = [mail]
    for other in reader.find(Incoming, state="applied", newest_first=True, limit=LOOKED_AT):
        if other.ref == mail.ref or not other.new_text or decided.words not in folded(other.new_text.text):
            continue
        same = [one for one in decided_clauses(reader, other) if one.words == decided.words]
        if any(one.meaning != decided.meaning for one in same):
            return None
        if same:
            like.append(other)
    if len(like) < OFTEN_ENOUGH:
        return None
    person = mail.person if len({one.person for one in like}) == 1 else None
    sources = tuple(source_of(reader, one) for one in reversed(like))
    return PhraseOffer(decided.words, decided.meaning, person, sources)


def _same(reader: Reader, offer: PhraseOffer) -> Iterator[LearnedPhrase]:
    """Of the same words and for the same people, also where it was forgotten."""
    return (one for one in reader.find(LearnedPhrase, words=offer.words) if one.person == offer.person)


def _against(reader: Reader, offer: PhraseOffer) -> Iterator[Changed]:
    """Kept mails that speak against it: something else in them would change, or they were decided without it."""
    phrase = KnownPhrase(ref=_NEW, words=offer.words, meaning=offer.meaning)
    words = taught_words(reader)

    def before(text: NewText, context: ReplyContext) -> Understanding:
        return understand(text, context, words)

    def after(text: NewText, context: ReplyContext) -> Understanding:
        return understand(text, context.model_copy(update={"phrases": (phrase, *context.phrases)}), words)

    for one in mails_reread(reader, [offer.words], before, after):
        mail = reader.get(Incoming, one.ref)
        if offer.person and mail.person != offer.person:
            continue
        if not _goes_with(reader, mail, offer) or not _is_only_its_clause(one):
            yield one


def _goes_with(reader: Reader, mail: Incoming, offer: PhraseOffer) -> bool:
    """Whether nobody has decided on the mail, or its facilitator or its sender has decided alike."""
    if mail.state == "waiting" or (mail.state == "applied" and mail.settled):
        return True
    return DecidedClause(offer.words, offer.meaning) in decided_clauses(reader, mail)


def _is_only_its_clause(changed: Changed) -> bool:
    """Whether all that is read otherwise was not certain, and is what the phrase says."""
    others = [clause for clause in changed.after.clauses if clause.phrase != _NEW]
    certain = [clause for clause in changed.before.clauses if clause.counts]
    same = all(clause in changed.before.clauses for clause in others)
    return same and all(clause in changed.after.clauses for clause in certain)
