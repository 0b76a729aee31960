"""Walks through the forms of the Inbox and of reports."""

from support.walks.form_walk import FormWalk
from support.walks.preparations import with_reply, with_strange_sender, with_two_tables

NOBODY = "Xaver Nobody"
WALKS = (
    FormWalk(
        "inbox.commands_on_inbox:InboxCommands.link_sender", "published", ("t",), {"person": "陈静"}, "陈静",
        {"person": NOBODY}, ("person", NOBODY), ("4",), prepare=with_strange_sender,
    ),
    FormWalk(
        "inbox.inbox_edit:edit", "published", ("e",), {"due-0": "2026-03-17"}, "17 Mar",
        {"due-0": "someday"}, ("due-0", "someday"), ("4",), prepare=with_reply,
    ),
    FormWalk(
        "inbox.table_of_mail:_chosen", "published", ("i",), {"file": "other.csv"}, "Set up the lab",
        reach=("4",), prepare=with_two_tables,
    ),
    FormWalk(
        "inbox.teach_word:WordTeaching._teach_new", "published", ("m",), {"word": "靠岸"}, "靠岸",
        {"word": "done"}, ("word", "done"), ("4",), ("y",), prepare=with_reply,
    ),
    FormWalk(
        "dialogs.report_sending:ReportSender._asked_whom", "published", ("s",), {"report_to": "陈静"}, "in 5 s",
        {"report_to": NOBODY}, ("report_to", NOBODY), ("R",), ("s",),
    ),
    FormWalk(
        "reports.report_file:write_report", "published", ("w",), {"path": "{home}/week.html"}, "week.html",
        {"path": "{home}/config.toml"}, ("path", "config.toml"), ("R",),
    ),
    FormWalk(
        "shell.aside_list:put_aside", "published", ("z",), {"seen_again": "20 March"}, "20 Mar",
        {"seen_again": "today"}, ("seen_again", "today"), ("4",), prepare=with_reply,
    ),
)  # fmt: skip
