"""A walk through each kind of dialog that is no form."""

from support.walks.dialog_walk import DialogWalk
from support.walks.preparations import (
    with_altered_title,
    with_copy,
    with_lines_unclear,
    with_minutes_changed,
    with_reply,
    with_table,
    with_table_known,
    with_vote,
)

DIALOG_WALKS = (
    DialogWalk(
        "PrefixStrip", "published", ("m",), "resource", ("r",), "Stand-by", ("5",),
    ),
    DialogWalk(
        "ViewList", "published", ("v",), "Saved lists", ("n", " Mine", "enter"), "Saved as “Mine”", ("3",),
    ),
    DialogWalk(
        "ImportPreview", "published", ("r", " {home}/tasks.csv", "enter"), "Set up the lab", ("y",), "4 open",
        ("3",), leaves=("n",), prepare=with_table_known,
    ),
    DialogWalk(
        "Preview", "published", ("enter",), "save (s)", ("s",), "Save: ", ("5", "f"),
    ),
    DialogWalk(
        "FormList", "published", ("f",), "Forms: ", ("s", "enter"), "Written", ("5",),
    ),
    DialogWalk(
        "Keys", "published", ("question_mark",), "Keys", (" postpone", "enter"), "New due date for A1", ("3",),
    ),
    DialogWalk(
        "NewKey", "published", ("f2",), "Press the new key", ("ctrl+y",), "^y",
        ("3", "question_mark", " postpone"),
    ),
    DialogWalk(
        "AsideList", "published", ("Z",), "Put aside", ("enter",), "A2 13 Mar", ("4", "z", "enter"), prepare=with_reply,
    ),
    DialogWalk(
        "Find", "published", ("slash",), "⏎ go there", (" Review", "=Review the contract", "enter"), "owner Bob Brown",
    ),
    DialogWalk(
        "QuitDialog", "published", ("ctrl+q",), "queued", ("q",), "",
    ),
    DialogWalk(
        "NoticeList", "published", ("ctrl+t",), "Done: A1", ("q",), "", ("3", "d"),
    ),
    DialogWalk(
        "UndoList", "published", ("U",), "Your last changes", ("enter",), "Taken back", ("3", "d"),
    ),
    DialogWalk(
        "Printed", "published", ("vertical_line", "ctrl+u", " wc -l", "enter"), "wc -l", ("q",), "", ("3",),
    ),
    DialogWalk(
        "Pick", "published", ("n",), "meeting", ("enter",), "Repeats", ("2",),
    ),
    DialogWalk(
        "Confirm", "published", ("right_square_bracket",), "missing", ("y",), "2/9 kick-off", ("5",),
    ),
    DialogWalk(
        "ConfirmTrust", "published", ("ctrl+p", " restore {home}/copy.zip", "enter"), "Here now", ("y",),
        "Everything is as it was on", ("7",), prepare=with_copy,
    ),
    DialogWalk(
        "PathPick", "published", ("f3",), "Part of a name", ("ctrl+u", " {home}/tasks", "=tasks.csv", "enter", "enter"),
        "Mood", ("3", "r"), prepare=with_table,
    ),
    DialogWalk(
        "Attendance", "running", ("f2",), "Who is present", ("P", "escape"), "4 of 4", ("2", "enter"),
    ),
    DialogWalk(
        "Editor", "published", ("i",), "Note", (" by telephone", "f2"), "by telephone", ("3",),
    ),
    DialogWalk(
        "SendDialog", "published", ("s",), "Ask for progress", ("s",), "in 5 s", ("3",),
    ),
    DialogWalk(
        "FaultsDialog", "published", ("v",), "✗ M1", ("enter",), "", ("7",), prepare=with_altered_title,
    ),
    DialogWalk(
        "ClearUnclear", "running", ("f5",), "1 of 2", ("1",), "1 of 1", ("2", "enter"), prepare=with_lines_unclear,
    ),
    DialogWalk(
        "Versions", "published", ("r",), "version 1", ("q",), "", ("2", "enter"), prepare=with_minutes_changed,
    ),
    DialogWalk(
        "Changes", "published", ("m", "ctrl+u", " 靠岸", "enter"), "teach (y)", ("y",), "now means", ("4",),
        prepare=with_reply,
    ),
    DialogWalk(
        "VoteSheet", "published", ("enter",), "not yet", ("d", "=The count", "enter", "s"), "closed",
        ("2", "end", "enter", "o", "down"),
        leaves=("escape", "=new vote", "down"), prepare=with_vote,
    ),
    DialogWalk(
        "Merge", "published", ("m", " 陈静", "enter"), "stays", ("y",), "4 people", ("6", "home", "down"),
    ),
    DialogWalk(
        "PlanDialog", "published", ("o", "ctrl+u", " Legal", "enter"), "Legal", ("y",), "is now called", ("6",),
    ),
)  # fmt: skip
