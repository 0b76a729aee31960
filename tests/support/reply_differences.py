"""What a reply was understood as, against its label."""

from collabtui.domain.mail.reply import Understanding
from support.labelled_replies import Meaning


def differences(found: Understanding, expected: Meaning) -> list[str]:
    """What differs between what was understood and what the label says."""
    wrong = []
    for name in ("updates", "requests"):
        ours, theirs = (sorted(map(repr, getattr(meaning, name))) for meaning in (found, expected))
        if ours != theirs:
            wrong.append(f"{name}: {ours}")
    answers = ("sign_off", "rsvp", "asks_help", "asks_list")
    wrong += [f"{name}: {getattr(found, name)}" for name in answers if getattr(found, name) != getattr(expected, name)]
    # beside what a label says something may be proposed as likely: nothing comes of it without a yes
    if bool(found.doubt) != expected.waits and found.doubt != "likely":
        wrong.append(f"doubt: {found.doubt!r}")
    codes = {clause.rule for clause in found.clauses if not clause.counts}
    if not codes.issuperset(expected.codes):
        wrong.append(f"codes: {sorted(codes)}")
    dateless = any(request.ask == "postpone" and request.due is None for request in expected.requests)
    if found.needs_date != dateless:
        wrong.append(f"needs_date: {found.needs_date}")
    return wrong
