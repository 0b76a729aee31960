"""Walks through the forms of the settings, and those that are asked for from any page."""

from support.walks.form_walk import FormWalk
from support.walks.preparations import with_archive

NOBODY = "Xaver Nobody"
WALKS = (
    FormWalk(
        "setup.copies:_asked_path", "published", ("ctrl+p", " verify", "=Check the archive", "enter"),
        {}, "is intact", {"path": "{home}"}, ("path", "MANIFEST"), prepare=with_archive,
    ),
    FormWalk(
        "setup.further_mailboxes:_ask_mailbox", "published", ("a", "enter"),
        {"account_name": "pmo", "email": "pmo@gmail.com"}, "pmo",
        {"account_name": "pmo", "email": "pmo@gmail.com", "smtp-port": "70000"}, ("smtp-port", "70000"), ("7",),
    ),
    FormWalk(
        "setup.given_roles:_give", "published", ("r", "enter"), {"person": "李明"}, "李明",
        {"person": NOBODY}, ("person", NOBODY), ("7",),
    ),
    FormWalk(
        "setup.servers_form:servers", "published", ("home", "down", "enter"), {"smtp-port": "2525"}, "2525",
        {"smtp-port": "70000"}, ("smtp-port", "70000"), ("7",),
    ),
    FormWalk(
        "setup.setup_forms:_ask", "published", ("home", "enter"), {"name": "李小明"}, "李小明",
        {"name": "", "email": "li@example.test"}, ("name", "name"), ("7",),
    ),
    FormWalk(
        "shell.palette_arguments:_asked_path", "published", ("ctrl+p", " backup", "=Back up", "enter"),
        {"path": "{home}/copy.zip"}, "copy.zip", {"path": ""}, ("path", "where it goes"),
    ),
    FormWalk(
        "shell.pipe_text:pipe_text", "published", ("vertical_line",), {"command": "wc -l"}, "wc -l", reach=("3",),
    ),
)  # fmt: skip
