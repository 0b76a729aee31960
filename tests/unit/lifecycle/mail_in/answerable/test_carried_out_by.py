"""An owner who lets somebody else do his action goes on answering for it: a yes names who does it, and hands over
nothing."""

import pytest

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming, Outgoing
from collabtui.domain.people import Person
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in import review
from collabtui.lifecycle.mail_in.receive import receive
from support.replies import outgoing, reply


def received(workspace: Workspace, text: str) -> Incoming:
    mail = receive(workspace.as_worker(), reply(outgoing(workspace, "zhang@example.test", "minutes"), text))
    assert mail is not None
    return mail


@pytest.mark.parametrize("text", ["1 由陈静执行，我负责", "1 交给陈静去做，我还是负责人"])
def test_a_yes_names_who_does_it(published: Workspace, text: str) -> None:
    before = published.store.get(Action, "A1")
    mail = received(published, text)
    assert mail.state == "waiting"
    assert published.store.get(Action, "A1") == before
    review.apply_waiting(published.as_user("key"), mail.ref)
    after = published.store.get(Action, "A1")
    doers = [published.store.get(Person, one.person).name for one in after.collaborators if one.does]
    assert (after.owner, doers, after.note) == (before.owner, ["陈静"], before.note)
    assert "chen@example.test" in {one.to for one in published.store.find(Outgoing) if one.state == "queued"}


@pytest.mark.parametrize("text", ["1 转给陈静", "1 由陈静执行，我负责验收"])
def test_without_a_word_that_he_answers_for_it_nobody_is_named_so(published: Workspace, text: str) -> None:
    mail = received(published, text)
    assert not [one for one in mail.requests if one.ask == "other"]
