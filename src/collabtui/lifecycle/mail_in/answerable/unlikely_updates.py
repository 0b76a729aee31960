"""Updates that are read for certain, and that the state of the actions makes unlikely: they are proposed, with what
speaks against them, so that the answer asks their sender.

Nobody is asked for nothing. Where an action is done already, being told so again is a slip only if the number may have
been meant for another: the sender names it by its number alone, the word that it is done was somebody else's and older
than his, and he has another open item that he does not speak of. What he has confirmed once is not asked again, unless
somebody has closed the action since he was asked.

What is closed is neither opened nor set done without a word: who writes of it may not know that somebody has cancelled
it, or has said that it is done.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from collabtui.domain.action import Action
from collabtui.domain.action_status import OPEN
from collabtui.domain.last_word import NewerWord, Statement, statement_of
from collabtui.domain.mail.adopted_proposals import adopted
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.outdated_parts import counting
from collabtui.domain.mail.reason_codes import ClauseRule, ClosedDoubt, SituationDoubt
from collabtui.domain.mail.reply import Clause, Item, Proposal, Understanding, Update
from collabtui.domain.via import Via, mail_of
from collabtui.language.replies.marking.item_evidence import announces_file, is_named_by_number
from collabtui.lifecycle.mail_in.answerable.answer_kind import ReadReply
from collabtui.store.interface import Reader

_MOVES: frozenset[ClauseRule] = frozenset({"done", "percent", "started", "not-begun", "blocked"})
"""Rules of clauses that set a status; what was noted or taken on beside it holds whatever comes of that."""


def with_unlikely_proposed(reader: Reader, reply: ReadReply, newer: Collection[NewerWord]) -> Understanding:
    """`newer`: what was spoken of later than the mail was written; it is left alone, so it is not asked about."""
    understood = reply.understood
    doubts = _doubts(reader, reply, newer)
    if not doubts:
        return understood
    free = max((one.n for one in understood.proposals), default=0) + 1
    unlikely = [update for update in understood.updates if update.ref in doubts]
    proposals = [
        Proposal(
            n=n,
            ref=update.ref,
            status=update.status,
            percent=update.percent,
            reason=update.note if update.status == "blocked" else None,
            why=doubts[update.ref],
        )
        for n, update in enumerate(unlikely, free)
    ]
    proposed = {one.ref: one for one in proposals if one.ref}
    return understood.model_copy(
        update={
            "updates": tuple(_left(understood.updates, doubts)),
            "proposals": (*understood.proposals, *proposals),
            "clauses": tuple(part for clause in understood.clauses for part in _parts(clause, proposed)),
            "doubt": understood.doubt or proposals[0].why,
        }
    )


def _doubts(reader: Reader, reply: ReadReply, newer: Collection[NewerWord]) -> Mapping[str, SituationDoubt]:
    """By ref: the doubt about the update of an action."""
    understood = reply.understood
    asked = reply.asked.asked_back.proposals if reply.asked and reply.asked.asked_back else ()
    yes = [one for one in asked if one.n in understood.confirmed]
    confirmed = {update.ref for update in adopted(yes).updates}
    asked_about = {(one.ref, one.why) for one in yes}
    moving = [one for one in understood.updates if one.status]
    actions = {update.ref: reader.get(Action, update.ref) for update in moving}
    found: dict[str, SituationDoubt] = {}
    for update in moving:
        closed = _closed(reader, reply, update, actions[update.ref], counting(update, newer))
        if closed and (update.ref, closed) not in asked_about:
            found[update.ref] = closed
    updates = [one for one in moving if one.ref not in confirmed and one.ref not in found]
    for update in updates:
        values, action = counting(update, newer), actions[update.ref]
        if _is_done_again(reader, reply, update, action):
            found[update.ref] = "already-done"
        elif _is_less(update, action, values):
            found[update.ref] = "below-known"
    finished = {one.ref for one in understood.updates if one.status == "done" and one.ref not in found}
    fresh = [one for one in updates if one.ref in finished and actions[one.ref].status != "done"]
    found |= dict.fromkeys(_waiting(reader, fresh, actions, finished), "waits-for-open")
    if not reply.brings_file and any(announces_file(clause.text) for clause in understood.clauses):
        due = (one.ref for one in fresh if one.ref not in found and actions[one.ref].deliverable)
        found |= dict.fromkeys(due, "no-file")
    return found


def _is_taken_back(action: Action) -> bool:
    """Whether an undo has withdrawn it; who cancels an action has said something of it instead."""
    statement = statement_of(action.stated, "status")
    return action.status == "cancelled" and statement is not None and Via.parse(statement.via).undone is not None


def _closed(
    reader: Reader, reply: ReadReply, update: Update, action: Action, values: Collection[str]
) -> ClosedDoubt | None:
    """The doubt about an update that would open what is closed, or set done what was cancelled; None where a newer
    word keeps its status as it is, or where he corrects his own "done"."""
    if _is_taken_back(action):
        return "taken-back"
    if "status" not in values or update.status == action.status:
        return None
    if action.status == "cancelled":
        return "was-cancelled"
    statement = statement_of(action.stated, "status")
    is_his = statement is not None and is_own_word(reader, reply, statement)
    return "was-done" if action.status == "done" and not is_his else None


def _is_less(update: Update, action: Action, values: Collection[str]) -> bool:
    smaller = update.percent is not None and update.percent < action.percent
    return smaller and update.status != "done" and "percent" in values


def _is_done_again(reader: Reader, reply: ReadReply, update: Update, action: Action) -> bool:
    if update.status != "done" != action.status or action.status != "done" or reply.person is None:
        return False
    statement = statement_of(action.stated, "status")
    if statement and (reply.is_outdated(statement.at) or is_own_word(reader, reply, statement)):
        return False
    if not _may_mean_another(reader, reply):
        return False
    clauses = [clause for clause in reply.understood.clauses if update.ref in clause.refs]
    if any(clause.refs != (update.ref,) for clause in clauses):
        return False
    item = Item(ref=action.ref, title=action.title, number=1, deliverable=action.deliverable)
    texts = [clause.text for clause in clauses]
    return is_named_by_number(texts, item, reply.person.locale, reply.written.date())


def is_own_word(reader: Reader, reply: ReadReply, statement: Statement) -> bool:
    """Whether it was he who said that it is done: by himself, or in a mail that the facilitator has decided."""
    mail = mail_of(statement.via)
    return statement.by == reply.provenance.by or bool(
        mail and reply.person and reader.get(Incoming, mail).person == reply.person.ref
    )


def _may_mean_another(reader: Reader, reply: ReadReply) -> bool:
    """Whether its sender has an open item of which he says nothing."""
    own = reader.find(Action, owner=reply.person.ref, status=list(OPEN)) if reply.person else []
    spoken_of = {ref for clause in reply.understood.clauses for ref in clause.refs}
    return any(action.ref not in spoken_of for action in own)


def _waiting(
    reader: Reader, updates: Sequence[Update], actions: Mapping[str, Action], finished: Collection[str]
) -> set[str]:
    """Those that depend on what is open, also once all that the mail says is done is; one that is doubted is not."""
    waiting: set[str] = set()
    while more := {
        one.ref
        for one in updates
        if one.ref not in waiting
        and any(
            (ref not in finished or ref in waiting) and reader.get(Action, ref).open
            for ref in actions[one.ref].depends_on
        )
    }:
        waiting |= more
    return waiting


def _left(updates: Sequence[Update], doubts: Mapping[str, SituationDoubt]) -> Iterator[Update]:
    """The updates without the unlikely ones; a note on one of those, and that it was taken on, stays."""
    for update in updates:
        if update.ref not in doubts:
            yield update
        elif update.accept or (update.note and update.status != "blocked"):
            yield update.model_copy(update={"status": None, "percent": None})


def _parts(clause: Clause, proposed: Mapping[str, Proposal]) -> Iterator[Clause]:
    """The clause as far as it counts, and what of it is proposed."""
    if not clause.counts or clause.rule not in _MOVES or not any(ref in proposed for ref in clause.refs):
        yield clause
        return
    kept = tuple(ref for ref in clause.refs if ref not in proposed)
    if kept:
        yield clause.model_copy(update={"refs": kept})
    for ref in clause.refs:
        if ref in proposed:
            one = proposed[ref]
            yield clause.model_copy(update={"refs": (ref,), "rule": one.why, "counts": False, "proposals": (one.n,)})
