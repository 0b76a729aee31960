"""What an owner answers to the draft of duties: his date for a task without one reaches the facilitator."""

from datetime import date

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.base.acting import Workspace
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.mail_in.review import apply_waiting
from collabtui.lifecycle.matters.duty_letters import send_duties
from support.departments import BOB, MATTER, new
from support.replies import outgoing, reply, send_all


def test_a_first_date_named_by_its_owner_waits_for_the_facilitator_and_is_kept(workspace: Workspace) -> None:
    new(workspace)
    draft = ActionDraft(title="Review the contract", owner="Bob Brown")
    add_action(workspace.as_user("command").quiet(), draft, MATTER)
    send_duties(workspace.as_user("key"), MATTER)
    send_all(workspace)
    mail = receive(workspace.as_worker(), reply(outgoing(workspace, BOB, "notice"), "A1 due 16 March"))
    assert mail is not None
    assert (mail.state, [(one.ask, one.due) for one in mail.requests]) == ("waiting", [("postpone", date(2026, 3, 16))])
    assert workspace.store.get(Action, "A1").due is None
    apply_waiting(workspace.as_user("key"), mail.ref)
    assert workspace.store.get(Action, "A1").due == date(2026, 3, 16)
    assert workspace.store.get(Incoming, mail.ref).state == "applied"
