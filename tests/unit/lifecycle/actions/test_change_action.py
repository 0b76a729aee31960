"""Several changes of one action by one command: all of them, or none."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Outgoing
from collabtui.domain.mail.reply import Update
from collabtui.domain.matters.matter import Risk
from collabtui.errors import Refused, Unknown
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.base.acting import Workspace


@pytest.mark.parametrize(
    "refused",
    [
        ActionChange(owner="陈静", risk="停电", doer="谁也不是"),
        ActionChange(owner="陈静", risk=" "),
        ActionChange(owner="陈静", risk="停电", doer="陈静"),
    ],
)
def test_what_is_refused_of_one_leaves_nothing_of_the_others(published: Workspace, refused: ActionChange) -> None:
    before, mails = published.store.get(Action, "A1"), len(published.store.find(Outgoing))
    with pytest.raises((Refused, Unknown)):
        change_action(published.as_user("command"), "A1", refused)
    assert published.store.get(Action, "A1") == before
    assert not published.store.find(Risk)
    assert len(published.store.find(Outgoing)) == mails


def test_all_of_it_is_one_change_and_the_new_owner_hears_of_it_once(published: Workspace) -> None:
    update = Update(ref="A1", status="in-progress", percent=30)
    change_action(published.as_user("command"), "A1", ActionChange(owner="陈静", risk="停电（高）", update=update))
    now = published.store.get(Action, "A1")
    assert (now.risk, now.status, now.percent) == ("停电（高）", "in-progress", 30)
    assert [one.text for one in published.store.find(Risk)] == ["停电"]
    mails = published.store.find(Outgoing, to="chen@example.test", state="queued")
    assert [one.kind for one in mails if "A1" in one.text and one.kind != "minutes"] == ["notice"]
