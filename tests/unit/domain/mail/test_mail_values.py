"""What a mail out is, and whom it asks."""

from hashlib import sha256

from collabtui.domain.mail.mail_about import ChangeTo, QuestionOn
from collabtui.domain.mail.mail_records import about_of
from support.records import outgoing


def test_other_bytes_have_another_digest() -> None:
    before = outgoing()
    after = before.with_raw(b"Subject: x\r\n\r\ny\r\n")
    assert before.digest == sha256(before.raw).hexdigest()
    assert after.digest == sha256(after.raw).hexdigest()
    assert (after.raw, after.digest != before.digest) == (b"Subject: x\r\n\r\ny\r\n", True)


def test_a_deputy_of_two_heads_is_asked_for_both() -> None:
    assert ChangeTo(change="C1", matter="X-2026-001", department="研发部", beside=("市场部",)).departments == (
        "研发部",
        "市场部",
    )


def test_a_notice_about_one_risk_or_vote_is_answered_about_that() -> None:
    for subject in ("R1", "VOTE1"):
        assert about_of(outgoing(kind="notice", change=subject)) == QuestionOn(subject=subject)
