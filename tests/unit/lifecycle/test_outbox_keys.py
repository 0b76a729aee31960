"""Keys are stored, and reply tokens are made of them: each form stays what it is."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from collabtui.lifecycle.base import outbox_keys

DAY = date(2026, 3, 4)
AT = datetime(2026, 3, 4, 9, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("made", "key"),
    [
        (outbox_keys.reminder_digest("digest", DAY, "P2"), "digest:2026-03-04:P2"),
        (outbox_keys.reminder_digest("escalation", DAY, "P2"), "escalation:2026-03-04:P2"),
        (outbox_keys.nudge(DAY, "P2", ("A10", "A2")), "nudge:2026-03-04:P2:A10+A2"),
        (outbox_keys.dates_missed("SER1", AT, "P1"), "notice:dates-missed:SER1:20260304T090507:P1"),
        (outbox_keys.notice("minutes-owed", "M1", "P1"), "notice:minutes-owed:M1:P1"),
        (
            outbox_keys.contact_owed("X-2026-001", "研发部", AT, "P1"),
            "notice:contact-owed:X-2026-001:研发部:20260304T090507:P1",
        ),
        (
            outbox_keys.milestone_owed("X-2026-001", DAY, "P1"),
            "notice:milestone-owed:X-2026-001:2026-03-04:P1",
        ),
        (
            outbox_keys.retrospective_owed("X-2026-001", DAY, "P1"),
            "notice:retrospective-owed:X-2026-001:2026-03-04:P1",
        ),
        (outbox_keys.risk_warning("I7", "P1"), "notice:risk-warning:I7:P1"),
        (outbox_keys.trouble(31, "P1"), "notice:trouble:31:P1"),
        (outbox_keys.risk_review("R1", DAY, "P1"), "notice:risk-review:R1:2026-03-04:P1"),
        (outbox_keys.progress("X-2026-001", "2026-W10", "P2"), "progress:X-2026-001:2026-W10:P2"),
        (outbox_keys.material("M1", "0123456789ab", "P2"), "notice:material:M1:0123456789ab:P2"),
        (outbox_keys.vote("VOTE1", 2, "P2"), "vote:VOTE1:2:P2"),
        (outbox_keys.vote_again("VOTE1", "P2"), "vote:VOTE1:again:P2"),
        (outbox_keys.vote_over("VOTE1", 3, "P2"), "notice:vote-over:VOTE1:3:P2"),
        (outbox_keys.own_checks("A1", AT, "P2"), "own-checks:A1:20260304T090507:P2"),
        (outbox_keys.resource([("RES1", 2)], "P2"), "resource:RES1:2:P2"),
        (outbox_keys.resource([("RES1", 2), ("RES3", 1)], "P2"), "resource:RES1+RES3:2+1:P2"),
        (outbox_keys.resource_again(["RES1"], "P2"), "resource:RES1:again:P2"),
        (outbox_keys.resource_again(["RES1", "RES3"], "P2"), "resource:RES1+RES3:again:P2"),
        (outbox_keys.priority("RES1", "RES2", 3, "P2"), "notice:priority:RES1:RES2:3:P2"),
        (outbox_keys.resource_taken("I7", "P2"), "notice:resource-taken:I7:P2"),
        (outbox_keys.resource_over("RES1", 3, "P2"), "notice:resource-over:RES1:3:P2"),
        (outbox_keys.resource_person("RES1", 3, "P2"), "notice:resource-person:RES1:3:P2"),
        (
            outbox_keys.milestone_look_back("X-2026-001", DAY, "定稿", "P1"),
            "notice:milestone-look-back:X-2026-001:2026-03-04:定稿:P1",
        ),
        (outbox_keys.material_owed("material-owed", "M1", AT, "P1"), "notice:material-owed:M1:20260304T0905:P1"),
        (outbox_keys.checks_owed("A1", AT, "P1"), "notice:checks-owed:A1:20260304T090507:P1"),
        (
            outbox_keys.department_unread("X-2026-001", "研发部", AT, "P1"),
            "notice:department-unread:X-2026-001:研发部:20260304T090507:P1",
        ),
        (outbox_keys.several_owed(AT, "P1"), "notice:several-owed:20260304T090507:P1"),
        (outbox_keys.grant_owed("C1", AT, "P1"), "notice:grant-owed:C1:20260304T090507:P1"),
        (outbox_keys.checks_escalated("A1", AT, "P3"), "checks-escalated:A1:20260304T090507:P3"),
        (outbox_keys.absent_owner("A1", DAY, "P4", "P1"), "notice:absent-owner:A1:2026-03-04:P4:P1"),
        (outbox_keys.absent_signer("M1", 2, "P4", "P1"), "notice:absent-signer:M1:2:P4:P1"),
        (outbox_keys.in_place("notice:risk-owed:R1:P1/in-place-P4"), "in-place:notice:risk-owed:R1:P1/in-place-P4"),
        (outbox_keys.passed_on("O7", "P4"), "passed-on:O7:P4"),
        (outbox_keys.signed_for("S4", 2, "P4"), "signed-for:S4:2:P4"),
        (
            outbox_keys.criterion_overruled("X-2026-001", 2, 7, "P4"),
            "criterion-overruled:X-2026-001:2:7:P4",
        ),
        (outbox_keys.renamed(AT, "技术中心", "P4"), "notice:renamed:20260304T090507:技术中心:P4"),
        (outbox_keys.vote_owed("VOTE1", "P1"), "notice:vote-owed:VOTE1:P1"),
        (
            outbox_keys.duties("X-2026-001", "研发部", "0123456789ab", "P2"),
            "notice:duties:X-2026-001:研发部:0123456789ab:P2",
        ),
        (outbox_keys.escalations_in_place("O7", "P4"), "escalation:in-place:O7:P4"),
        (outbox_keys.completion("X-2026-001", "P2"), "completion:X-2026-001:P2"),
        (outbox_keys.request("X-2026-001", "研发部", "first", 3, "P2"), "request:X-2026-001:研发部:first:3:P2"),
        (
            outbox_keys.request("X-2026-001", "研发部", "again", AT, "P2"),
            "request:X-2026-001:研发部:again:20260304T090507:P2",
        ),
        (outbox_keys.change_asked("C1", 2, "研发部", "P2"), "change:C1:2:研发部:P2"),
        (outbox_keys.change_again("C1", "研发部", "P2"), "change:C1:again:研发部:P2"),
        (outbox_keys.change_decided("C1", "granted", 4, "P2"), "change:C1:granted:4:P2"),
        (outbox_keys.decision("I7", 2, "P2", granted=True), "decision:I7:2:yes:P2"),
        (outbox_keys.decision("I7", 2, "P2", granted=False), "decision:I7:2:no:P2"),
        (outbox_keys.retraction("I7", 3, "P2"), "taken-back:I7:3:P2"),
        (outbox_keys.correction("S3", 0, 2), "correction:S3:0:2"),
        (outbox_keys.automatic_answer("0123456789abcdef0123", "P2"), "answer:0123456789abcdef:P2"),
        (outbox_keys.personal_reply("I7", "好", "P2"), "letter:I7:f867f34178594f89:P2"),
        (outbox_keys.minutes("M1", 2, "P2"), "minutes:M1:2:P2"),
        (outbox_keys.invitation("M1", 0, "P2"), "invitation:M1:0:P2"),
        (outbox_keys.cancellation("SER1", 3, "P2"), "cancellation:SER1:3:P2"),
        (outbox_keys.calendar("M1", "P2"), "calendar:M1:P2"),
    ],
)
def test_each_kind_of_mail_has_its_form(made: str, key: str) -> None:
    assert made == key


def test_an_instant_is_written_as_it_is_kept() -> None:
    kept = AT.astimezone(timezone(timedelta(hours=8)))
    assert outbox_keys.request("X-2026-001", "研发部", "again", kept, "P2").split(":")[4] == "20260304T170507"


def test_mails_of_duties_are_known_by_their_keys() -> None:
    made = outbox_keys.notice("minutes-owed", "M1", "P1")
    duties = (
        made,
        outbox_keys.sent_again(made, AT),
        outbox_keys.in_place(made),
        outbox_keys.duties("X", "D", "f", "P2"),
    )
    others = (outbox_keys.high_risk("R1", "P1"), outbox_keys.dependency_late(DAY, "P2"), outbox_keys.part(3, "P2"))
    assert [outbox_keys.is_of_duties(key) for key in (*duties, *others)] == [True] * 4 + [False] * 3


def test_keys_are_found_by_what_they_are_about() -> None:
    asked = outbox_keys.change_asked("C1", 2, "研发部", "P2")
    decided = outbox_keys.change_decided("C1", "granted", 4, "P2")
    assert [outbox_keys.is_of_change(key, "C1") for key in (asked, decided)] == [True, True]
    assert not outbox_keys.is_of_change(outbox_keys.change_asked("C10", 2, "研发部", "P2"), "C1")
    assert outbox_keys.is_decision_of(outbox_keys.decision("I7", 2, "P2", granted=True), "I7")
    assert not outbox_keys.is_decision_of(outbox_keys.decision("I70", 2, "P2", granted=True), "I7")


def test_the_batch_of_a_mail_about_a_part_is_read_off_its_key() -> None:
    assert outbox_keys.batch_of_part(outbox_keys.part(31, "P2")) == 31
    assert outbox_keys.batch_of_part(outbox_keys.completion("X-2026-001", "P2")) is None
