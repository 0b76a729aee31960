"""A mail of which a part is outdated: what is done of it, and what is left for the facilitator."""

from collections.abc import Collection

from collabtui.domain.last_word import NewerWord
from collabtui.domain.mail.reply import Understanding, Update

SIGN_OFF, ATTENDANCE, ANSWER = "sign-off", "attendance", "answer"
"""`NewerWord.value` of what is said once in a mail, and of no action."""


def without_outdated(understood: Understanding, newer: Collection[NewerWord]) -> Understanding:
    """The understanding without outdated statements. An update that counts in part is kept whole; `counting` names
    the values that do."""
    outdated = {word.value for word in newer}
    return understood.model_copy(
        update={
            "updates": tuple(update for update in understood.updates if update.accept or counting(update, newer)),
            "sign_off": None if SIGN_OFF in outdated else understood.sign_off,
            "rsvp": None if ATTENDANCE in outdated else understood.rsvp,
            "stance": None if ANSWER in outdated else understood.stance,
        }
    )


def only_outdated(understood: Understanding, newer: Collection[NewerWord]) -> Understanding:
    """The outdated part of the understanding, which is not applied."""
    outdated = {word.value for word in newer}
    return understood.model_copy(
        update={
            "updates": tuple(_left(one, newer) for one in understood.updates if counting(one, newer) != one.values),
            "sign_off": understood.sign_off if SIGN_OFF in outdated else None,
            "rsvp": understood.rsvp if ATTENDANCE in outdated else None,
            "stance": understood.stance if ANSWER in outdated else None,
        }
    )


def counting(update: Update, newer: Collection[NewerWord]) -> frozenset[str]:
    """The values of the action that the update sets, without those that were spoken of later. With what is blocked no
    more goes the reason why."""
    outdated = {word.value for word in newer if word.ref == update.ref}
    return update.values - outdated - ({"reason"} if "status" in outdated else set())


def _left(update: Update, newer: Collection[NewerWord]) -> Update:
    outdated = update.values - counting(update, newer)
    return Update(
        ref=update.ref,
        status=update.status if outdated & {"status", "reason"} else None,
        percent=update.percent if "percent" in outdated else None,
        note=update.note if outdated & {"reason", "note"} else None,
    )
