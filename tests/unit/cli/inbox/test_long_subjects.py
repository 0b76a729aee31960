"""A subject of any length leaves what is shown beside it on the screen."""

import io

import pytest

from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.text.width import LONGEST_LINE
from support.command_line import Type
from support.mails import raw

LONG = "long " * 12_000


def test_it_is_cut_where_it_is_shown_and_kept_whole(office: Workspace, typed: Type) -> None:
    kept = receive(office.as_worker(), raw("1 done", subject=LONG))
    assert kept is not None
    lines = typed(f"inbox show {kept.ref}").out.splitlines()
    assert any("long long" in line for line in lines)
    assert max(map(len, lines)) < 2 * LONGEST_LINE
    assert len(kept.subject) > 10 * LONGEST_LINE


@pytest.mark.usefixtures("office")
def test_who_brings_it_by_a_pipe_reads_no_more_of_it(typed: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw("1 done", subject=LONG))))
    brought = typed("receive").out
    assert "long long" in brought
    assert len(brought) < 2 * LONGEST_LINE
