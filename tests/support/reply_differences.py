"""What a reply was understood as, against its label."""

from collabtui.domain.mail.reply import Understanding, Update
from support.labelled_replies import Meaning

_NO_DIFFERENCE = ("likely", "open-words")


def differences(found: Understanding, expected: Meaning) -> list[str]:
    """What differs between what was understood and what the label says."""
    wrong = []
    updates = _as_meant(found, expected)
    for name, meant in (("updates", updates), ("requests", found.requests)):
        ours, theirs = sorted(map(repr, meant)), sorted(map(repr, getattr(expected, name)))
        if ours != theirs:
            wrong.append(f"{name}: {ours}")
    answers = ("sign_off", "rsvp", "asks_help", "asks_list")
    wrong += [f"{name}: {getattr(found, name)}" for name in answers if getattr(found, name) != getattr(expected, name)]
    # beside what a label says something may be proposed, as likely or of an open mail: it needs a yes
    if bool(found.doubt) != expected.waits and found.doubt not in _NO_DIFFERENCE:
        wrong.append(f"doubt: {found.doubt!r}")
    codes = {clause.rule for clause in found.clauses if not clause.counts}
    if not codes.issuperset(expected.codes):
        wrong.append(f"codes: {sorted(codes)}")
    dateless = any(request.ask == "postpone" and request.due is None for request in expected.requests)
    if found.needs_date != dateless:
        wrong.append(f"needs_date: {found.needs_date}")
    return wrong


def _as_meant(found: Understanding, expected: Meaning) -> tuple[Update, ...]:
    """The updates, and with them those of the label that are proposed: the mail says more than is listed."""
    proposed = {(one.ref, one.status, one.percent) for one in found.proposals if one.status}
    noted = {one.ref: one for one in found.updates if not one.status}
    strict = [
        one
        for one in expected.updates
        if (one.ref, one.status, one.percent) in proposed
        and one not in found.updates
        and noted.get(one.ref, one).note in (one.note, None)
    ]
    refs = {one.ref for one in strict}
    return (*(one for one in found.updates if one.status or one.ref not in refs), *strict) if strict else found.updates
