"""Whose answers to the minutes stand, and whether they are signed.

A version goes only to those whom it concerns. Who was not sent version 2 has signed what he was sent: the answer to
the latest version that a person got is the one that stands.
"""

from collections.abc import Iterable

from collabtui.domain.meeting import SignOff


def standing(answers: Iterable[SignOff]) -> dict[str, SignOff]:
    """By person, the answer to the latest version that he was sent; one that was replaced stands no more."""
    found: dict[str, SignOff] = {}
    stands = (answer for answer in answers if answer.state not in ("replaced", "withdrawn"))
    for answer in sorted(stands, key=lambda one: one.minutes_version):
        found[answer.person] = answer
    return found


def is_signed(answers: Iterable[SignOff]) -> bool:
    """Everybody agrees, in words or by silence, and no correction waits: neither one of the latest version nor one
    that came late, of a version before."""
    given = list(answers)
    stands = standing(given).values()
    return (
        bool(stands)
        and all(answer.state in ("agreed", "silent") for answer in stands)
        and not any(correction.outcome == "open" for answer in given for correction in answer.corrections)
    )
