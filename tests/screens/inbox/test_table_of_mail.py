"""A department's plan that came back as a table is taken over on the page Inbox, after a look."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from collabtui.domain.action import Action
from collabtui.domain.mail.mail_records import Incoming
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.duty_letters import send_duties
from support import departments
from support.departments import MATTER, ZHANG
from support.player import Stage
from support.replies import outgoing, reply, send_all

PLAN = "Task,Owner,Due,Deliverable\nSet up the lab,张伟,2026-03-20,lab\n"


async def test_i_shows_the_rows_and_y_takes_them_over(stage: Stage) -> None:
    stage.clock.set("2026-03-02T18:00+08:00")
    workspace = stage.workspace
    departments.new(workspace)
    send_duties(workspace.as_user("key"), MATTER)
    send_all(workspace)
    mail = message_from_bytes(reply(outgoing(workspace, ZHANG, "notice"), "计划见附件，补了一行"), policy=SMTP)
    assert isinstance(mail, EmailMessage)
    mail.add_attachment(PLAN.encode(), maintype="text", subtype="csv", filename="plan.csv")
    received = receive(workspace.as_worker(), mail.as_bytes())
    assert received is not None
    assert received.reason == "brings-table"
    async with stage.play("zh", (140, 40)) as player:
        await player.press("4")
        await player.see("plan.csv 可以作为计划表采用", "发来了计划表")
        await player.press("i")
        await player.see("Set up the lab")
        await player.press("n")
        assert workspace.store.get(Incoming, received.ref).state == "waiting"
        await player.press("i")
        await player.see("Set up the lab")
        await player.press("y")
        await player.see("新增 1 项")
    assert workspace.store.get(Incoming, received.ref).state == "applied"
    (made,) = workspace.store.find(Action, matter=MATTER)
    assert made.title == "Set up the lab"
    assert "你的计划表（plan.csv）已采用：新增 1 项" in outgoing(workspace, ZHANG, "notice").text
