"""What an office needs beside its fixture, before a form or a dialog of it is there to be walked through."""

import sqlite3
from contextlib import closing
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from collabtui.domain.matters.matter import Criterion
from collabtui.domain.meetings.draft import ActionDraft
from collabtui.lifecycle.actions.change_action import ActionChange, change_action
from collabtui.lifecycle.actions.edit_actions import add_action
from collabtui.lifecycle.backup.copy_file import write_copy
from collabtui.lifecycle.live import edit_entry, run
from collabtui.lifecycle.live.unclear_lines import take_down
from collabtui.lifecycle.mail_in.receive import receive
from collabtui.lifecycle.matters.acceptance import accept
from collabtui.lifecycle.matters.archive import archive
from collabtui.lifecycle.matters.edit_matters import MatterDraft, describe_matter, move_to_step, new_matter
from collabtui.lifecycle.votes.votes_by_mail import VoteDraft, ask_vote
from collabtui.session.draft_files import DraftFiles, capture_draft
from collabtui.store.queries.archive_mails import mails_of
from collabtui.store.queries.row_reader import open_reader
from support import departments
from support.departments import CHEN, MATTER, ZHANG, change_asked
from support.player import Stage
from support.replies import outgoing, reply, send_all

PLAN = "Task,Owner,Due,Deliverable\nSet up the lab,张伟,2026-03-20,lab\n"
TABLE = "Task,Owner,Mood\nSet up the lab,张伟,gay\n"


def with_check_list(stage: Stage) -> None:
    draft = ActionDraft(title="Report", owner="张伟", due=date(2026, 3, 10), deliverable="report", checks=("complete",))
    change_action(stage.acting, add_action(stage.acting, draft).ref, ActionChange(doer="陈静"))


def with_table(stage: Stage) -> None:
    stage.home.database.with_name("tasks.csv").write_text(TABLE, encoding="utf-8")


def with_table_known(stage: Stage) -> None:
    """Nothing is to be asked about it."""
    table = TABLE.replace("Mood", "Deliverable")
    stage.home.database.with_name("tasks.csv").write_text(table, encoding="utf-8")


def with_people_file(stage: Stage) -> None:
    stage.home.database.with_name("people.csv").write_text("name,email\nEve,eve@x.test\n", encoding="utf-8")


def with_departments(stage: Stage) -> None:
    departments.ask_three(stage.workspace)


def with_criteria(stage: Stage) -> None:
    describe_matter(stage.acting, MATTER, {"criteria": (Criterion(text="coverage 90 %"),)})
    move_to_step(stage.acting, MATTER, "acceptance")


def with_criteria_met(stage: Stage) -> None:
    describe_matter(stage.acting, MATTER, {"criteria": (Criterion(text="coverage", met=True),)})
    move_to_step(stage.acting, MATTER, "acceptance")


def with_result_accepted(stage: Stage) -> None:
    with_criteria_met(stage)
    accept(stage.acting, MATTER)
    move_to_step(stage.acting, MATTER, "retrospective")


def with_change_objected(stage: Stage) -> None:
    """研发部 says no."""
    with_departments(stage)
    departments.sent(stage.workspace)
    change_asked(stage.workspace, wanted=date(2026, 4, 14))
    departments.says(stage.workspace, ZHANG, "不同意", kind="change")


def with_vote(stage: Stage) -> None:
    ask_vote(stage.acting, VoteDraft("M1", "Which hall?", ("North", "South")))
    send_all(stage.workspace)


def with_reply(stage: Stage) -> None:
    """张伟 has done A1, and asks for more time for A2."""
    mail = reply(outgoing(stage.workspace, ZHANG, "minutes"), "1 已完成。\n2 延期到3月18日，因为测试环境晚到。")
    receive(stage.workspace.as_worker(), mail)


def with_strange_sender(stage: Stage) -> None:
    mail = reply(outgoing(stage.workspace, CHEN, "minutes"), "我是陈静", sender="x@elsewhere.test")
    receive(stage.workspace.as_worker(), mail)


def with_two_tables(stage: Stage) -> None:
    send_all(stage.workspace)
    mail = message_from_bytes(reply(outgoing(stage.workspace, ZHANG, "minutes"), "计划见附件"), policy=SMTP)
    assert isinstance(mail, EmailMessage)
    for name in ("plan.csv", "other.csv"):
        mail.add_attachment(PLAN.encode(), maintype="text", subtype="csv", filename=name)
    receive(stage.workspace.as_worker(), mail.as_bytes())


def with_altered_title(stage: Stage) -> None:
    """By something else than collabtui."""
    with closing(sqlite3.connect(stage.home.database)) as there:
        there.execute("UPDATE meeting SET title = 'X' WHERE ref = 'M1'")
        there.commit()


def with_copy(stage: Stage) -> None:
    path = stage.home.database.with_name("copy.zip")
    write_copy(stage.acting.store, stage.home, path, stage.clock(), lambda _: None)


def with_archive(stage: Stage) -> None:
    """Of a new matter, in the folder that is offered for it."""
    matter = new_matter(stage.acting, MatterDraft(title="New ERP"))
    with closing(open_reader(stage.home.database)) as reader:
        archive(stage.acting, matter.ref, stage.home.written("archives") / matter.ref, mails_of(reader, matter.ref))


def with_lines_unclear(stage: Stage) -> None:
    take_down(stage.acting, "M1", "a: fix the login @张 due 31 Feb")


def with_minutes_changed(stage: Stage) -> None:
    send_all(stage.workspace)
    edit_entry.reword(stage.acting, "D1", "接口冻结日为3月15日")


def with_correction(stage: Stage) -> None:
    send_all(stage.workspace)
    receive(stage.workspace.as_worker(), reply(outgoing(stage.workspace, ZHANG, "minutes"), "更正: 接口冻结日是3月5日"))


def with_minutes_sent(stage: Stage) -> None:
    send_all(stage.workspace)


def with_line_begun(stage: Stage) -> None:
    """Half a line stood in the field when the meeting ended."""
    drafts = DraftFiles(stage.home.drafts)
    drafts.keep(capture_draft("M1"), "d: freeze on")
    drafts.close()


def with_line(stage: Stage) -> None:
    run.capture(stage.acting, "M1", "d: freeze on Monday")
