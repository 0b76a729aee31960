"""Walks through the forms of actions, their lists and their board."""

from support.walks.form_walk import FormWalk
from support.walks.preparations import with_check_list, with_table

NOBODY = "Xaver Nobody"
WALKS = (
    FormWalk(
        "actions.action_form:action_form", "published", ("e",), {"owner": "陈静"}, "陈静",
        {"owner": NOBODY}, ("owner", NOBODY), ("3",), ("s",),
    ),
    FormWalk(
        "actions.action_form:new_action_form", "published", ("n",), {"title": "Buy lamps"}, "Buy lamps",
        {"title": "Buy lamps", "due": "30 Feb"}, ("due", "30 Feb"), ("3",),
    ),
    FormWalk(
        "actions.bulk_change:BulkChangeForm._ask", "published", ("t",), {"due": "20 March"}, "20 Mar",
        {"due": "someday"}, ("due", "someday"), ("3",), ("s",),
    ),
    FormWalk(
        "actions.commands_on_actions:ActionCommands._form", "published", ("p",), {"percent": "40"}, "40",
        {"percent": "140"}, ("percent", "140"), ("3",),
    ),
    FormWalk(
        "actions.commands_on_checks:CheckCommands._take", "planned", ("h", "enter"),
        {"check_result": "no", "remark": "two months short"}, "two months short",
        reach=("3",), prepare=with_check_list,
    ),
    FormWalk(
        "actions.import_preview:TableImport.run", "published", ("r",), {"path": "{home}/tasks.csv"}, "Mood",
        {"path": "{home}/nothing.csv"}, ("path", "nothing.csv"), ("3",), prepare=with_table,
    ),
    FormWalk(
        "actions.import_questions_form:TableQuestions._ask", "published", ("enter",), {}, "1 added",
        reach=("3", "r", " {home}/tasks.csv"), then=("y",), prepare=with_table,
    ),
    FormWalk(
        "actions.saved_list_commands:SavedListCommands._save", "published", ("v", "n"), {"view_name": "Mine"}, "Mine",
        {"view_name": ""}, ("view_name", "name"), ("3",),
    ),
    FormWalk(
        "board.board_commands:BoardCommands._status", "published", ("L", "L", "enter"), {"reason": "no key"}, "blocked",
        {"reason": ""}, ("reason", "blocks"), ("B",), ("s",),
    ),
)  # fmt: skip
