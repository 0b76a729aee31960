"""A mail that could not be read to its end is seen wherever one looks, with its reason."""

import io

import pytest

from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.mail.reason_codes import SetAside
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.reading_budget import READER_DIED, TOO_SLOW, TooSlow
from collabtui.lifecycle.mail_in.receive import set_aside
from support.command_line import Type
from support.mails import raw


@pytest.mark.parametrize(
    ("reason", "sentence"), [(TOO_SLOW, "too long to read"), (READER_DIED, "while reading this mail")]
)
def test_it_is_in_the_inbox_and_named_by_doctor(
    office: Workspace, typed: Type, reason: SetAside, sentence: str
) -> None:
    kept = set_aside(office.as_worker(), raw(), reason)
    assert kept is not None
    assert (kept.raw, kept.state, kept.sender, kept.answer) == (raw(), "waiting", "zhang@example.test", None)
    assert [mail["reason"] for mail in typed("inbox list --json").json] == [reason]
    assert sentence in typed(f"inbox show {kept.ref}", COLLABTUI_LANG="en").out
    steps = [step for step in typed("doctor --json", COLLABTUI_LANG="en").json if step["step"] == "check.set_aside"]
    assert [step["ok"] for step in steps] == [False]
    assert sentence in steps[0]["why"]
    assert set_aside(office.as_worker(), raw(), reason) is None


def test_what_a_pipe_brings_once_is_set_aside_at_once(
    office: Workspace, typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object, **__: object) -> None:
        raise TooSlow("mail.too_slow", seconds=10)

    monkeypatch.setattr("collabtui.lifecycle.mail_in.receive.assess_mail", slow)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw())))
    assert typed("receive").code == 0
    (kept,) = office.store.find(Incoming, state="waiting")
    assert (kept.raw, kept.reason) == (raw(), TOO_SLOW)
