"""Lines behind the marks by which mail programs quote: what they say may be somebody else's, and is asked back."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from support.replies import outgoing, reply, send_all

ZHANG = "zhang@example.test"
MARKS = ("»", "›", "❯", "》", "│", "┃", "▌", "▏", "¦", "|", "｜", ">", "＞")


def _answer(workspace: Workspace, text: str, *, quote: bool) -> Incoming:
    send_all(workspace)
    taken = receive(workspace.as_worker(), reply(outgoing(workspace, ZHANG, "minutes"), text, quote=quote))
    assert taken is not None
    return taken


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("quote", [False, True], ids=["alone", "above ours"])
@pytest.mark.parametrize("said", ["{} 1 完成", "{} A1 done", "{} 2 70%\n{} 1 完成"])
def test_what_stands_behind_such_a_mark_is_asked_back(published: Workspace, mark: str, said: str, quote: bool) -> None:
    taken = _answer(published, said.replace("{}", mark), quote=quote)
    assert taken.state == "waiting"
    assert {action.status for action in published.store.find(Action)} == {"not-started"}


@pytest.mark.parametrize("mark", ["»", "│", "▌", "|", ">"])
def test_beside_what_the_writer_says_himself_it_changes_nothing(published: Workspace, mark: str) -> None:
    _answer(published, f"2 完成\n\n{mark} 1 完成", quote=False)
    assert published.store.get(Action, "A1").status == "not-started"


@pytest.mark.parametrize("mark", ["-", "*", "•", "·", "→", "➤", "▪"])
def test_a_row_of_a_list_is_the_writers(published: Workspace, mark: str) -> None:
    taken = _answer(published, f"{mark} 1 完成", quote=True)
    assert taken.state == "applied"
    assert published.store.get(Action, "A1").status == "done"


def test_so_is_a_row_of_a_table(published: Workspace) -> None:
    taken = _answer(published, "│ 1 │ 完成 │", quote=True)
    assert taken.state == "applied"
    assert published.store.get(Action, "A1").status == "done"
