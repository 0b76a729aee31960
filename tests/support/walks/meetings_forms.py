"""Walks through the forms of meetings: planned, held, minuted, voted on."""

from support.walks.form_walk import FormWalk
from support.walks.preparations import with_correction, with_line, with_line_begun, with_minutes_sent, with_vote

WALKS = (
    FormWalk(
        "meetings.new_meeting:_asked", "published", ("n", "enter"), {"title": "Talk", "when": "9 March 15:00"}, "Talk",
        {"title": "Talk", "when": "some time"}, ("when", "some time"), ("2",),
    ),
    FormWalk(
        "meetings.strangers:_name_of", "published", ("f2",), {"email": "xaver@x.test"}, "Talk",
        {"email": "xaver"}, ("email", "xaver"), ("W", "N", "ctrl+u", " Talk", "tab", " Xaver Nobody"),
    ),
    FormWalk(
        "meetings.ask_new_time:move_meeting", "planned", ("m",), {"when": "9 March 15:00"}, "9 Mar",
        {"when": "some time"}, ("when", "some time"), ("2",),
    ),
    FormWalk(
        "week.week_commands:WeekCommands.meet_now", "published", ("N",), {"title": "Now", "people": "张伟"}, "Now",
        {"title": ""}, ("title", "Give the meeting"), ("W",),
    ),
    FormWalk(
        "week.week_commands:WeekCommands._retime", "planned", ("e",), {"when": "9 March 15:00"}, "9 Mar",
        {"when": "some time"}, ("when", "some time"), ("W", "pagedown"),
    ),
    FormWalk(
        "live.edit_line:open_entry_editor", "running", ("enter",), {"text": "freeze on Tuesday"}, "freeze on Tuesday",
        reach=("2", "enter", "escape"), prepare=with_line,
    ),
    FormWalk(
        "live.edit_line:ask_agreement", "running", ("ctrl+o",), {"summary": "all agreed"}, "all agreed",
        {"summary": ""}, ("summary", "what was agreed"), ("2", "enter"),
    ),
    FormWalk(
        "minutes.late_lines:ask_late_line", "recorded", ("a",), {"line": "d: freeze on Tuesday"}, "freeze on Tuesday",
        {"line": ""}, ("line", "Write what was said."), ("2", "enter"),
    ),
    FormWalk(
        "minutes.late_lines:ask_begun_lines", "recorded", ("2", "enter"), {"line": "d: freeze on Tuesday"},
        "freeze on Tuesday", prepare=with_line_begun,
    ),
    FormWalk(
        "minutes.correction_form:CorrectionForms.leave", "published", ("n",), {"reason": "as agreed"}, "told in 5",
        reach=("enter",), prepare=with_correction,
    ),
    FormWalk(
        "minutes.correction_form:CorrectionForms._save", "published", ("y",), {"text": "freeze on Tuesday"},
        "freeze on Tuesday", {"text": "接口冻结日为3月4日"}, ("text", "said before"), ("enter",),
        prepare=with_correction,
    ),
    FormWalk(
        "minutes.sign_for_form:open_sign_for", "published", ("y",), {"reason": "by telephone"}, "agreed (recorded)",
        {"reason": ""}, ("reason", "Say how you know"), ("2", "enter", "tab", "down", "down"),
        prepare=with_minutes_sent,
    ),
    FormWalk(
        "votes.vote_forms:VoteForms.new", "published", ("o", "enter"),
        {"vote_text": "Which hall?", "vote_choices": "North\nSouth"}, "mails queued",
        {"vote_text": "Which hall?", "vote_choices": "North"}, ("vote_choices", "2 to"), ("2", "end", "enter"), ("s",),
    ),
    FormWalk(
        "votes.vote_forms:VoteForms.record", "published", ("r",), {"voter": "张伟"}, "taken down",
        {"voter": "Xaver Nobody"}, ("voter", "Xaver Nobody"), ("2", "end", "enter", "o", "down", "enter"),
        prepare=with_vote,
    ),
)  # fmt: skip
